using System.Text;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>Files of released tables and figures, by the ending of their names.</summary>
internal static class Saving
{
    private static readonly Dictionary<string, Action<ReleasedTable, Language, Stream>> TableFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = (table, language, stream) => CsvTable.Write(table, CsvStyle.Machine, language, stream),
        [".xlsx"] = (table, language, stream) => XlsxTable.Write(table, language, stream),
        [".json"] = (table, _, stream) => JsonTable.Write(table, stream),
        [".md"] = (table, language, stream) => stream.Write(Encoding.UTF8.GetBytes(MarkdownTable.Text(table, language))),
        [".html"] = (table, language, stream) => stream.Write(Encoding.UTF8.GetBytes(Shown.Page(table, language))),
    };

    private static readonly Dictionary<string, PrintFormat> FigureFormats = new(StringComparer.OrdinalIgnoreCase) { [".pdf"] = PrintFormat.Pdf, [".svg"] = PrintFormat.Svg, [".png"] = PrintFormat.Png };

    public static string Table(ReleasedTable table, string path, Language language)
    {
        if (!TableFormats.TryGetValue(Path.GetExtension(path), out var write)) throw StudiesFaults.NoFormat(path, "table", TableFormats.Keys);
        return Whole(path, stream => write(table, language, stream));
    }

    public static string Figure(ReleasedFigure figure, string path, Preset preset, Language language)
    {
        if (!FigureFormats.TryGetValue(Path.GetExtension(path), out var format)) throw StudiesFaults.NoFormat(path, "figure", FigureFormats.Keys);
        return Whole(path, stream => PrintFigure.Write(figure, preset.Options(language, format), stream));
    }

    public static string Records(Frame rows, string path, string reason)
    {
        Func<Stream, Task> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => stream => Task.Run(() => CsvRecords.Write(rows, stream)),
            ".parquet" => stream => ParquetRows.WriteAsync(rows, stream),
            _ => throw StudiesFaults.NoFormat(path, "set of records", [".csv", ".parquet"]),
        };
        Now.Wait(WholeFile.WriteAsync(path, write));
        Now.Wait(WholeFile.WriteAsync(path + ".unreviewed.txt", stream => stream.Write(Encoding.UTF8.GetBytes(reason + "\n"))));
        return path;
    }

    private static string Whole(string path, Action<Stream> write)
    {
        Now.Wait(WholeFile.WriteAsync(path, write));
        return path;
    }
}

/// <summary>The one place where a notebook's line waits for work that is asynchronous below.</summary>
internal static class Now
{
    // Off the caller's context, which a host's single thread may own.
    public static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    public static void Wait(Task work) => work.GetAwaiter().GetResult();
}
