using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>A run as JSON.</summary>
internal static class RunJson
{
    /// <summary>Writes the run.</summary>
    public static void Write(RunReport run, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("study", run.Record.Study);
        writer.WriteBoolean("synthetic", run.Record.Synthetic);
        writer.WriteString("report", run.Report);
        writer.WriteBoolean("unchanged", run.Unchanged);
        LoadJson.Members(writer, run.Load, run.Rejections);
        writer.WriteStartArray("findings");
        foreach (var finding in run.Record.Findings) writer.WriteStringValue(finding.En);
        writer.WriteEndArray();
        writer.WriteStartArray("outputs");
        foreach (var output in run.Record.Outputs) writer.WriteStringValue(output.File);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
