using System.Globalization;
using CoProduction.Store;
using CoProduction.Workbench;
using DuckDB.NET.Data;

namespace CoProduction.Benchmarks;

/// <summary>A survey of 1,000,000 rows into the store, and the same file into DuckDB by its own reader; each in a process of its own, into an empty folder.</summary>
internal static class LoadComparison
{
    private const int Rounds = 5;
    private const double SlowerAtMost = 2;

    /// <summary>Runs both in turn and writes <c>benchmarks/load/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string study = SurveyStudy.Write(place), self = Environment.ProcessPath!;
        var series = Series.Alternate(
            Rounds, ("store: every value checked", () => Measured.Run(self, "one-load", "store", study)), ("DuckDB: read_csv", () => Measured.Run(self, "one-load", "duckdb", study)));
        double ratio = series[0].Median / series[1].Median, megabytes = new FileInfo(Path.Combine(study, SurveyStudy.Survey)).Length / 1e6;
        var report = new Report("Loading a survey against DuckDB's own reader", place.Date, $"eng/bench load --date {place.Date}");
        report.Line($"1,000,000 respondents, 20 columns, a CSV of {megabytes:F0} MB. The store reads, recodes missing answers, checks types, ranges and communities, and keeps rejections; `read_csv` guesses types and copies.").Line();
        report.Table(series).Line($"Rows: {series[0].Runs[0].Output.Trim()} in the store, {series[1].Runs[0].Output.Trim()} in DuckDB.").Line();
        bool met = report.Demand(ratio <= SlowerAtMost, $"{ratio:F2} times the time of read_csv (at most {SlowerAtMost})")
            & report.Demand(series[0].Runs[0].Output == series[1].Runs[0].Output, $"the same rows on both sides");
        report.Write(place.Own("load", "RESULTS.md"));
        return met ? 0 : 1;
    }

    /// <summary>One load in this process; prints the number of rows that arrived.</summary>
    public static async Task<int> OneAsync(string engine, string study)
    {
        string folder = Directory.CreateTempSubdirectory("copro-load-").FullName;
        try
        {
            var (rows, seconds) = engine switch
            {
                "store" => (await IntoStoreAsync(study, folder), 0),
                "duckdb" => (IntoDuckDb(study, folder), 0),
                _ => await PostgresComparison.LoadAsync(study, engine),
            };
            Console.WriteLine(seconds > 0 ? FormattableString.Invariant($"{rows} {seconds:F4}") : FormattableString.Invariant($"{rows}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> IntoStoreAsync(string study, string folder)
    {
        await using var store = await DuckDbStudyStore.OpenAsync(folder);
        var report = await Loading.LoadAsync(StudyFolder.Read(study), store, null, CancellationToken.None);
        return report.Receipts.Single(receipt => receipt.Loaded.Source == "big").Loaded.Stamp.Accepted;
    }

    private static long IntoDuckDb(string study, string folder)
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(folder, "survey.duckdb")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE survey AS SELECT * FROM read_csv('{Path.Combine(study, SurveyStudy.Survey).Replace("'", "''", StringComparison.Ordinal)}')";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT count(*) FROM survey";
        return (long)command.ExecuteScalar()!;
    }
}
