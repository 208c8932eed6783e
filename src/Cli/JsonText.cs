using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoProduction.Cli;

/// <summary>JSON for machines: names in snake case, doubles with 17 significant digits, an absent number as null.</summary>
internal static class JsonText
{
    /// <summary>Writes one indented JSON value and a line feed.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> content)
    {
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            content(writer);
        stream.WriteByte((byte)'\n');
        stream.Flush();
    }

    /// <summary>A number with 17 significant digits, or null.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double? value)
    {
        writer.WritePropertyName(name);
        if (value is { } number && double.IsFinite(number)) writer.WriteRawValue(number.ToString("G17", CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }

    /// <summary>Where a result comes from.</summary>
    public static void Write(this Utf8JsonWriter writer, string name, Provenance provenance)
    {
        writer.WriteStartObject(name);
        writer.WriteString("method", provenance.Method);
        writer.WriteNumber("rows", provenance.Rows);
        writer.WriteNumber("communities", provenance.Communities);
        if (provenance.Seed is { } seed) writer.WriteNumber("seed", seed);
        writer.WriteStartObject("options");
        foreach (var (option, value) in provenance.Options) writer.WriteString(option, value);
        writer.WriteEndObject();
        writer.WriteStartArray("sources");
        foreach (var source in provenance.Sources) Source(writer, source);
        writer.WriteEndArray();
        writer.WriteString("version", Workbench.Release.Version);
        writer.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter writer, SourceStamp source)
    {
        writer.WriteStartObject();
        writer.WriteString("source", source.Source);
        writer.Write(source);
        writer.WriteEndObject();
    }

    /// <summary>Writes the file of a source and the counts of its rows into an open object.</summary>
    public static void Write(this Utf8JsonWriter writer, SourceStamp stamp)
    {
        writer.WriteString("file", stamp.File);
        writer.WriteString("sha256", stamp.Sha256);
        writer.WriteNumber("accepted", stamp.Accepted);
        writer.WriteNumber("rejected", stamp.Rejected);
    }
}
