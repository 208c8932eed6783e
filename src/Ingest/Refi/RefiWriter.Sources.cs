using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

internal sealed partial class RefiWriter
{
    private void Source(QualitativeSource source)
    {
        if (source.Medium == QualitativeMedium.Text) TextSource(source);
        else Medium(source);
    }

    private void TextSource(QualitativeSource source)
    {
        var text = source.Texts.FirstOrDefault() ?? new QualitativeText(source.Guid, "");
        Named(source.Guid, source.Name);
        TextPath(text);
        Optional("Description", source.Description);
        Inline(text);
        Passages(text, "PlainTextSelection");
        Codings(source.Codings);
        References("NoteRef", source.Notes);
        Values(source.Values);
    }

    private void Medium(QualitativeSource source)
    {
        Named(source.Guid, source.Name);
        if (source.Path.Length > 0) _xml.WriteAttributeString("path", source.Path);
        Optional("Description", source.Description);
        bool pdf = source.Medium == QualitativeMedium.Pdf;
        if (!pdf) Texts(source);
        foreach (var selection in source.Selections) In(ElementOf(source.Medium) + "Selection", () => Selection(selection));
        if (pdf) Texts(source);
        Codings(source.Codings);
        References("NoteRef", source.Notes);
        Values(source.Values);
    }

    private static string ElementOf(QualitativeMedium medium) => medium == QualitativeMedium.Pdf ? "PDF" : medium.ToString();

    private void Texts(QualitativeSource source)
    {
        bool recorded = source.Medium is QualitativeMedium.Audio or QualitativeMedium.Video;
        string element = recorded ? "Transcript" : source.Medium == QualitativeMedium.Pdf ? "Representation" : "TextDescription";
        foreach (var text in source.Texts) In(element, () => Text(text, recorded));
    }

    private void Text(QualitativeText text, bool transcript)
    {
        Named(text.Guid, text.Name);
        TextPath(text);
        Inline(text);
        foreach (var point in transcript ? text.SyncPoints : []) In("SyncPoint", () => Point(point));
        Passages(text, transcript ? "TranscriptSelection" : "PlainTextSelection");
        if (!transcript) Codings(text.Codings);
    }

    private void Point(SyncPoint point)
    {
        Guid("guid", point.Guid);
        if (point.Milliseconds is { } time) Number("timeStamp", time);
        if (point.Position is { } position) Number("position", position);
    }

    private void Passages(QualitativeText text, string element)
    {
        foreach (var selection in text.Selections) In(element, () => Selection(selection));
    }

    private void TextPath(QualitativeText text)
    {
        if (text.Content is null ? text.PlainPath.Length > 0 : _pathOf is not null) _xml.WriteAttributeString("plainTextPath", text.Content is null ? text.PlainPath : _pathOf!(text));
    }

    private void Inline(QualitativeText text)
    {
        if (_pathOf is null && text.Content is { } content) _xml.WriteElementString("PlainTextContent", content);
    }

    private void Selection(QualitativeSelection selection)
    {
        Named(selection.Guid, selection.Name);
        Place(selection.Place!);
        Made(selection.Coder, selection.Created);
        Optional("Description", selection.Description);
        if (selection.Place is RegionPlace { Page: not null } && selection.Words.Length > 0) In("Representation", () => Words(selection));
        Codings(selection.Codings);
        References("NoteRef", selection.Notes);
    }

    private void Words(QualitativeSelection selection)
    {
        Guid("guid", StableGuid.Of("words", selection.Guid.ToString()));
        _xml.WriteElementString("PlainTextContent", selection.Words);
    }

    private void Place(SelectionPlace place)
    {
        (string Attribute, int Value)[] numbers = place switch
        {
            TextPlace { Span: var span } => [("startPosition", span.Start), ("endPosition", span.End)],
            TimePlace time => [("begin", time.Begin), ("end", time.End)],
            RegionPlace region => [.. region.Page is { } page ? [("page", page)] : Array.Empty<(string, int)>(), ("firstX", region.FirstX), ("firstY", region.FirstY), ("secondX", region.SecondX), ("secondY", region.SecondY)],
            _ => [],
        };
        foreach (var (attribute, value) in numbers) Number(attribute, value);
        if (place is not TranscriptPlace transcript) return;
        if (transcript.From is { } from) Guid("fromSyncPoint", from);
        if (transcript.To is { } to) Guid("toSyncPoint", to);
    }

    private void Codings(ImmutableArray<QualitativeCoding> codings)
    {
        foreach (var coding in codings)
            In("Coding", () =>
            {
                Guid("guid", coding.Guid);
                Made(coding.Coder, coding.Created);
                In("CodeRef", () => Guid("targetGUID", coding.Code));
                References("NoteRef", coding.Notes);
            });
    }

    private void Values(ImmutableArray<QualitativeValue> values)
    {
        foreach (var value in values)
            In("VariableValue", () =>
            {
                In("VariableRef", () => Guid("targetGUID", value.Variable));
                if (value.Text.Length > 0) _xml.WriteElementString(TypeOf(value) + "Value", value.Text);
            });
    }

    /// <summary>The variable's type, unless the value is none of it.</summary>
    private QualitativeValueType TypeOf(QualitativeValue value)
    {
        var type = _variables.TryGetValue(value.Variable, out var variable) ? variable.Type : QualitativeValueType.Text;
        bool fits = type switch
        {
            QualitativeValueType.Boolean => value.Text.Trim() is "true" or "false" or "0" or "1",
            QualitativeValueType.Integer => System.Numerics.BigInteger.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _),
            QualitativeValueType.Float => decimal.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _),
            QualitativeValueType.Date => DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            QualitativeValueType.DateTime => IsMoment(value.Text),
            _ => true,
        };
        return fits ? type : QualitativeValueType.Text;
    }

    private void Number(string attribute, int number) => _xml.WriteAttributeString(attribute, number.ToString(CultureInfo.InvariantCulture));
}
