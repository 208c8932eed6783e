using System.Globalization;
using CoProduction.Ingest;

namespace CoProduction.Benchmarks;

/// <summary>
/// One .sav file of 1,000,000 × 50 read by us and by R's haven. Haven makes columns in memory, so it is compared with our reading of all columns into typed columns, block by block; and both with the way of every cell into a CSV.
/// </summary>
internal static class SavComparison
{
    private const int Rounds = 3;
    private const int Rows = 1_000_000;
    private const double MegabytesAtMost = 400;
    private const double VoteSecondsAtMost = 2;

    /// <summary>Runs all in turn and writes <c>benchmarks/formats/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string csv = WideSurvey.Csv(place, Rows), sav = Path.ChangeExtension(csv, ".sav"), ours = Path.Combine(place.Work, "ours.csv"), theirs = Path.Combine(place.Work, "theirs.csv"), script = place.Own("formats", "haven.R");
        if (!File.Exists(sav)) Measured.Run(place.Copro, "convert", csv, sav, "--quiet");
        var series = Series.Alternate(
            Rounds,
            ("typed columns, block by block", () => Measured.Run(Environment.ProcessPath!, "one-sav", sav)),
            ("R: haven", () => Measured.Run("Rscript", "--vanilla", script, sav)),
            ("copro convert .sav .csv", () => Measured.Run(place.Copro, "convert", sav, ours, "--overwrite", "--quiet")),
            ("R: haven, then data.table's fwrite", () => Measured.Run("Rscript", "--vanilla", script, sav, theirs)));
        string vote = GeneratedVote.Of(place);
        var votes = Series.Alternate(Rounds, ("copro inspect: 90,000 ballots read and recounted", () => Measured.Run(place.Copro, "inspect", vote, "--quiet")));
        return Write(place, sav, series, votes[0]) ? 0 : 1;
    }

    /// <summary>Reads all columns in this process; prints what haven.R prints.</summary>
    public static int One(string path)
    {
        var file = DataFile.Open(path);
        var (rows, sum) = file.Columns(file.Header).Reduce(Total);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} {file.Header.Length} {sum:R} "));
        return 0;
    }

    private static (long Rows, double Sum) Total(ChosenColumns columns)
    {
        (long rows, double sum) = (0, 0);
        foreach (var block in columns.Blocks)
        {
            var item = (NumberColumn)block["item01"];
            for (int row = 0; row < block.Rows; row++) sum += item.IsMissing(row) ? 0 : item.Values[row];
            rows += block.Rows;
        }
        return (rows, sum);
    }

    private static bool Write(Place place, string file, IReadOnlyList<Series> series, Series votes)
    {
        double megabytes = new FileInfo(file).Length / 1e6, reading = series[1].Median / series[0].Median, converting = series[3].Median / series[2].Median;
        var report = new Report("Reading a system file against R's haven", place.Date, $"eng/bench formats --date {place.Date}");
        report.Line($"1,000,000 respondents, 50 columns (30 items of five points, 12 real numbers, 3 whole numbers, 4 texts, a day), a .sav of {megabytes:F0} MB; start of the program to its end.");
        report.Line("Haven makes all columns in memory; it is compared with our reading of all columns, typed by their content, of which one block is in memory. Texts take us a pass of their own for their levels.").Line();
        report.Table(series);
        bool met = report.Demand(reading > 1, $"{reading:F1} times as fast as haven into columns (more than 1)")
            & report.Demand(converting > 1, $"{converting:F1} times as fast as haven and fwrite into a CSV (more than 1)")
            & report.Demand(Math.Max(series[0].Peak, series[2].Peak) < MegabytesAtMost, $"peak memory {Math.Max(series[0].Peak, series[2].Peak):F0} MB (under {MegabytesAtMost})")
            & report.Demand(series[0].Runs[0].Output == series[1].Runs[0].Output, $"the same rows, columns and sum on both sides");
        report.Line().Line("A vote of 160 projects and 90,000 ballots (.pb), read whole and recounted:").Line().Table([votes]);
        met &= report.Demand(votes.Median < VoteSecondsAtMost, $"{votes.Median:F2} s (under {VoteSecondsAtMost} s)");
        report.Write(place.Own("formats", "RESULTS.md"));
        return met;
    }
}
