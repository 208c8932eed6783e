using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Cli;

/// <summary>A fit as JSON, stable for scripts.</summary>
internal static class FitJson
{
    /// <summary>Writes the fit.</summary>
    public static void Write(IModelFit fit, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("method", fit.Method);
        writer.WriteString("formula", fit.Formula);
        writer.WriteString("vcov", fit.Uncertainty);
        writer.WriteNumber("n", fit.Rows);
        writer.Number("clusters", fit.Communities > 0 ? fit.Communities : null);
        writer.WriteStartArray("terms");
        foreach (var row in fit.Tidy()) Term(writer, row);
        writer.WriteEndArray();
        writer.WriteStartObject("glance");
        foreach (var entry in fit.Glance()) writer.Number(entry.Name, entry.Value);
        writer.WriteEndObject();
        foreach (var part in fit.Parts) Part(writer, part);
        writer.WriteStartArray("cautions");
        foreach (var caution in fit.Cautions) writer.WriteStringValue(caution.En);
        writer.WriteEndArray();
        writer.Write("provenance", fit.Provenance);
        writer.WriteEndObject();
    });

    private static void Part(Utf8JsonWriter writer, FitPart part)
    {
        writer.WriteStartArray(part.Name);
        foreach (var row in part.Rows)
        {
            writer.WriteStartObject();
            for (int i = 0; i < row.Length; i++) Cell(writer, part.Columns[i].Name, row[i]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Cell(Utf8JsonWriter writer, string name, PartValue value)
    {
        if (value.Text is { } text) writer.WriteString(name, text);
        else writer.Number(name, value.Number);
    }

    private static void Term(Utf8JsonWriter writer, TidyRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("term", row.Term);
        writer.Number("estimate", row.Estimate);
        writer.Number("std_error", row.StdError);
        writer.Number("statistic", row.Statistic);
        writer.Number("df", row.Df);
        writer.Number("p_value", row.PValue);
        writer.Number("conf_low", row.ConfLow);
        writer.Number("conf_high", row.ConfHigh);
        writer.WriteEndObject();
    }
}
