using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary><c>copro fit --method lmm</c> and lme4 on the same file: time at a million rows, digits at ten thousand, a hundred thousand and a million.</summary>
internal static class MixedComparison
{
    private const int Rounds = 3;
    private const int Rows = 1_000_000, Communities = 2_000;
    private const string Formula = "y ~ x1 + x2 + x3 + x4 + (1 + x1 | community)";
    private const double FasterAtLeast = 25;
    private const double MegabytesAtMost = 600;
    private const double DigitsAtLeast = 6;

    private static readonly int[] Sizes = [10_000, 100_000, Rows];

    private sealed record Named(string Name, double Value);

    /// <summary>Runs both in turn and writes <c>benchmarks/mixed/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities);
        var series = Series.Alternate(Rounds, ("copro fit --method lmm", () => Ours(place, file)), ("R: data.table, lme4", () => Theirs(place, file)));
        var digits = Sizes.Select(rows => (Rows: rows, Digits: Compared(place, SurveyFile.Of(place, rows, Communities)))).ToList();
        return Write(place, file, series, digits) ? 0 : 1;
    }

    private static Measured Ours(Place place, string file) => Measured.Run(place.Copro, "fit", file, Formula, "--method", "lmm", "--json", "--quiet");

    private static Measured Theirs(Place place, string file, params string[] more) => Measured.Run("Rscript", ["--vanilla", place.Own("mixed", "mixed.R"), file, Formula, .. more]);

    private static (double Beta, double Theta, double Sigma) Compared(Place place, string file)
    {
        var ours = OfCopro(Ours(place, file).Output).ToDictionary(named => named.Name, named => named.Value);
        var theirs = OfR(Theirs(place, file, "polished").Output);
        double Fewest(Func<string, bool> which) => theirs.Where(named => which(named.Name)).Min(named => Digits(ours[named.Name], named.Value));
        return (Fewest(name => !IsTheta(name) && name != "sigma"), Fewest(IsTheta), Fewest(name => name == "sigma"));
    }

    private static bool Write(Place place, string file, IReadOnlyList<Series> series, List<(int Rows, (double Beta, double Theta, double Sigma) Digits)> digits)
    {
        double ratio = series[1].Median / series[0].Median, megabytes = new FileInfo(file).Length / 1e6;
        var report = new Report("copro fit --method lmm against lme4", place.Date, $"eng/bench mixed --date {place.Date}");
        report.Line($"`{Formula}` by REML: {Rows:N0} rows, {Communities:N0} communities, a CSV of 42 columns and {megabytes:F0} MB; start of the program to printed result.").Line();
        report.Table(series);
        report.Line("Correct digits of the worst value, lme4's optimum polished by Newton steps on its own deviance taken as right. A value below 0.1 is compared on the scale of 0.1: a covariance near zero has no digits of its own.").Line();
        report.Line("| rows | β | θ | σ |").Line("| --: | --: | --: | --: |");
        foreach (var (rows, found) in digits) report.Line($"| {rows:N0} | {found.Beta:F1} | {found.Theta:F1} | {found.Sigma:F1} |");
        report.Line();
        bool met = report.Demand(ratio >= FasterAtLeast, $"{ratio:F1} times as fast as R (at least {FasterAtLeast})")
            & report.Demand(series[0].Peak < MegabytesAtMost, $"peak memory {series[0].Peak:F0} MB (under {MegabytesAtMost})")
            & report.Demand(digits.All(one => Math.Min(one.Digits.Beta, Math.Min(one.Digits.Theta, one.Digits.Sigma)) >= DigitsAtLeast), $"at least {DigitsAtLeast} correct digits in β, θ and σ at every size");
        report.Write(place.Own("mixed", "RESULTS.md"));
        return met;
    }

    private static IEnumerable<Named> OfCopro(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        foreach (var term in root.GetProperty("terms").EnumerateArray()) yield return new Named(term.GetProperty("term").GetString()!, term.GetProperty("estimate").GetDouble());
        foreach (var entry in root.GetProperty("glance").EnumerateObject().Where(entry => IsTheta(entry.Name) || entry.Name == "sigma")) yield return new Named(entry.Name, entry.Value.GetDouble());
    }

    private static List<Named> OfR(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .Select(cells => new Named(cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture)))];

    private static bool IsTheta(string name) => name.StartsWith("theta_", StringComparison.Ordinal);

    // Correct digits: -log10 of the error, relative to the value, or to 0.1 where it is smaller.
    private static double Digits(double value, double right) => value == right ? 16 : Math.Min(16, -Math.Log10(Math.Abs(value - right) / Math.Max(0.1, Math.Abs(right))));
}
