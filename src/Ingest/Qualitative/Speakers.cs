using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>
/// Who speaks in each source: the cases that have it, or parts of it; the source itself where no case does. And the number of its interview: what its attribute of that name says, else the source's name without the ending of a file.
/// Several sources may be of one interview.
/// </summary>
internal sealed class Speakers
{
    private static readonly ImmutableHashSet<string> Endings =
        [".txt", ".md", ".rtf", ".doc", ".docx", ".odt", ".html", ".htm", ".pdf", ".jpg", ".jpeg", ".png", ".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".avi", ".wmv"];

    private readonly Dictionary<Guid, string> _interviews = [];
    private readonly HashSet<string> _shared;
    private Present _last = new(null, [], [], []);
    private readonly HashSet<Guid> _naming;
    private readonly Dictionary<Guid, QualitativeCase> _cases;
    private readonly ILookup<Guid, QualitativeCase> _whole;
    private readonly ILookup<Guid, QualitativeCase> _bySelection;

    public Speakers(QualitativeProject project)
    {
        _cases = project.Cases.GroupBy(one => one.Guid).ToDictionary(group => group.Key, group => group.First());
        _whole = project.Cases.SelectMany(one => one.Sources.Select(source => (source, one))).ToLookup(pair => pair.source, pair => pair.one);
        _bySelection = project.Cases.SelectMany(one => one.Selections.Select(selection => (selection, one))).ToLookup(pair => pair.selection, pair => pair.one);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        _naming = Stating(project, "speaker");
        var numbering = Stating(project, "interview");
        foreach (var source in project.Sources) _interviews.TryAdd(source.Guid, Stated(source.Values, numbering) ?? Number(source, taken));
        _shared = [.. _interviews.Values.CountBy(interview => interview, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key)];
    }

    /// <summary>Number of a source's interview, unique among the sources.</summary>
    public string Interview(QualitativeSource source) => _interviews[source.Guid];

    /// <summary>True for an attribute that is called like a field of the interviews. «编号» alone may be a person's and gives no interview.</summary>
    public static bool States(string field, string attribute)
    {
        var known = DataSchema.Table("interviews")[field];
        string key = CellText.Key(attribute);
        return key != "编号" && known.Aliases.Append(known.Name).Append(known.Title.Zh).Append(known.Title.En).Any(name => CellText.Key(name) == key);
    }

    /// <summary>True when a coding names a case: a passage of the case's, as NVivo writes it.</summary>
    public bool IsCase(QualitativeCoding coding) => _cases.ContainsKey(coding.Code);

    /// <summary>The cases of a source.</summary>
    public ImmutableArray<QualitativeCase> Of(QualitativeSource source) => At(source).All;

    /// <summary>Pseudonym of the only speaker of a passage; empty where the interview has one, and where nothing tells which of several it is.</summary>
    public string Of(PlacedCoding placed)
    {
        var there = At(placed.Source);
        if (there.All.Length < 2) return _shared.Contains(Interview(placed.Source)) ? NameOf(there.All.FirstOrDefault(), placed.Source) : "";
        var within = there.Parts.Where(part => placed.Selection is { } selection && IsWithin(selection, placed.Text, part)).Select(part => part.Case).DistinctBy(one => one.Guid).ToList();
        if (within.Count == 0) within = [.. there.Whole];
        return within is [var only] ? NameOf(only, placed.Source) : "";
    }

    /// <summary>Pseudonym of a speaker: what an attribute of that name says, else the case's name, else the number of the interview.</summary>
    public string NameOf(QualitativeCase? speaker, QualitativeSource source) =>
        Stated(speaker?.Values ?? [], _naming) ?? Stated(source.Values, _naming) ?? (speaker is { Name.Length: > 0 } ? speaker.Name : Interview(source));

    private static HashSet<Guid> Stating(QualitativeProject project, string field) => [.. project.Variables.Where(variable => States(field, variable.Name)).Select(variable => variable.Guid)];

    private static string? Stated(ImmutableArray<QualitativeValue> values, HashSet<Guid> stating) => values.FirstOrDefault(value => stating.Contains(value.Variable) && value.Text.Trim().Length > 0)?.Text.Trim();

    /// <summary>The cases of the source last asked for: its codings come one after the other.</summary>
    private Present At(QualitativeSource source)
    {
        if (ReferenceEquals(source, _last.Source)) return _last;
        ImmutableArray<QualitativeCase> whole = [.. Whole(source)];
        var parts = Parts(source).ToImmutableArray();
        return _last = new Present(source, whole, parts, [.. whole.Concat(parts.Select(part => part.Case)).DistinctBy(one => one.Guid)]);
    }

    private IEnumerable<QualitativeCase> Whole(QualitativeSource source) => _whole[source.Guid].Concat(source.Codings.Concat(source.Texts.SelectMany(text => text.Codings)).Where(IsCase).Select(coding => _cases[coding.Code]));

    /// <summary>The selections that belong to a case.</summary>
    private IEnumerable<(QualitativeSelection Selection, QualitativeText? Text, QualitativeCase Case)> Parts(QualitativeSource source)
    {
        if (_cases.Count == 0) return [];
        var all = source.Selections.Select(selection => (selection, (QualitativeText?)null)).Concat(source.Texts.SelectMany(text => text.Selections.Select(selection => (selection, (QualitativeText?)text))));
        return all.SelectMany(found => _bySelection[found.selection.Guid].Concat(found.selection.Codings.Where(IsCase).Select(coding => _cases[coding.Code])).Select(one => (found.selection, found.Item2, one)));
    }

    private static bool IsWithin(QualitativeSelection selection, QualitativeText? text, (QualitativeSelection Selection, QualitativeText? Text, QualitativeCase Case) part) =>
        selection.Guid == part.Selection.Guid || (text is not null && ReferenceEquals(text, part.Text) && selection.Place is TextPlace inner && part.Selection.Place is TextPlace outer && outer.Span.Contains(inner.Span));

    private static string Number(QualitativeSource source, Dictionary<string, int> taken)
    {
        string name = source.Name.Trim(), ending = System.IO.Path.GetExtension(name);
        if (Endings.Contains(ending.ToLowerInvariant()) && ending.Length < name.Length) name = name[..^ending.Length].Trim();
        if (name.Length == 0) name = source.Guid.ToString();
        int times = taken[name] = taken.GetValueOrDefault(name) + 1;
        return times == 1 ? name : Number(source, name, times, taken);
    }

    private static string Number(QualitativeSource source, string name, int times, Dictionary<string, int> taken)
    {
        string numbered = string.Create(CultureInfo.InvariantCulture, $"{name} ({times})");
        return taken.TryAdd(numbered, 1) ? numbered : $"{name} {source.Guid}";
    }

    private sealed record Present(QualitativeSource? Source, ImmutableArray<QualitativeCase> Whole, ImmutableArray<(QualitativeSelection Selection, QualitativeText? Text, QualitativeCase Case)> Parts, ImmutableArray<QualitativeCase> All);
}
