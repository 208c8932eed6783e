using System.Collections.Immutable;

namespace CoProduction;

/// <summary>
/// A project of a program for qualitative analysis: coders, code book, cases, sources with their coded passages, notes. What REFI-QDA, QualCoder and Taguette projects have in common.
/// GUIDs are the identity of everything; names may repeat. Coders stand under pseudonyms: the names of users in a file are dropped where it is read.
/// </summary>
/// <param name="Name">Name of the project.</param>
/// <param name="Origin">The program that wrote it, in its own words, such as <c>NVivo for Mac 15.0.0</c>; empty when the file does not say.</param>
/// <param name="Dialect">The program as far as its files need special care.</param>
public sealed record QualitativeProject(string Name, string Origin, QualitativeDialect Dialect)
{
    /// <summary>Description of the whole project; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Coders in the file's order.</summary>
    public ImmutableArray<QualitativeCoder> Coders { get; init; } = [];

    /// <summary>Codes, each behind its parent; see <see cref="CodePaths"/>.</summary>
    public ImmutableArray<QualitativeCode> Codes { get; init; } = [];

    /// <summary>Variables of cases and sources.</summary>
    public ImmutableArray<QualitativeVariable> Variables { get; init; } = [];

    /// <summary>Cases: mostly people.</summary>
    public ImmutableArray<QualitativeCase> Cases { get; init; } = [];

    /// <summary>Sources in the file's order.</summary>
    public ImmutableArray<QualitativeSource> Sources { get; init; } = [];

    /// <summary>Notes, also called memos.</summary>
    public ImmutableArray<QualitativeNote> Notes { get; init; } = [];

    /// <summary>Links between anything.</summary>
    public ImmutableArray<QualitativeLink> Links { get; init; } = [];

    /// <summary>Sets of codes, sources or notes.</summary>
    public ImmutableArray<QualitativeSet> Sets { get; init; } = [];

    /// <summary>What the file holds and is left out here, or is read in a way that its user should know.</summary>
    public ImmutableArray<Label> Notices { get; init; } = [];

    /// <summary>Every coding with where it is, source by source; a coding of a whole source or text has no selection.</summary>
    public IEnumerable<PlacedCoding> Codings => Sources.SelectMany(source => source.PlacedCodings);

    /// <summary>How often each code was given and by which coders, in the code book's order; codes that were never given included.</summary>
    public ImmutableArray<CodeUse> CodeUses()
    {
        var coders = Coders.ToDictionary(coder => coder.Guid, coder => coder.Pseudonym);
        var given = Codings.Select(placed => placed.Coding).ToLookup(coding => coding.Code);
        return [.. Codes.Select(code => new CodeUse(code.Path, code.Name, given[code.Guid].Count(), ByCoder(given[code.Guid], coders)))];
    }

    private static ImmutableArray<(string, int)> ByCoder(IEnumerable<QualitativeCoding> codings, Dictionary<Guid, string> coders) =>
    [
        .. codings.GroupBy(coding => coding.Coder is { } guid && coders.TryGetValue(guid, out string? name) ? name : QualitativeCoder.Unknown, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count())),
    ];
}

/// <summary>A program whose files need special care.</summary>
public enum QualitativeDialect
{
    /// <summary>Any other, or none named.</summary>
    Other,

    /// <summary>ATLAS.ti: a line end of two characters counts as one code point; document groups <c>name: value</c> are attributes.</summary>
    AtlasTi,

    /// <summary>NVivo: passages of a case are codings that name the case.</summary>
    NVivo,

    /// <summary>MAXQDA.</summary>
    Maxqda,

    /// <summary>QualCoder.</summary>
    QualCoder,

    /// <summary>Taguette.</summary>
    Taguette,

    /// <summary>qc (qualitative-coding).</summary>
    Qc,
}

/// <summary>Use of one code.</summary>
/// <param name="Path">The code's path from the root.</param>
/// <param name="Label">Its name.</param>
/// <param name="Codings">Number of codings.</param>
/// <param name="Coders">Pseudonyms of its coders in ordinal order, each with the number of codings.</param>
public sealed record CodeUse(string Path, string Label, int Codings, ImmutableArray<(string Coder, int Codings)> Coders);

/// <summary>A coding and where it is.</summary>
/// <param name="Source">Source of the passage.</param>
/// <param name="Text">Text of the passage; null for a region, a time or a whole source.</param>
/// <param name="Selection">The passage; null for a whole source or text.</param>
/// <param name="Coding">The coding.</param>
public sealed record PlacedCoding(QualitativeSource Source, QualitativeText? Text, QualitativeSelection? Selection, QualitativeCoding Coding);
