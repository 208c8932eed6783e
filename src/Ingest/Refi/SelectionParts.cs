using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Reads a selection: a passage, region or time with its codings.</summary>
internal sealed class SelectionParts(RefiXml xml)
{
    /// <summary>Reads the current element.</summary>
    public QualitativeSelection Read()
    {
        var selection = new QualitativeSelection(xml.Identity(), xml.Attribute("name"), Place()) { Coder = xml.Guid("creatingUser"), Created = xml.Attribute("creationDateTime") };
        if (selection.Place is null) xml.Notices.Note(Oddity.PlaceUnread, selection.Name);
        var codings = ImmutableArray.CreateBuilder<QualitativeCoding>();
        var notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in xml.Children())
            switch (element)
            {
                case "Description": selection = selection with { Description = xml.Text() }; break;
                case "Coding": codings.Add(Coding(xml)); break;
                case "NoteRef": RefiSources.AddTarget(xml, notes); break;
                case "Representation": selection = selection with { Words = Words() }; break;
                default: xml.LeaveOut(); break;
            }
        return selection with { Codings = [.. codings.Select(coding => coding.Coder is null ? coding with { Coder = selection.Coder } : coding)], Notes = notes.ToImmutable() };
    }

    /// <summary>Reads a coding; one without a code gets the empty GUID, which is no code's.</summary>
    public static QualitativeCoding Coding(RefiXml xml)
    {
        Guid guid = xml.Identity(), code = Guid.Empty;
        Guid? coder = xml.Guid("creatingUser");
        string created = xml.Attribute("creationDateTime");
        var notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in xml.Children())
            if (element == "CodeRef") code = xml.Guid("targetGUID") ?? Guid.Empty;
            else if (element == "NoteRef") RefiSources.AddTarget(xml, notes);
            else xml.LeaveOut();
        return new QualitativeCoding(guid, code) { Coder = coder, Created = created, Notes = notes.ToImmutable() };
    }

    /// <summary>A passage between sync points gets its place from them.</summary>
    public static QualitativeSelection Placed(QualitativeSelection selection, ImmutableArray<SyncPoint> points)
    {
        if (selection.Place is not TranscriptPlace place) return selection;
        int? Position(Guid? point) => points.FirstOrDefault(known => known.Guid == point)?.Position;
        return Span(Position(place.From), Position(place.To)) is { } span ? selection with { Place = place with { Span = span } } : selection;
    }

    private string Words()
    {
        string words = "";
        foreach (string element in xml.Children())
            if (element == "PlainTextContent") words = xml.Text();
        return words;
    }

    private SelectionPlace? Place()
    {
        if (xml.Attribute("startPosition").Length > 0) return Span(xml.Number("startPosition"), xml.Number("endPosition")) is { } span ? new TextPlace(span) : null;
        if (xml.Number("begin") is { } begin) return xml.Number("end") is { } end ? new TimePlace(begin, end) : null;
        if (xml.Guid("fromSyncPoint") is { } from) return new TranscriptPlace(from, xml.Guid("toSyncPoint"), null);
        return Region();
    }

    private RegionPlace? Region() =>
        (xml.Number("firstX"), xml.Number("firstY"), xml.Number("secondX"), xml.Number("secondY")) is (int firstX, int firstY, int secondX, int secondY) ? new RegionPlace(xml.Number("page"), firstX, firstY, secondX, secondY) : null;

    private static TextSpan? Span(int? start, int? end) => start is >= 0 and int first && end is int last && last >= first ? new TextSpan(first, last) : null;
}
