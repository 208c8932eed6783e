using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoProduction.Store;

/// <summary>A stored source as JSON, name by name: of the half second that a command lives, a serializer takes a tenth to learn the types.</summary>
internal static class StoredSourceJson
{
    /// <summary>Lines and letters for people: both engines' catalogues may be looked at.</summary>
    public static JsonWriterOptions Readable { get; } = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The source as a text.</summary>
    public static string Text(StoredSource source)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable)) Write(json, source);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The source of a text.</summary>
    /// <exception cref="JsonException">The text is no JSON; as for <see cref="Read"/>.</exception>
    public static StoredSource Of(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    /// <summary>Writes a source.</summary>
    public static void Write(Utf8JsonWriter json, StoredSource source)
    {
        json.WriteStartObject();
        json.WriteString("source", source.Source);
        json.WriteString("table", source.Table);
        json.WriteString("path", source.Path);
        json.WriteStartObject("stamp");
        json.WriteString("source", source.Stamp.Source);
        json.WriteString("file", source.Stamp.File);
        json.WriteString("sha256", source.Stamp.Sha256);
        json.WriteNumber("accepted", source.Stamp.Accepted);
        json.WriteNumber("rejected", source.Stamp.Rejected);
        json.WriteEndObject();
        json.WriteString("fingerprint", source.Fingerprint);
        json.WriteNumber("faults", source.Faults);
        json.WriteStartArray("fields");
        foreach (var field in source.Fields) Write(json, field);
        json.WriteEndArray();
        Write(json, "key", source.Key);
        json.WriteStartArray("constants");
        foreach (var constant in source.Constants) Write(json, constant);
        json.WriteEndArray();
        Write(json, "against", source.Against);
        json.WriteEndObject();
    }

    /// <summary>Reads a source.</summary>
    /// <exception cref="KeyNotFoundException">A part is missing.</exception>
    /// <exception cref="InvalidOperationException">A part is of another kind.</exception>
    /// <exception cref="FormatException">A number or type cannot be one.</exception>
    public static StoredSource Read(JsonElement json) => new(
        Text(json, "source"), Text(json, "table"), Text(json, "path"), Stamp(json.GetProperty("stamp")), Text(json, "fingerprint"), Number(json, "faults"),
        List(json.GetProperty("fields"), Field), List(json.GetProperty("key"), Text), List(json.GetProperty("constants"), Constant), List(json.GetProperty("against"), Text));

    private static void Write(Utf8JsonWriter json, StoredField field)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteString("type", field.Type.ToString());
        json.WriteString("engine", field.Engine.ToString());
        json.WriteNumber("place", field.Place);
        Write(json, "levels", field.Levels);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KeyConstant constant)
    {
        json.WriteStartObject();
        json.WriteString("field", constant.Field);
        json.WriteString("value", constant.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static SourceStamp Stamp(JsonElement json) => new(Text(json, "source"), Text(json, "file"), Text(json, "sha256"), Number(json, "accepted"), Number(json, "rejected"));

    private static StoredField Field(JsonElement json) => new(Text(json, "name"), (FieldType)Kind(typeof(FieldType), json, "type"), (EngineType)Kind(typeof(EngineType), json, "engine"), (int)Number(json, "place"), List(json.GetProperty("levels"), Text));

    private static KeyConstant Constant(JsonElement json) => new(Text(json, "field"), Text(json, "value"));

    private static object Kind(Type type, JsonElement json, string name) => Enum.TryParse(type, Text(json, name), out object? kind) ? kind : throw new FormatException($"'{Text(json, name)}' is no {type.Name}.");

    private static string Text(JsonElement json, string name) => Text(json.GetProperty(name));

    private static string Text(JsonElement json) => json.GetString() ?? throw new InvalidOperationException("A text is null.");

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static ImmutableArray<T> List<T>(JsonElement json, Func<JsonElement, T> read)
        where T : class
    {
        var list = ImmutableArray.CreateBuilder<T>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray()) list.Add(read(item));
        return list.ToImmutable();
    }
}
