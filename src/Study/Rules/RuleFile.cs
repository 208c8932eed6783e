using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads the rules of a place from a file of data-schema/rules.</summary>
public static class RuleFile
{
    /// <summary>The rules of a YAML text.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="StudyException">The text is not YAML, an entry is missing or a value is not allowed.</exception>
    public static RuleSet Parse(string yaml, string file) => YamlEntries.Read(yaml, file, ReadRules);

    private static RuleSet ReadRules(YamlMappingNode root)
    {
        string place = root.Text("place");
        var rules = root.Many("rules", rule => rule);
        return new RuleSet(
            [.. Of(rules, RuleKind.Share).Select(rule => ReadShare(rule, place))],
            [.. Of(rules, RuleKind.Steps).Select(rule => ReadSteps(rule, place))],
            [.. Of(rules, RuleKind.Rate).Select(rule => ReadRate(rule, place))]);
    }

    private static IEnumerable<YamlMappingNode> Of(ImmutableArray<YamlMappingNode> rules, RuleKind kind) =>
        rules.Where(rule => rule.Choice<RuleKind>("kind") == kind);

    private static ShareRule ReadShare(YamlMappingNode rule, string place) => new(
        rule.Text("id"), rule.Text("version"), place, From(rule), To(rule), rule.Label("title"), rule.Texts("level"),
        ReadMeasure(rule.Mapping("numerator")), ReadMeasure(rule.Mapping("denominator")), rule.Choice<Comparator>("comparator"), Threshold(rule), Evidence(rule));

    private static StepRule ReadSteps(YamlMappingNode rule, string place) => new(
        rule.Text("id"), rule.Text("version"), place, From(rule), To(rule), rule.Label("title"), rule.Many("steps", step => step.ToLabel()), Evidence(rule));

    private static RateRule ReadRate(YamlMappingNode rule, string place) => new(
        rule.Text("id"), rule.Text("version"), place, From(rule), To(rule), rule.Label("title"), rule.Texts("level"),
        rule.Label("numerator"), rule.Label("denominator"), Evidence(rule));

    // One text stands for both languages: a citation needs no other.
    private static Label Evidence(YamlMappingNode rule) => rule.TitleOrNone("evidence") ?? throw StudyFaults.MissingEntry("evidence", rule);

    private static DateOnly From(YamlMappingNode rule) =>
        rule.Mapping("effective").Date("from") ?? throw StudyFaults.MissingEntry("from", rule.Mapping("effective"));

    private static DateOnly? To(YamlMappingNode rule) => rule.Mapping("effective").Date("to");

    private static decimal Threshold(YamlMappingNode rule) =>
        decimal.TryParse(rule.Text("threshold"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal share) && share <= 1
            ? share
            : throw StudyFaults.NotAShare(rule.Text("threshold"), rule);

    private static RuleMeasure ReadMeasure(YamlMappingNode measure)
    {
        var table = DataSchema.Table(measure.Text("table"));
        var kind = measure.Choice<Measure>("measure");
        string field = kind == Measure.Amount ? table[measure.Text("field")].Name : "";
        return new RuleMeasure(table.Name, kind, field, ReadFilters(measure, table));
    }

    private static ImmutableArray<RowFilter> ReadFilters(YamlMappingNode measure, TableSchema table) =>
        measure.Find("where") is YamlMappingNode where
            ? [.. where.Children.Select(pair => ReadFilter(where, ((YamlScalarNode)pair.Key).Value!, table))]
            : [];

    // Flags are stored as 1 and 0; a rule writes true and false.
    private static RowFilter ReadFilter(YamlMappingNode where, string name, TableSchema table)
    {
        var field = table[name];
        var values = where.Texts(name);
        return new RowFilter(field.Name, field.Type == FieldType.Flag ? [.. values.Select(value => value == "true" ? "1" : "0")] : values);
    }

    private enum RuleKind
    {
        Share,
        Steps,
        Rate,
    }
}
