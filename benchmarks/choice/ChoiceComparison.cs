using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary><c>copro fit --method ologit</c> with errors by cluster beside ordinal::clm and MASS::polr on the same file.</summary>
internal static class ChoiceComparison
{
    private const int Rounds = 3;
    private const int Rows = 1_000_000, Communities = 2_000;
    private const string Formula = "item01 ~ item05 + item09 + x1 + x2 + kind";
    private const double FasterAtLeast = 10;
    private const double MegabytesAtMost = 600;
    private const double DigitsAtLeast = 6;

    private sealed record Estimate(double Value, double Error);

    /// <summary>Runs them in turn and writes <c>benchmarks/choice/RESULTS.md</c>.</summary>
    /// <param name="place">Where and when.</param>
    /// <param name="rows">Rows of the file; with others than a million nothing is written.</param>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place, int rows = Rows)
    {
        string file = SurveyFile.Of(place, rows, Communities);
        var series = Series.Alternate(Rounds, ("copro fit --method ologit", () => Ours(place, file)), ("R: data.table, ordinal::clm, sandwich", () => Theirs(place, file, "clm")), ("R: data.table, MASS::polr, sandwich", () => Theirs(place, file, "polr")));
        double digits = Digits(OfCopro(Ours(place, file).Output), OfR(Theirs(place, file, "clm").Output));
        return Write(place, file, rows, series, digits) ? 0 : 1;
    }

    // The peers compute no marginal effects.
    private static Measured Ours(Place place, string file) => Measured.Run(place.Copro, "fit", file, Formula, "--method", "ologit", "--cluster", "community", "--set", "margins=no", "--json", "--quiet");

    private static Measured Theirs(Place place, string file, string program) => Measured.Run("Rscript", ["--vanilla", place.Own("choice", "choice.R"), file, Formula, program]);

    private static bool Write(Place place, string file, int rows, IReadOnlyList<Series> series, double digits)
    {
        double faster = Math.Min(series[1].Median, series[2].Median) / series[0].Median, megabytes = new FileInfo(file).Length / 1e6;
        var report = new Report("Ordered logit against ordinal and MASS", place.Date, $"eng/bench choice --date {place.Date}");
        report.Line($"`{Formula}`, five categories, CR1 by community: {rows:N0} rows, {Communities:N0} communities, a CSV of 42 columns and {megabytes:F0} MB; two of the covariates are continuous, so that every row is a pattern of its own. Start of the program to printed result.").Line();
        report.Table(series);
        bool met = report.Demand(faster >= FasterAtLeast, $"{faster:F1} times as fast as the faster of them (at least {FasterAtLeast})")
            & report.Demand(series[0].Peak < MegabytesAtMost, $"peak memory {series[0].Peak:F0} MB (under {MegabytesAtMost})")
            & report.Demand(digits >= DigitsAtLeast, $"{digits:F1} correct digits in the worst estimate or standard error, clm taken as right (at least {DigitsAtLeast})");
        if (rows == Rows) report.Write(place.Own("choice", "RESULTS.md"));
        else report.Show();
        return met;
    }

    // An estimate is compared in standard errors: one near zero has no digits of its own.
    private static double Digits(Dictionary<string, Estimate> ours, Dictionary<string, Estimate> theirs) => theirs.Min(entry =>
        -Math.Log10(Math.Max(1e-16, Math.Max(Math.Abs(ours[entry.Key].Value - entry.Value.Value) / entry.Value.Error, Math.Abs(ours[entry.Key].Error / entry.Value.Error - 1)))));

    private static Dictionary<string, Estimate> OfCopro(string json) => JsonDocument.Parse(json).RootElement.GetProperty("terms").EnumerateArray()
        .ToDictionary(term => term.GetProperty("term").GetString()!, term => new Estimate(term.GetProperty("estimate").GetDouble(), term.GetProperty("std_error").GetDouble()));

    private static Dictionary<string, Estimate> OfR(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .ToDictionary(cells => cells[0], cells => new Estimate(double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)));
}
