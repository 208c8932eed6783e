using System.Diagnostics;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Tests;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>Both engines at 1, 10 and 50 million responses: the time of a load, of a reduction to cells and of one to roots, the client's memory, and the room on disk; a process of its own for each.</summary>
internal static class StoreScale
{
    private const string Postgres = "postgres", DuckDb = "duckdb";
    private const string Model = "q1 ~ q2 + q3 + q4 + q5 + gender";
    private static readonly int[] Sizes = [1_000_000, 10_000_000, 50_000_000];

    /// <summary>Measures and writes <c>benchmarks/store/SCALE.md</c>.</summary>
    /// <param name="place">Where to write.</param>
    /// <param name="most">Largest number of responses.</param>
    /// <returns>0.</returns>
    public static int Run(Place place, int most)
    {
        var server = new PostgresCluster("-c max_wal_size=8GB");
        try
        {
            Environment.SetEnvironmentVariable(SharedStores.Variable, server.Address());
            Migrations.ApplyAsync(PostgresAddress.Parse(server.Address())).Wait();
            var report = new Report("Both stores by the number of responses", place.Date, $"eng/bench store-scale --date {place.Date}", compared: false);
            report.Line($"A survey of 16 fields in 2,000 communities, already parsed; PostgreSQL 15 with its default settings but max_wal_size. Cells: counts and weight sums by community and answer (10,000 cells). Roots: `{Model}`, one root a community.").Line();
            report.Line("| engine | responses | load s | cells s | roots s | client's peak memory MB | on disk MB |").Line("| --- | --: | --: | --: | --: | --: | --: |");
            foreach (int rows in Sizes.Where(size => size <= most))
                foreach (string engine in (string[])[DuckDb, Postgres])
                {
                    var run = Measured.Run(Environment.ProcessPath!, "one-store-scale", engine, rows.ToString(CultureInfo.InvariantCulture));
                    string disk = engine == Postgres ? server.Sql("SELECT round(max(pg_total_relation_size(c.oid)) / 1e6) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'copro_data'").Trim() : run.Output.Split('|')[3].Trim();
                    string[] times = run.Output.Split('|');
                    report.Line($"| {engine} | {rows:N0} | {times[0].Trim()} | {times[1].Trim()} | {times[2].Trim()} | {run.PeakMegabytes:F0} | {disk} |");
                }
            report.Write(place.Own("store", "SCALE.md"));
            return 0;
        }
        finally
        {
            server.Stop();
        }
    }

    /// <summary>One engine at one size in this process; prints the seconds and, for a folder, its size.</summary>
    public static async Task<int> OneAsync(string engine, int rows)
    {
        string folder = Directory.CreateTempSubdirectory("copro-scale-").FullName;
        try
        {
            await using IStudyStore store = engine == Postgres
                ? await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(Environment.GetEnvironmentVariable(SharedStores.Variable)!), "scale")
                : await DuckDbStudyStore.OpenAsync(folder);
            double load = await SecondsAsync(() => store.LoadAsync(new SourceContent(SyntheticResponses.Plan(), SyntheticResponses.Schema(), "sha", $"print{rows}", SyntheticResponses.Stream(rows))));
            double cells = await SecondsAsync(() => store.CellsAsync(new CellsSpec("responses", ["community", "q1"], [], "weight", [])));
            double roots = await SecondsAsync(() => store.CrossProductsAsync(new CrossProductSpec("responses", Model, null, "community", [], [])));
            double megabytes = Directory.EnumerateFiles(folder, "*.duckdb").Sum(file => new FileInfo(file).Length) / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load:F1} | {cells:F2} | {roots:F2} | {megabytes:F0}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }
}
