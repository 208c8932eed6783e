using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoProduction.Ingest;

/// <summary>Rows as a JSON array of objects: numbers as numbers, absent values as null.</summary>
internal sealed class JsonRowWriter : RowWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _names;
    private readonly bool[] _numbers;

    /// <exception cref="StudyException">Two columns have one name, which an object cannot hold.</exception>
    public JsonRowWriter(Stream stream, TableShape shape)
    {
        if (shape.Columns.GroupBy(column => column.Variable.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw IngestFaults.RepeatedName(shape.Shown, twice.Key, "an object holds a name once");
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _names = [.. shape.Columns.Select(column => JsonEncodedText.Encode(column.Variable.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        _numbers = [.. shape.Columns.Select(column => column.Variable.Kind == VariableKind.Number)];
        Notices = shape.HasLabels ? [StatisticsNotices.WithoutLabels] : [];
        _json.WriteStartArray();
    }

    public override ImmutableArray<Label> Notices { get; }

    public override void Write(RowReader row)
    {
        _json.WriteStartObject();
        for (int i = 0; i < _names.Length; i++)
        {
            _json.WritePropertyName(_names[i]);
            Value(row.Cell(i), _numbers[i]);
        }
        _json.WriteEndObject();
        if (_json.BytesPending > 1 << 16) _json.Flush();
    }

    public override void Complete()
    {
        _json.WriteEndArray();
        _json.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        _json.Dispose();
        base.Dispose(disposing);
    }

    private void Value(ReadOnlySpan<byte> cell, bool isNumber)
    {
        if (cell.IsEmpty || (isNumber && ColumnLook.IsNothing(cell))) _json.WriteNullValue();
        else if (isNumber && Digits.TryReal(cell, out double number)) WriteNumber(number);
        else _json.WriteStringValue(cell);
    }

    private void WriteNumber(double number)
    {
        Span<byte> text = stackalloc byte[NumberCell.Longest];
        _json.WriteRawValue(text[..NumberCell.Write(number, text)], skipInputValidation: true);
    }
}
