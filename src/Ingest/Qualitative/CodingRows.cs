namespace CoProduction.Ingest;

/// <summary>The codings of a project, a row each, with their words.</summary>
internal sealed class CodingRows
{
    /// <summary>Longest quote, in code points.</summary>
    private const int LongestQuote = 20_000;

    private static readonly string[] Header = ["coding", "interview", "speaker", "code", "coder", "start", "end", "quote", "place", "selection_guid", "source_guid"];

    private readonly ProjectFile _file;
    private readonly ProjectNotices _notices;
    private readonly Speakers _speakers;
    private readonly Dictionary<Guid, string> _paths;
    private readonly Dictionary<Guid, string> _coders;
    private readonly Dictionary<Guid, int> _times = [];

    private CodingRows(ProjectFile file, ProjectNotices notices)
    {
        (_file, _notices, _speakers) = (file, notices, new Speakers(file.Outline));
        _paths = file.Outline.Codes.ToDictionary(code => code.Guid, code => code.Path);
        _coders = file.Outline.Coders.ToDictionary(coder => coder.Guid, coder => coder.Pseudonym);
    }

    /// <summary>The part.</summary>
    public static ProjectPart Of(ProjectFile file, ProjectNotices notices) => new("codings", Header, new CodingRows(file, notices).Rows());

    private IEnumerable<PartRow> Rows() => _file.Sources().SelectMany(RowsOf);

    private IEnumerable<PartRow> RowsOf(QualitativeSource source)
    {
        (QualitativeText? Text, CodePoints? Points) last = default;
        foreach (var placed in source.PlacedCodings.Where(placed => !_speakers.IsCase(placed.Coding)))
        {
            if (!ReferenceEquals(placed.Text, last.Text)) last = (placed.Text, placed.Text?.Content is { } content ? new CodePoints(content) : null);
            yield return Row(placed, last.Points);
        }
    }

    private PartRow Row(PlacedCoding placed, CodePoints? points)
    {
        var span = placed.Selection?.Place switch { TextPlace text => text.Span, TranscriptPlace transcript => transcript.Span, _ => null };
        string?[] cells =
        [
            Identity(placed.Coding), _speakers.Interview(placed.Source), _speakers.Of(placed), _paths.GetValueOrDefault(placed.Coding.Code), placed.Coding.Coder is { } coder ? _coders.GetValueOrDefault(coder) : QualitativeCoder.Unknown,
            Shown(span?.Start), Shown(span?.End), Quote(placed.Selection, span, points), placed.Selection?.Place?.ToString(), placed.Selection?.Guid.ToString(), placed.Source.Guid.ToString(),
        ];
        return new PartRow(cells, FaultOf(placed, span, points));
    }

    private RowFault? FaultOf(PlacedCoding placed, TextSpan? span, CodePoints? points)
    {
        if (!_paths.ContainsKey(placed.Coding.Code)) return IngestFaults.UnknownCode(placed.Coding.Guid.ToString());
        if (placed.Selection is { Place: null } selection) return IngestFaults.Unplaced(selection.Guid.ToString());
        return span is { } passage && points is not null && !points.Has(passage) ? IngestFaults.BehindText(passage, points.Count) : null;
    }

    private string? Quote(QualitativeSelection? selection, TextSpan? span, CodePoints? points)
    {
        if (span is not { } passage) return selection?.Words;
        if (points is null || !points.Has(passage)) return null;
        if (passage.Length <= LongestQuote) return points.Cut(passage);
        _notices.Note(Oddity.QuoteTooLong);
        return null;
    }

    /// <summary>Codings whose GUID repeats are told apart, since the GUID is their key.</summary>
    private string Identity(QualitativeCoding coding)
    {
        int times = _times[coding.Guid] = _times.GetValueOrDefault(coding.Guid) + 1;
        if (times == 1) return coding.Guid.ToString();
        _notices.Note(Oddity.GuidRepeats, coding.Guid.ToString());
        return FormattableString.Invariant($"{coding.Guid}#{times}");
    }

    private static string Shown(int? position) => position is { } known ? FormattableString.Invariant($"{known}") : "";
}
