using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction;

/// <summary>A source: an interview, document, picture or recording.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name; that of its file where the source has none.</param>
/// <param name="Medium">What it is.</param>
public sealed record QualitativeSource(Guid Guid, string Name, QualitativeMedium Medium)
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>File of a medium, such as <c>internal://a.jpg</c>; empty for a text.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its texts: one of a text source or PDF, any number of transcripts of a recording.</summary>
    public ImmutableArray<QualitativeText> Texts { get; init; } = [];

    /// <summary>Regions of a picture or PDF, times of a recording.</summary>
    public ImmutableArray<QualitativeSelection> Selections { get; init; } = [];

    /// <summary>Codings of the whole source.</summary>
    public ImmutableArray<QualitativeCoding> Codings { get; init; } = [];

    /// <summary>Values of variables.</summary>
    public ImmutableArray<QualitativeValue> Values { get; init; } = [];

    /// <summary>Notes on the source.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];

    /// <summary>Its codings with their places, those of the whole source first.</summary>
    public IEnumerable<PlacedCoding> PlacedCodings => Codings.Select(coding => new PlacedCoding(this, null, null, coding))
        .Concat(Selections.SelectMany(selection => selection.Codings.Select(coding => new PlacedCoding(this, null, selection, coding))))
        .Concat(Texts.SelectMany(text => text.Codings.Select(coding => new PlacedCoding(this, text, null, coding))
            .Concat(text.Selections.SelectMany(selection => selection.Codings.Select(coding => new PlacedCoding(this, text, selection, coding))))));
}

/// <summary>What a source is.</summary>
public enum QualitativeMedium
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>A PDF file.</summary>
    Pdf,

    /// <summary>A sound recording.</summary>
    Audio,

    /// <summary>A film.</summary>
    Video,
}

/// <summary>A text of a source: the source itself, what a PDF says, or a transcript.</summary>
/// <param name="Guid">Identity; that of the source for a text source.</param>
/// <param name="Name">Name; empty for none.</param>
public sealed record QualitativeText(Guid Guid, string Name)
{
    /// <summary>The text, whose code points the selections count; null when the file does not hold it, or when only the outline of a project was read.</summary>
    public string? Content { get; init; }

    /// <summary>Its plain text file, such as <c>internal://a.txt</c>; empty when the text stands in the project's own file.</summary>
    public string PlainPath { get; init; } = "";

    /// <summary>Its formatted file, such as <c>internal://a.docx</c>; empty for none.</summary>
    public string RichPath { get; init; } = "";

    /// <summary>Selections of passages.</summary>
    public ImmutableArray<QualitativeSelection> Selections { get; init; } = [];

    /// <summary>Codings of the whole text, where the text is not the source itself.</summary>
    public ImmutableArray<QualitativeCoding> Codings { get; init; } = [];

    /// <summary>Where a transcript and its recording meet.</summary>
    public ImmutableArray<SyncPoint> SyncPoints { get; init; } = [];
}

/// <summary>A moment of a recording and its place in the transcript.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Milliseconds">The moment; null when the file does not say.</param>
/// <param name="Position">Code point of the transcript; null when the file does not say.</param>
public sealed record SyncPoint(Guid Guid, int? Milliseconds, int? Position);

/// <summary>A selected passage, region or time of a source.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name, often the beginning of the words; empty for none.</param>
/// <param name="Place">Where it is; null when the file says nothing that can be.</param>
public sealed record QualitativeSelection(Guid Guid, string Name, SelectionPlace? Place)
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Words of a region, where the file gives them; empty for none. The words of a passage are cut from its text.</summary>
    public string Words { get; init; } = "";

    /// <summary>Its codings.</summary>
    public ImmutableArray<QualitativeCoding> Codings { get; init; } = [];

    /// <summary>Notes on the passage.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];

    /// <summary>Who selected it; null when the file does not say.</summary>
    public Guid? Coder { get; init; }

    /// <summary>When, as the file writes it; empty for unknown.</summary>
    public string Created { get; init; } = "";
}

/// <summary>Where a selection is.</summary>
public abstract record SelectionPlace;

/// <summary>A passage of a text.</summary>
/// <param name="Span">Its code points.</param>
public sealed record TextPlace(TextSpan Span) : SelectionPlace
{
    /// <inheritdoc/>
    public override string ToString() => Span.ToString();
}

/// <summary>A rectangle of a picture or of a page, in the file's own units.</summary>
/// <param name="Page">Page from 0; null for a picture.</param>
/// <param name="FirstX">First corner.</param>
/// <param name="FirstY">First corner.</param>
/// <param name="SecondX">Second corner.</param>
/// <param name="SecondY">Second corner.</param>
public sealed record RegionPlace(int? Page, int FirstX, int FirstY, int SecondX, int SecondY) : SelectionPlace
{
    /// <inheritdoc/>
    public override string ToString() => (Page is { } page ? string.Create(CultureInfo.InvariantCulture, $"page {page + 1L}: ") : "") + FormattableString.Invariant($"{FirstX},{FirstY}-{SecondX},{SecondY}");
}

/// <summary>A time of a recording.</summary>
/// <param name="Begin">Start in milliseconds.</param>
/// <param name="End">End in milliseconds.</param>
public sealed record TimePlace(int Begin, int End) : SelectionPlace
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Begin / 1000.0:F3}-{End / 1000.0:F3} s");
}

/// <summary>A passage of a transcript between two of its <see cref="SyncPoint"/>s.</summary>
/// <param name="From">First sync point; null when the file does not say.</param>
/// <param name="To">Last sync point; null when the file does not say.</param>
/// <param name="Span">The passage between them; null when they give no positions in order.</param>
public sealed record TranscriptPlace(Guid? From, Guid? To, TextSpan? Span) : SelectionPlace
{
    /// <inheritdoc/>
    public override string ToString() => Span?.ToString() ?? "";
}
