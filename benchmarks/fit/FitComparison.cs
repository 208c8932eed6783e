using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary><c>copro fit</c> and R on the same file, start to printed result.</summary>
internal static class FitComparison
{
    private const int Rounds = 5;
    private const int Rows = 1_000_000, Communities = 2_000;
    private const string Formula = "y ~ " + SurveyFile.Regressors;
    private const double FasterAtLeast = 6;
    private const double MegabytesAtMost = 500;
    private const double DigitsAtLeast = 10;

    private sealed record Term(string Name, double Estimate, double StdError);

    /// <summary>Runs both in turn and writes <c>benchmarks/fit/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities);
        var series = Series.Alternate(
            Rounds,
            ("copro fit", () => Measured.Run(place.Copro, "fit", file, Formula, "--cluster", "community", "--vcov", "CR1", "--json")),
            ("R: data.table, lm, sandwich", () => Measured.Run("Rscript", "--vanilla", place.Own("fit", "fit.R"), file, Formula)));
        double digits = FewestDigits(OfCopro(series[0].Runs[0].Output), OfR(series[1].Runs[0].Output));
        return Write(place, file, series, digits) ? 0 : 1;
    }

    private static bool Write(Place place, string file, IReadOnlyList<Series> series, double digits)
    {
        double ratio = series[1].Median / series[0].Median, megabytes = new FileInfo(file).Length / 1e6;
        var report = new Report("copro fit against R", place.Date, $"eng/bench fit --date {place.Date}");
        report.Line($"`{Formula}`, CR1 by community: 1,000,000 rows, 2,000 communities, a CSV of 42 columns and {megabytes:F0} MB; start of the program to printed result.").Line();
        report.Table(series);
        bool met = report.Demand(ratio >= FasterAtLeast, $"{ratio:F1} times as fast as R (at least {FasterAtLeast})")
            & report.Demand(series[0].Peak < MegabytesAtMost, $"peak memory {series[0].Peak:F0} MB (under {MegabytesAtMost})")
            & report.Demand(digits >= DigitsAtLeast, $"{digits:F1} correct digits in the worst estimate or standard error, R taken as right (at least {DigitsAtLeast})");
        report.Write(place.Own("fit", "RESULTS.md"));
        return met;
    }

    private static List<Term> OfCopro(string json) => [.. JsonDocument.Parse(json).RootElement.GetProperty("terms").EnumerateArray()
        .Select(term => new Term(term.GetProperty("term").GetString()!, term.GetProperty("estimate").GetDouble(), term.GetProperty("std_error").GetDouble()))];

    private static List<Term> OfR(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .Select(cells => new Term(cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)))];

    // Correct digits: -log10 of the relative error (NIST StRD's log relative error).
    private static double FewestDigits(List<Term> ours, List<Term> theirs) => ours.Select(term => term.Name).SequenceEqual(theirs.Select(term => term.Name))
        ? ours.Zip(theirs).Min(pair => Math.Min(Digits(pair.First.Estimate, pair.Second.Estimate), Digits(pair.First.StdError, pair.Second.StdError)))
        : throw new InvalidOperationException($"terms differ: {string.Join(' ', ours.Select(term => term.Name))} against {string.Join(' ', theirs.Select(term => term.Name))}");

    private static double Digits(double value, double right) => value == right ? 16 : Math.Min(16, -Math.Log10(Math.Abs(value - right) / Math.Abs(right)));
}
