using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>CFA and SEM of six constructs: <c>copro fit --method cfa|sem</c> and lavaan on the same files, start to printed result.</summary>
internal static class SemComparison
{
    private const int Communities = 500, FewDraws = 10, MoreDraws = 60, Draws = 1_000;
    private const double RobustAtLeast = 10, MillionAtLeast = 40, DrawsAtLeast = 100, FimlAtLeast = 20, MostMegabytes = 600, Digits = 4;

    /// <summary>Runs both in turn and writes <c>benchmarks/sem/RESULTS.md</c>.</summary>
    /// <param name="place">Where and when.</param>
    /// <param name="million">Rows of the large CFA; fewer to try the benchmark.</param>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place, int million = 1_000_000)
    {
        var report = new Report("copro fit --method cfa|sem against lavaan", place.Date, $"eng/bench sem --date {place.Date}");
        report.Line("Six constructs with items of five points in 500 communities; start of the program to printed result. The structural model has three exogenous constructs, two mediators and an indirect effect.").Line();
        bool met = Robust(place, report, million / 10) & Large(place, report, million, "ml") & Large(place, report, million, "mlm") & Bootstrap(place, report) & Fiml(place, report);
        report.Write(place.Own("sem", "RESULTS.md"));
        return met ? 0 : 1;
    }

    private static bool Robust(Place place, Report report, int rows)
    {
        string file = SemFile.Complete(place, rows, Communities);
        var series = Both(place, "sem", file, SemFile.Structural, "mlr", 3, "--set", "estimator=mlr");
        report.Line($"**SEM of 22 items, MLR, {rows:N0} rows**").Line();
        report.Table(series);
        return Demand(report, series, RobustAtLeast) & Agree(report, series);
    }

    // lavaan needs gigabytes, and the longer part of a minute, for the scaled test of a million rows (MLM), not for plain ML.
    private static bool Large(Place place, Report report, int rows, string estimator)
    {
        string file = SemFile.Complete(place, rows, Communities);
        var series = Both(place, "cfa", file, SemFile.Measurement, estimator, 1, "--set", $"estimator={estimator}");
        report.Line().Line($"**CFA of 22 items, {estimator.ToUpperInvariant()}, {rows:N0} rows**").Line();
        report.Table(series);
        double megabytes = series[0].Runs.Max(run => run.PeakMegabytes);
        if (estimator == "mlm")
        {
            report.Line($"{series[1].Median / series[0].Median:F1} times as fast as lavaan; not demanded, and beside plain ML because this is what takes lavaan its gigabytes.");
            return true;
        }
        return Demand(report, series, MillionAtLeast) & Agree(report, series) & report.Demand(megabytes < MostMegabytes, $"{megabytes:F0} MB at most (below {MostMegabytes})");
    }

    private static bool Bootstrap(Place place, Report report)
    {
        string file = SemFile.Complete(place, 10_000, Communities), model = ModelFile(place, SemFile.Structural);
        Measured R(string what, int draws) => Lavaan(place, file, model, string.Create(CultureInfo.InvariantCulture, $"{what}:{draws}"));
        var series = Series.Alternate(1,
            ("copro fit, 1,000 draws of communities", () => Copro(place, "sem", file, model, "--cluster", "community", "--bootstrap", Draws.ToString(CultureInfo.InvariantCulture), "--seed", "1")),
            ($"R: a loop over lavaan, {FewDraws} draws of communities", () => R("communities", FewDraws)), ($"R: a loop over lavaan, {MoreDraws} draws of communities", () => R("communities", MoreDraws)),
            ($"R: lavaan, {FewDraws} draws of rows", () => R("rows", FewDraws)), ($"R: lavaan, {MoreDraws} draws of rows", () => R("rows", MoreDraws)));
        double whole = All(series[1], series[2]), rows = All(series[3], series[4]);
        report.Line().Line("**The same SEM, 1,000 bootstrap draws, 10,000 rows**").Line();
        report.Table(series);
        report.Line($"{Draws:N0} draws of communities are extrapolated to {whole:F0} s in R: lavaan itself draws rows only, and a loop resamples the communities, begins at the estimates and leaves out errors and tests. {Draws:N0} of lavaan's own draws of rows, another bootstrap, take {rows:F0} s: {rows / series[0].Median:F0} times ours.").Line();
        return report.Demand(whole / series[0].Median >= DrawsAtLeast, $"{whole / series[0].Median:F0} times as fast as draws of communities with lavaan (at least {DrawsAtLeast})");
    }

    private static double All(Series few, Series more) => more.Median + (Draws - MoreDraws) * (more.Median - few.Median) / (MoreDraws - FewDraws);

    private static bool Fiml(Place place, Report report)
    {
        string file = SemFile.Incomplete(place, 10_000, Communities);
        var series = Both(place, "sem", file, SemFile.StructuralOfThirty, "fiml", 1, "--set", "missing=fiml");
        report.Line().Line("**SEM of 30 items, FIML, 10,000 rows, 2 % of the answers missing**").Line();
        report.Table(series);
        return Demand(report, series, FimlAtLeast) & Agree(report, series);
    }

    private static IReadOnlyList<Series> Both(Place place, string method, string file, string text, string what, int rounds, params string[] options)
    {
        string model = ModelFile(place, text);
        return Series.Alternate(rounds, ("copro fit", () => Copro(place, method, file, model, options)), ("R: data.table, lavaan", () => Lavaan(place, file, model, what)));
    }

    private static Measured Copro(Place place, string method, string file, string model, params string[] options) => Measured.Run(place.Copro, ["fit", file, File.ReadAllText(model), "--method", method, "--json", .. options]);

    private static Measured Lavaan(Place place, string file, string model, string what) => Measured.Run("Rscript", "--vanilla", place.Own("sem", "lavaan.R"), file, model, what);

    private static string ModelFile(Place place, string text) => place.Generated($"sem-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12]}.txt", writer => writer.Write(text));

    private static bool Demand(Report report, IReadOnlyList<Series> series, double atLeast)
    {
        double ratio = series[1].Median / series[0].Median;
        return report.Demand(ratio >= atLeast, $"{ratio:F1} times as fast as lavaan (at least {atLeast})");
    }

    // Estimates and errors of loadings and paths: differences in standard errors.
    private static bool Agree(Report report, IReadOnlyList<Series> series)
    {
        var ours = JsonDocument.Parse(series[0].Runs[0].Output).RootElement.GetProperty("terms").EnumerateArray().ToDictionary(
            term => term.GetProperty("term").GetString()!.Replace(" ", "", StringComparison.Ordinal), term => (term.GetProperty("estimate").GetDouble(), term.GetProperty("std_error") is { ValueKind: JsonValueKind.Number } error ? error.GetDouble() : 0));
        var theirs = series[1].Runs[0].Output.Split('\n').Select(line => line.Split(' ')).Where(cells => cells.Length == 3 && cells[0] != "chisq");
        double worst = theirs.Max(cells => Off(ours[cells[0]], Number(cells[1]), Number(cells[2])));
        return report.Demand(-Math.Log10(worst) >= Digits, $"{-Math.Log10(worst):F2} common digits of estimates and errors, in standard errors (at least {Digits}; lavaan's search ends at about 5)");
    }

    private static double Off((double Estimate, double Error) ours, double estimate, double error) =>
        error == 0 ? Math.Abs(ours.Estimate - estimate) : Math.Max(Math.Abs(ours.Estimate - estimate) / error, Math.Abs(ours.Error / error - 1));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
