using System.Collections.Immutable;

namespace CoProduction;

public static partial class DataSchema
{
    private static readonly Lazy<Framework> _framework = new(() => FrameworkFile.Parse(SchemaResource.Text("data-schema/framework.yaml"), "data-schema/framework.yaml"));

    private static readonly Lazy<ImmutableArray<Classification>> _classifications =
        new(() => [.. Under("data-schema/classifications/", ClassificationFile.Parse, file => !file.Contains("/crosswalks/", StringComparison.Ordinal))]);

    private static readonly Lazy<ImmutableArray<Crosswalk>> _crosswalks =
        new(() => [.. Under("data-schema/classifications/crosswalks/", ClassificationFile.ParseCrosswalk, _ => true)]);

    private static readonly Lazy<ImmutableArray<RuleSet>> _rules = new(() => [.. Under("data-schema/rules/", RuleFile.Parse, _ => true)]);

    /// <summary>The built-in framework: drivers → process → outcomes.</summary>
    public static Framework Framework => _framework.Value;

    /// <summary>The built-in classifications, in order of name.</summary>
    public static ImmutableArray<Classification> Classifications => _classifications.Value;

    /// <summary>The classification of a name such as <c>five-uses@2022-1</c>.</summary>
    /// <exception cref="StudyException">No such classification; names the nearest.</exception>
    public static Classification Classification(string name) =>
        Classifications.FirstOrDefault(list => list.Name == name) ?? throw StudyFaults.UnknownClassification(name, Classifications.Select(list => list.Name));

    /// <summary>The crosswalks from a classification, <c>default</c> first, then in order of definition; none for a list that is mapped onto nothing.</summary>
    /// <param name="from">Name of the finer classification, as <c>id@version</c>.</param>
    public static ImmutableArray<Crosswalk> Crosswalks(string from) =>
        [.. _crosswalks.Value.Where(map => map.From == from).OrderBy(map => map.Definition != "default").ThenBy(map => map.Definition, StringComparer.Ordinal)];

    /// <summary>The rules of a place; none where the place has no rules of its own.</summary>
    /// <param name="place">Place, such as <c>district-x</c>.</param>
    /// <param name="onDate">Day on which the rules must be in force; null for all versions.</param>
    public static RuleSet Rules(string place, DateOnly? onDate = null)
    {
        var found = _rules.Value.Where(set => PlaceOf(set) == place).ToList();
        var all = new RuleSet([.. found.SelectMany(set => set.Shares)], [.. found.SelectMany(set => set.Steps)], [.. found.SelectMany(set => set.Rates)]);
        return onDate is { } day ? all.On(day) : all;
    }

    /// <summary>The places that have rules, in ordinal order.</summary>
    public static ImmutableArray<string> Places => [.. _rules.Value.Select(PlaceOf).Distinct().Order(StringComparer.Ordinal)];

    private static string PlaceOf(RuleSet set) =>
        set.Shares.Select(rule => rule.Place).Concat(set.Steps.Select(rule => rule.Place)).Concat(set.Rates.Select(rule => rule.Place)).FirstOrDefault("");

    private static IEnumerable<T> Under<T>(string folder, Func<string, string, T> parse, Func<string, bool> wanted) =>
        SchemaResource.Under(folder).Where(wanted).Select(file => parse(SchemaResource.Text(file), file));
}
