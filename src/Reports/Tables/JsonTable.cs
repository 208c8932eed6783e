using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoProduction.Reports;

/// <summary>A released table as JSON for programs: labels in both languages, full precision, what is withheld or absent said so.</summary>
public static class JsonTable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the table as one object.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Stream that receives UTF-8; left open.</param>
    public static void Write(ReleasedTable table, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        Write(table, json);
    }

    /// <summary>Writes the table as one object into JSON under way.</summary>
    /// <param name="table">The table.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ReleasedTable table, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteLabel("title", table.Title);
        Array(json, "dimensions", table.Dimensions, dimension => Column(json, dimension.Id, dimension.Label, "key"));
        Array(json, "measures", table.Measures, measure => Column(json, measure.Id, measure.Label, Kind(measure.Kind)));
        Array(json, "rows", table.Rows, row => Row(json, table, row));
        json.WriteLabel("note", table.Note);
        json.WriteLabel("review", table.ReviewNote);
        json.WriteNumber("withheld", table.Withheld);
        Origin(json, table.Provenance);
        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, string id, Label label, string kind)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteLabel("label", label);
        json.WriteString("kind", kind);
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, ReleasedTable table, TableRow row)
    {
        json.WriteStartObject();
        json.WriteStartObject("key");
        for (int i = 0; i < row.Key.Length; i++) json.WriteString(table.Dimensions[i].Id, row.Key[i]);
        json.WriteEndObject();
        json.WriteStartObject("values");
        for (int i = 0; i < row.Values.Length; i++) Write(json, table.Measures[i].Id, row.Values[i]);
        json.WriteEndObject();
        if (row.Values.Any(value => value.State == ValueState.Suppressed)) json.WriteBoolean("withheld", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Value value)
    {
        json.WritePropertyName(name);
        if (value.State == ValueState.Number) json.WriteNumberValue(value.Number);
        else if (value.State == ValueState.Amount) json.WriteNumberValue(value.Amount);
        else if (value.State == ValueState.Text) json.WriteLabelValue(value.Text!);
        else json.WriteNullValue();
    }

    private static void Origin(Utf8JsonWriter json, Provenance origin)
    {
        json.WriteStartObject("provenance");
        json.WriteString("method", origin.Method);
        Array(json, "sources", origin.Sources, source => json.WriteStringValue(source.Sha256));
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    private static string Kind(MeasureKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
