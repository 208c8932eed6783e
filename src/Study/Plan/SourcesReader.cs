using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads the sources of a study file in loading order and checks every name they use.</summary>
internal sealed class SourcesReader(PlanErrors errors, Classification? uses, string folder)
{
    private readonly HashSet<string> _ids = [];

    public ImmutableArray<SourcePlan> Read(YamlMappingNode? sources)
    {
        if (sources is null) return [];
        var plans = DataSchema.Tables.SelectMany(table => ReadTable(sources.Find(table.SourceKey), table)).ToImmutableArray();
        if (plans.All(plan => plan.Table != "questions")) RefuseUndescribedSurveys(sources.Find(DataSchema.Table("responses").SourceKey));
        return plans;
    }

    private IEnumerable<SourcePlan> ReadTable(YamlNode? node, TableSchema table) => node switch
    {
        YamlMappingNode one => [ReadSource(one, table, table.SourceKey)],
        YamlSequenceNode many => many.OfType<YamlMappingNode>().Select((entry, index) => ReadSource(entry, table, $"{table.SourceKey}-{index + 1}")),
        _ => [],
    };

    private SourcePlan ReadSource(YamlMappingNode source, TableSchema table, string standardId)
    {
        var columns = Columns(source.Find("columns")).ToList();
        var recodes = Mappings(source.Find("recodes")).ToList();
        var units = Pairs(source.Find("units")).ToList();
        var constants = Pairs(source.Find("constants")).ToList();
        CheckFields(table, [.. columns.Select(pair => pair.Value), .. recodes.Select(pair => pair.Key), .. units.Concat(constants).Select(pair => pair.Key)]);
        CheckValues(table, recodes, constants, units);
        var map = ReadFile(source, "crosswalk", ClassificationFile.ParseCrosswalk);
        return new SourcePlan(
            ReadId(source, standardId), table.Name, source.Text("file", ""), Optional(source, "sheet"), Optional(source, "encoding"),
            [.. columns.Select(Texts)], recodes.ToImmutableDictionary(pair => pair.Key.Value!, pair => Pairs(pair.Value).Select(Texts).ToImmutableArray()),
            Dictionary(units), Dictionary(constants), ReadMissing(source), Optional(source, "instrument"), ReadDesign(source), (int)source.Start.Line)
        {
            FieldPlaces = Places([.. columns.Select(pair => pair.Value), .. recodes.Select(pair => pair.Key), .. units.Concat(constants).Select(pair => pair.Key)]),
            InstrumentPlace = source.Find("instrument") is { } at ? ((int)at.Start.Line, (int)at.Start.Column) : default,
            StudyFile = errors.File,
            Format = Optional(source, "format"),
            Crosswalk = map,
            Cleaning = new([.. ReadFile(source, "cleaning", CleaningFile.Parse)?.Rules ?? [], .. map is null ? [] : new[] { CleaningFile.Of(map, Optional(source, "crosswalk")!) }]),
            Form = Optional(source, "form"),
            Exclusions = source.Many("exclusions", rule => $"{rule.Text("rule", "")}: {rule.Text("reason", "")}"),
            Constructs = ReadConstructs(source),
        };
    }

    private T? ReadFile<T>(YamlMappingNode source, string key, Func<string, string, T> parse) where T : class
    {
        if (source.Find(key) is not YamlScalarNode { Value: { Length: > 0 } file } node) return null;
        string path = Path.Combine(folder, file);
        if (File.Exists(path)) return parse(File.ReadAllText(path), file);
        errors.Add(node, PlanFaults.NoSuchFile(file));
        return null;
    }

    private string ReadId(YamlMappingNode source, string standardId)
    {
        string id = source.Text("id", standardId);
        if (!_ids.Add(id)) errors.Add(source.Find("id") ?? source, PlanFaults.RepeatedId(id, "source"));
        return id;
    }

    // A survey's items are known only when its questions are read: SourceChecks.CheckFields repeats this check then.
    private void CheckFields(TableSchema table, ImmutableArray<YamlScalarNode> names)
    {
        if (table.Name == "responses") return;
        foreach (var name in names.Where(name => table.Fields.All(field => field.Name != name.Value)))
            errors.Add(name, PlanFaults.UnknownField(name.Value ?? "", table));
    }

    private void CheckValues(
        TableSchema table, List<(YamlScalarNode Key, YamlMappingNode Value)> recodes, List<(YamlScalarNode Key, YamlScalarNode Value)> constants,
        List<(YamlScalarNode Key, YamlScalarNode Value)> units)
    {
        foreach (var (field, map) in recodes)
            foreach (var (_, value) in Pairs(map)) CheckValue(Find(table, field), value);
        foreach (var (field, value) in constants) CheckValue(Find(table, field), value);
        foreach (var (name, _) in units)
            if (Find(table, name) is { Type: not (FieldType.Integer or FieldType.Number or FieldType.Money) } field) errors.Add(name, PlanFaults.NoUnit(field));
    }

    private void CheckValue(Field? field, YamlScalarNode node)
    {
        string value = node.Value ?? "";
        if (field is { Type: FieldType.Category } && !Names(field.Levels, value)) errors.Add(node, PlanFaults.UnknownLevel(value, field));
        if (field is { Name: "use_class" } && uses is not null && !Names(uses.Classes, value)) errors.Add(node, PlanFaults.UnknownUse(value, uses));
    }

    private void RefuseUndescribedSurveys(YamlNode? surveys)
    {
        IEnumerable<YamlMappingNode> entries = surveys switch { YamlMappingNode one => [one], YamlSequenceNode many => many.OfType<YamlMappingNode>(), _ => [] };
        foreach (var node in entries.Select(entry => entry.Find("instrument")).OfType<YamlScalarNode>())
            errors.Add(node, PlanFaults.NoQuestions(node.Value ?? ""));
    }

    private SurveyDesign? ReadDesign(YamlMappingNode source)
    {
        if (source.Find("design") is not YamlMappingNode design) return null;
        foreach (string key in (string[])["weight", "strata", "cluster"])
            if (design.Find(key) is YamlScalarNode node) RespondentFields.Check(node, errors);
        return new SurveyDesign(Optional(design, "weight"), Optional(design, "strata"), Optional(design, "cluster"));
    }

    private static ImmutableArray<(string Text, MissingReason Reason)> ReadMissing(YamlMappingNode source) =>
    [
        .. Pairs(source.Find("missing")).Select(pair => (pair.Key.Value!, Known: MissingReasons.TryParse(pair.Value.Value ?? "", out var reason), reason))
            .Where(entry => entry.Known).Select(entry => (entry.Item1, entry.reason)),
    ];

    /// <summary>A minus before an item turns it round, as in the formula of a scale.</summary>
    private static ImmutableArray<(string Construct, string Item, bool Reversed)> ReadConstructs(YamlMappingNode source) =>
    [
        .. Entries<YamlSequenceNode>(source.Find("constructs")).SelectMany(pair => pair.Value.OfType<YamlScalarNode>().Select(item => item.Value ?? "")
            .Select(item => (pair.Key.Value ?? "", item.TrimStart('-').Trim(), item.StartsWith('-')))),
    ];

    private static bool Names(ImmutableArray<Level> levels, string value) =>
        levels.Any(level => level.Code == value || level.Label.Zh == value || string.Equals(level.Label.En, value, StringComparison.OrdinalIgnoreCase));

    private static Field? Find(TableSchema table, YamlScalarNode name) => table.Fields.FirstOrDefault(field => field.Name == name.Value);

    private static IEnumerable<(YamlScalarNode Key, YamlScalarNode Value)> Pairs(YamlNode? node) => Entries<YamlScalarNode>(node);

    /// <summary>Header and field; a header with a list fills several fields.</summary>
    private static IEnumerable<(YamlScalarNode Key, YamlScalarNode Value)> Columns(YamlNode? node) =>
        Pairs(node).Concat(Entries<YamlSequenceNode>(node).SelectMany(pair => pair.Value.OfType<YamlScalarNode>().Select(field => (pair.Key, field))));

    private static IEnumerable<(YamlScalarNode Key, YamlMappingNode Value)> Mappings(YamlNode? node) => Entries<YamlMappingNode>(node);

    private static IEnumerable<(YamlScalarNode Key, T Value)> Entries<T>(YamlNode? node) where T : YamlNode
    {
        foreach (var pair in node as YamlMappingNode ?? new YamlMappingNode())
            if (pair is { Key: YamlScalarNode key, Value: T value }) yield return (key, value);
    }

    private static (string, string) Texts((YamlScalarNode Key, YamlScalarNode Value) pair) => (pair.Key.Value ?? "", pair.Value.Value ?? "");

    private static ImmutableDictionary<string, string> Dictionary(List<(YamlScalarNode Key, YamlScalarNode Value)> pairs) =>
        pairs.ToImmutableDictionary(pair => pair.Key.Value ?? "", pair => pair.Value.Value ?? "");

    private static ImmutableArray<(string, int, int)> Places(ImmutableArray<YamlScalarNode> names) =>
        [.. names.Select(name => (name.Value ?? "", (int)name.Start.Line, (int)name.Start.Column))];

    private static string? Optional(YamlMappingNode owner, string key) => owner.Text(key, "") is { Length: > 0 } text ? text : null;
}
