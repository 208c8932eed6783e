using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Store;

namespace CoProduction.Cli;

/// <summary>What a store holds, for the screen and as JSON.</summary>
internal static class StoreText
{
    private const int Width = 24;

    /// <summary>The version, one line a source, one line a load.</summary>
    public static void Print(StudyPlan plan, ImmutableArray<LoadedSource> sources, ImmutableArray<LoadRecord> loads)
    {
        Terminal.Result($"{plan.Id}: {plan.Store}, data version {DataVersion.Of(sources)}");
        foreach (var source in sources)
            Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{Columns.Pad(source.Source, Width, left: false)} {source.Stamp.Accepted,12:N0} accepted {source.Stamp.Rejected,8:N0} rejected  {source.Stamp.File}"));
        if (sources.IsEmpty) Terminal.Result("nothing is loaded yet: run 'copro run' on the study");
        foreach (var load in loads)
            Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"load {load.Number,6}  {load.Began:yyyy-MM-dd HH:mm:ss}Z  {load.State,-9}  {Columns.Pad(load.Source, Width, left: false)} by {load.Loader}"));
    }

    /// <summary>The same as JSON.</summary>
    public static void Write(StudyPlan plan, ImmutableArray<LoadedSource> sources, ImmutableArray<LoadRecord> loads, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("study", plan.Id);
        writer.WriteString("store", plan.Store.ToString());
        writer.WriteString("data_version", DataVersion.Of(sources).Text);
        writer.WriteStartArray("sources");
        foreach (var source in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("source", source.Source);
            writer.WriteString("table", source.Table);
            writer.Write(source.Stamp);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("loads");
        foreach (var load in loads)
        {
            writer.WriteStartObject();
            writer.WriteNumber("load", load.Number);
            writer.WriteString("source", load.Source);
            writer.WriteString("file", load.File);
            writer.WriteString("sha256", load.Sha256);
            writer.WriteString("loader", load.Loader);
            writer.WriteString("began", load.Began.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            writer.WriteString("ended", load.Ended?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            writer.WriteString("state", load.State);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
