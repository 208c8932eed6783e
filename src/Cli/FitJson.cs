using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Cli;

/// <summary>A fit as JSON, stable for scripts.</summary>
internal static class FitJson
{
    /// <summary>Writes the fit.</summary>
    public static void Write(LinearFit fit, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("method", "ols");
        writer.WriteString("formula", fit.Spec.Formula.Text);
        writer.WriteString("vcov", fit.Spec.Vcov.Name);
        writer.WriteNumber("n", fit.Rows);
        writer.Number("clusters", fit.Communities > 0 ? fit.Communities : null);
        writer.WriteStartArray("terms");
        foreach (var row in fit.Tidy()) Term(writer, row);
        writer.WriteEndArray();
        writer.WriteStartObject("glance");
        foreach (var entry in fit.Glance()) writer.Number(entry.Name, entry.Value);
        writer.WriteEndObject();
        writer.WriteStartArray("cautions");
        foreach (var caution in fit.Cautions) writer.WriteStringValue(caution.En);
        writer.WriteEndArray();
        writer.Write("provenance", fit.Provenance);
        writer.WriteEndObject();
    });

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
