using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>Every method that reads roots or cells at 10 thousand to 10 million rows: time and memory of one command each.</summary>
internal static class ScaleTable
{
    private const int Communities = 2_000;
    private const double MegabytesAtMost = 600;
    private const string Items = "scale =~ item01 + item05 + item09 + item13 + item17 + item21";

    private static readonly int[] Rows = [10_000, 100_000, 1_000_000, 10_000_000];

    private static readonly (string Name, string[] Arguments)[] Methods =
    [
        ("ols", [$"y ~ {SurveyFile.Regressors}", "--cluster", "community"]),
        ("ols, CR2", [$"y ~ {SurveyFile.Regressors}", "--cluster", "community", "--vcov", "CR2"]),
        ("fe", ["y ~ x1 + x2 + x3 + x4 | community", "--method", "fe"]),
        ("lmm", ["y ~ x1 + x2 + x3 + x4 + (1 + x1 | community)", "--method", "lmm"]),
        ("svy mean", ["~ y", "--method", "svy", "--weights", "weight", "--strata", "district", "--cluster", "community"]),
        ("svy glm", ["y ~ x1 + x2 + x3 + x4", "--method", "svy", "--weights", "weight", "--strata", "district", "--cluster", "community"]),
        ("mediation, 5,000 draws", ["x1 -> m1 -> y", "--method", "mediation", "--cluster", "community", "--bootstrap", "5000"]),
        ("alpha, 1,000 draws", [Items, "--method", "alpha", "--cluster", "community", "--bootstrap", "1000"]),
    ];

    /// <summary>Runs every method at every size once and writes <c>benchmarks/scale/RESULTS.md</c>.</summary>
    /// <returns>0 when memory stayed within the demand, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        var report = new Report("Time and memory by rows", place.Date, $"eng/bench scale --date {place.Date}", compared: false);
        report.Line($"One command each on the synthetic survey of 42 columns, {Communities} communities; start of the program to printed result. The file is read once; what a method takes beyond `ols` is its work after the reduction, which does not grow with rows.").Line();
        report.Line($"| method | {string.Join(" | ", Rows.Select(rows => rows.ToString("N0", CultureInfo.InvariantCulture) + " rows"))} |").Line("| --- | --: | --: | --: | --: |");
        double peak = 0;
        foreach (var (name, arguments) in Methods)
        {
            var runs = Rows.Select(rows => Measured.Run(place.Copro, ["fit", SurveyFile.Of(place, rows, Communities), .. arguments, "--json", "--quiet"])).ToList();
            peak = Math.Max(peak, runs.Max(run => run.PeakMegabytes));
            report.Line($"| {name} | {string.Join(" | ", runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Seconds:F2} s, {run.PeakMegabytes:F0} MB")))} |");
        }
        report.Line();
        bool met = report.Demand(peak < MegabytesAtMost, $"peak memory {peak:F0} MB at up to {Rows[^1]:N0} rows (under {MegabytesAtMost})");
        report.Write(place.Own("scale", "RESULTS.md"));
        return met ? 0 : 1;
    }
}
