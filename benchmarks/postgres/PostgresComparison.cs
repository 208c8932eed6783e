using System.Diagnostics;
using System.Globalization;
using CoProduction.Store;
using CoProduction.Tests;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>A survey of 1,000,000 rows into the shared store, and the same file into a bare table by psql's \\copy; each by a process of its own, in turn, on one server with its default settings.</summary>
internal static class PostgresComparison
{
    /// <summary>The variable that hands the server's address to the loading process.</summary>
    private const string Variable = SharedStores.Variable;

    private const int Rounds = 5;
    private const double SlowerAtMost = 1.5;

    private const string Bare = """
        DROP TABLE IF EXISTS bare;
        CREATE TABLE bare (respondent text, community text, weight double precision, stratum text, age_group text, gender text, tenure text, housing text,
            q1 smallint, q2 smallint, q3 smallint, q4 smallint, q5 smallint, q6 smallint, q7 smallint, q8 smallint, q9 smallint, q10 smallint, q11 smallint, q12 smallint)
        """;

    private const string Former = """
        DO $$ DECLARE one text; BEGIN
            FOR one IN SELECT format('copro_data.%I', relname) FROM pg_class WHERE relnamespace = 'copro_data'::regnamespace AND relkind = 'r' LOOP EXECUTE 'DROP TABLE ' || one; END LOOP;
        END $$;
        """;

    /// <summary>Runs both in turn and writes <c>benchmarks/postgres/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string study = SurveyStudy.Write(place), self = Environment.ProcessPath!, survey = Path.Combine(study, SurveyStudy.Survey);
        var server = new PostgresCluster("-c max_wal_size=4GB");
        try
        {
            Environment.SetEnvironmentVariable(Variable, server.Address());
            Migrations.ApplyAsync(PostgresAddress.Parse(server.Address())).Wait();
            int round = 0;
            var series = Series.Alternate(
                Rounds,
                ("copro store: every value checked", () => Loaded(server, self, string.Create(CultureInfo.InvariantCulture, $"postgres-{round++}"), study)),
                ("psql: \\copy into a bare table", () => Copied(server, survey)));
            double[] loads = [.. series[0].Runs.Select(run => Number(run.Output.Trim().Split(' ')[1])).Order()], copies = [.. series[1].Runs.Select(run => Number(run.Output.Split("Time: ")[1].Split(' ')[0]) / 1000).Order()];
            double load = loads[Rounds / 2], copy = copies[Rounds / 2], megabytes = new FileInfo(survey).Length / 1e6;
            var report = new Report("Loading a survey into PostgreSQL against \\copy", place.Date, $"eng/bench postgres --date {place.Date}");
            report.Line($"1,000,000 respondents, 20 columns, a CSV of {megabytes:F0} MB, PostgreSQL 15 with its default settings but max_wal_size = 4 GB. The store reads, recodes missing answers, checks types, ranges, communities and repeated keys, keeps rejections, and publishes the load in one transaction; \\copy parses and stores.").Line();
            double ratio = series[0].Median / series[1].Median;
            report.Table(series).Line($"Of the store's process the load of the survey alone, from its turn to its commit (its SHA-256 is taken while three small tables before it are loaded), takes {load:F2} s in the median, {loads[0]:F2} at best; \\copy alone, by psql's own \\timing, {copy:F2} s, {copies[0]:F2} at best: {load / copy:F2} times, without the start of .NET, the study file and the small tables. Not demanded.").Line();
            string rows = series[0].Runs[0].Output.Split(' ')[0];
            bool met = report.Demand(ratio <= SlowerAtMost, $"{ratio:F2} times the time of \\copy (at most {SlowerAtMost})")
                & report.Demand(series[1].Runs[0].Output.Contains($"COPY {rows}", StringComparison.Ordinal), $"the same rows on both sides: {rows}");
            report.Write(place.Own("postgres", "RESULTS.md"));
            return met ? 0 : 1;
        }
        finally
        {
            server.Stop();
        }
    }

    /// <summary>One load in this process, into a study of its own.</summary>
    /// <returns>The number of rows that arrived, and the seconds of their source from its turn to its commit.</returns>
    public static async Task<(long Rows, double Seconds)> LoadAsync(string study, string id)
    {
        var plan = StudyFolder.Read(study) with { Id = id, Store = StorePlan.InDatabase(Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} names the server.")) };
        await using var store = await StudyStores.OpenAsync(plan);
        var turn = new SurveysTurn();
        var report = await Loading.LoadAsync(plan, store, turn, CancellationToken.None);
        return (report.Receipts.Single(receipt => receipt.Loaded.Source == "big").Loaded.Stamp.Accepted, turn.Clock.Elapsed.TotalSeconds);
    }

    private sealed class SurveysTurn : IProgress<WorkStep>
    {
        public Stopwatch Clock { get; } = new();

        public void Report(WorkStep value)
        {
            if (value.Index == value.Of) Clock.Start();
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // Rows of the round before are removed on both sides: the server's vacuum would go through them meanwhile.
    private static Measured Loaded(PostgresCluster server, string self, string id, string study)
    {
        server.Sql(Former);
        return Measured.Run(self, "one-load", id, study);
    }

    private static Measured Copied(PostgresCluster server, string survey)
    {
        server.Sql(Bare);
        return Measured.Run("/usr/lib/postgresql/15/bin/psql", "-h", server.Folder, "-U", "postgres", "-c", "\\timing on", "-c", $"\\copy bare FROM '{survey}' (FORMAT csv, HEADER)");
    }
}
