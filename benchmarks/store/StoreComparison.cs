using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Store;
using DuckDB.NET.Data;

namespace CoProduction.Benchmarks;

/// <summary>The store by itself: a made-up survey of 1,000,000 rows × 16 columns, already parsed, is written and read back; DuckDB's own read_csv loads the same rows from a file.</summary>
internal static class StoreComparison
{
    private const int Rows = 1_000_000;
    private const int BlockRows = 8192;
    private const int Rounds = 3;

    /// <summary>Prints seconds and processor time of each step; three rounds in one process.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("copro-speed-").FullName;
        try
        {
            ImmutableArray<SourceBlock> blocks = [.. Enumerable.Range(0, (Rows + BlockRows - 1) / BlockRows).Select(block => SyntheticResponses.Block(block * BlockRows, Math.Min(BlockRows, Rows - block * BlockRows)))];
            string csv = Path.Combine(folder, "survey.csv");
            WriteCsv(csv, blocks);
            for (int round = 1; round <= Rounds; round++) await RoundAsync(round, folder, csv, blocks);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:f0} MB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RoundAsync(int round, string folder, string csv, ImmutableArray<SourceBlock> blocks)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}"));
        await using (var store = await DuckDbStudyStore.OpenAsync(Path.Combine(folder, $"store{round}")))
        {
            await Timed("load ready frames", () => store.LoadAsync(new SourceContent(SyntheticResponses.Plan(), SyntheticResponses.Schema(), "sha", $"print{round}", Stream(blocks))));
            await Timed("frame of 10 fields", () => store.FrameAsync(new FrameSpec("responses", ["weight", .. Enumerable.Range(1, 9).Select(item => $"q{item}")], [])));
            await Timed("cells by community and item", () => store.CellsAsync(new CellsSpec("responses", ["community", "q1"], [], "weight", [])));
        }
        double megabytes = new DirectoryInfo(Path.Combine(folder, $"store{round}")).EnumerateFiles("*.duckdb").Sum(file => file.Length) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  file {megabytes:f1} MB"));
        await Timed("DuckDB read_csv", () => Task.Run(() => ReadCsv(csv, Path.Combine(folder, $"csv{round}.duckdb"))));
    }

    private static async Task Timed(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await work();
        var used = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-30} {watch.Elapsed.TotalSeconds:f3} s, processor {used.TotalSeconds:f3} s"));
    }

    private static void ReadCsv(string csv, string file)
    {
        using var connection = new DuckDBConnection($"DataSource={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE responses AS SELECT * FROM read_csv($file); CHECKPOINT";
        command.Parameters.Add(new DuckDBParameter("file", csv));
        command.ExecuteNonQuery();
    }

    private static async IAsyncEnumerable<SourceBlock> Stream(ImmutableArray<SourceBlock> blocks)
    {
        await Task.CompletedTask;
        foreach (var block in blocks) yield return block;
    }

    private static void WriteCsv(string file, ImmutableArray<SourceBlock> blocks)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine(string.Join(',', blocks[0].Accepted.Names.SkipLast(1)));
        foreach (var frame in blocks.Select(block => block.Accepted))
            for (int row = 0; row < frame.Rows; row++)
                writer.WriteLine(string.Join(',', frame.Columns.SkipLast(1).Select(column => Text(column, row))));
    }

    private static string Text(Column column, int row) => column.IsMissing(row) ? "" : column switch
    {
        TextColumn text => text.Values[row],
        NumberColumn number => number.Values[row].ToString(CultureInfo.InvariantCulture),
        IntegerColumn integer => integer.Values[row].ToString(CultureInfo.InvariantCulture),
        CategoryColumn category => category.Levels[category.Codes[row]],
        _ => "",
    };
}
