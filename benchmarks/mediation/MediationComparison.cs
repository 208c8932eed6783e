using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>
/// 5,000 cluster-bootstrap draws of an indirect effect: <c>copro fit --method mediation</c>, lavaan's bootstrap and one written by hand on <c>.lm.fit</c>. R makes fewer draws; the time of the draws
/// alone is multiplied up to 5,000.
/// </summary>
internal static class MediationComparison
{
    private const int Rounds = 3;
    private const int Rows = 100_000, Communities = 2_000, Draws = 5_000, ByLavaan = 100, ByHand = 100;
    private const string Model = "x1 -> m1 -> y";
    private const double AfterReadingAtMost = 2, FasterThanLavaan = 500, FasterThanHand = 20;

    // Lavaan's optimiser stops about 1e-8 before the maximum.
    private const double DigitsAtLeast = 6;

    private sealed record Drawn(double Estimate, double Low, double High, double DrawSeconds)
    {
        internal static Drawn Of(Measured run) => run.Output.Trim().Split(' ').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray() is [var estimate, var low, var high, var seconds]
            ? new Drawn(estimate, low, high, seconds) : throw new InvalidOperationException(run.Output);
    }

    /// <summary>Runs all in turn and writes <c>benchmarks/mediation/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities);
        var series = Series.Alternate(
            Rounds,
            ("copro fit --method mediation, 5,000 draws", () => Measured.Run(place.Copro, "fit", file, Model, "--method", "mediation", "--cluster", "community", "--bootstrap", "5000", "--json", "--quiet")),
            ("copro fit --method ols, the same columns", () => Measured.Run(place.Copro, "fit", file, "y ~ x1 + m1", "--cluster", "community", "--json", "--quiet")),
            ($"R: lavaan, {ByLavaan} draws", () => Measured.Run("Rscript", "--vanilla", place.Own("mediation", "lavaan.R"), file, ByLavaan.ToString(CultureInfo.InvariantCulture))),
            ($"R: by hand with .lm.fit, {ByHand} draws", () => Measured.Run("Rscript", "--vanilla", place.Own("mediation", "lmfit.R"), file, ByHand.ToString(CultureInfo.InvariantCulture))));
        return Write(place, file, series) ? 0 : 1;
    }

    private static bool Write(Place place, string file, IReadOnlyList<Series> series)
    {
        double ours = series[0].Median, drawing = ours - series[1].Median, lavaan = Extrapolated(series[2], ByLavaan), hand = Extrapolated(series[3], ByHand);
        var report = new Report("Mediation against R", place.Date, $"eng/bench mediation --date {place.Date}");
        report.Line($"`{Model}`, {Draws:N0} draws: {Rows:N0} rows, {Communities:N0} communities, a CSV of 42 columns and {new FileInfo(file).Length / 1e6:F0} MB; start of the program to printed result. lavaan draws rows, the others communities.").Line();
        report.Table(series);
        report.Line($"With the time of R's draws multiplied up to {Draws:N0}: lavaan {lavaan:F0} s, by hand {hand:F0} s.").Line();
        bool met = report.Demand(lavaan / ours >= FasterThanLavaan, $"{lavaan / ours:F0} times as fast as lavaan (at least {FasterThanLavaan})")
            & report.Demand(hand / ours >= FasterThanHand, $"{hand / ours:F0} times as fast as the bootstrap by hand (at least {FasterThanHand})")
            & report.Demand(drawing < AfterReadingAtMost, $"{drawing:F2} s more than reading and one regression (under {AfterReadingAtMost})")
            & report.Demand(Agreement(series) >= DigitsAtLeast, $"{Agreement(series):F1} correct digits in the indirect effect, the worse of both taken as right (at least {DigitsAtLeast})");
        report.Write(place.Own("mediation", "RESULTS.md"));
        return met;
    }

    private static double Extrapolated(Series series, int draws)
    {
        var middle = series.Runs.OrderBy(run => run.Seconds).ElementAt(series.Runs.Count / 2);
        double drawing = Drawn.Of(middle).DrawSeconds;
        return middle.Seconds - drawing + drawing / draws * Draws;
    }

    private static double Agreement(IReadOnlyList<Series> series)
    {
        double ours = JsonDocument.Parse(series[0].Runs[0].Output).RootElement.GetProperty("indirect")[0].GetProperty("estimate").GetDouble();
        return series.Skip(2).Select(one => Drawn.Of(one.Runs[0]).Estimate).Min(right => ours == right ? 16 : Math.Min(16, -Math.Log10(Math.Abs(ours - right) / Math.Abs(right))));
    }
}
