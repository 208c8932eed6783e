using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The attributes of speakers and sources by the names of their variables: those of a case before those of its source, these before groups named <c>name: value</c>.</summary>
internal sealed class CaseAttributes
{
    private readonly Dictionary<Guid, string> _names;
    private readonly ILookup<Guid, (string Name, string Value)> _groups;

    public CaseAttributes(QualitativeProject project)
    {
        _names = project.Variables.GroupBy(variable => variable.Guid).ToDictionary(group => group.Key, group => group.First().Name.Trim());
        var pairs = SetsOf(project).SelectMany(set => set.Sources.Select(source => (source, Pair: Split(set.Name)))).ToList();
        _groups = pairs.ToLookup(pair => pair.source, pair => pair.Pair);
        Names = [.. _names.Values.Concat(pairs.Select(pair => pair.Pair.Name)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Names of all attributes.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The attributes of a speaker; several values of one name are parted by <c>;</c>.</summary>
    public Dictionary<string, string> Of(QualitativeSource source, QualitativeCase? speaker)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Fill(values, Named(speaker?.Values ?? []));
        Fill(values, Named(source.Values));
        Fill(values, _groups[source.Guid]);
        return values;
    }

    /// <summary>ATLAS.ti has no variables of documents, but groups such as <c>gender: female</c>.</summary>
    public static IEnumerable<QualitativeSet> SetsOf(QualitativeProject project) =>
        project.Dialect == QualitativeDialect.AtlasTi ? project.Sets.Where(set => !set.Sources.IsEmpty && Split(set.Name) is { Name.Length: > 0, Value.Length: > 0 }) : [];

    private static (string Name, string Value) Split(string name)
    {
        int colon = name.IndexOfAny([':', '：']);
        return colon < 0 ? ("", "") : (name[..colon].Trim(), name[(colon + 1)..].Trim());
    }

    private IEnumerable<(string, string)> Named(ImmutableArray<QualitativeValue> values) => values.Where(value => _names.ContainsKey(value.Variable)).Select(value => (_names[value.Variable], value.Text.Trim()));

    private static void Fill(Dictionary<string, string> values, IEnumerable<(string Name, string Value)> more)
    {
        foreach (var group in more.Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)) values.TryAdd(group.Key, string.Join(';', group.Distinct(StringComparer.Ordinal)));
    }
}
