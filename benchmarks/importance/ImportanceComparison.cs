using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>LMG of 12 predictors with 1,000 bootstrap draws of rows: <c>copro fit --method lmg</c> and a straightforward loop in R on the same file, start to printed result.</summary>
internal static class ImportanceComparison
{
    private const int Rows = 10_000;
    private const int Communities = 500;
    private const int Predictors = 12;
    private const int Draws = 1_000;
    private const int FewDraws = 2;
    private const int MoreDraws = 12;
    private const int Rounds = 3;
    private const double FasterAtLeast = 50;
    private const double CommonDigits = 9;

    /// <summary>Runs both in turn and writes <c>benchmarks/importance/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities), draws = Draws.ToString(CultureInfo.InvariantCulture);
        string[] terms = [.. Enumerable.Range(1, 8).Select(j => $"x{j}"), "m1", "m2", "w", "item01"];
        string formula = "y ~ " + string.Join(" + ", terms);
        var series = Series.Alternate(
            Rounds,
            ("copro fit, draws of rows", () => Measured.Run(place.Copro, "fit", file, formula, "--method", "lmg", "--bootstrap", draws, "--json")),
            ("copro fit, draws of communities", () => Measured.Run(place.Copro, "fit", file, formula, "--method", "lmg", "--cluster", "community", "--bootstrap", draws, "--json")),
            ($"R: data.table and a loop, {FewDraws} draws", () => R(place, file, terms, FewDraws)),
            ($"R: data.table and a loop, {MoreDraws} draws", () => R(place, file, terms, MoreDraws)));
        return Write(place, file, series) ? 0 : 1;
    }

    private static Measured R(Place place, string file, string[] terms, int draws) =>
        Measured.Run("Rscript", "--vanilla", place.Own("importance", "loop.R"), file, "y", string.Join(',', terms), draws.ToString(CultureInfo.InvariantCulture));

    private static bool Write(Place place, string file, IReadOnlyList<Series> series)
    {
        double each = (series[3].Median - series[2].Median) / (MoreDraws - FewDraws), whole = series[3].Median + (Draws - MoreDraws) * each, megabytes = new FileInfo(file).Length / 1e6;
        var (ours, theirs) = (OfCopro(series[0].Runs[0].Output), OfR(series[3].Runs[0].Output));
        double digits = theirs.Keys.Min(name => ours[name] == theirs[name] ? 16 : Math.Min(16, -Math.Log10(Math.Abs(ours[name] - theirs[name]) / Math.Abs(theirs[name]))));
        var report = new Report("copro fit --method lmg against a loop in R", place.Date, $"eng/bench importance --date {place.Date}");
        report.Line($"LMG of {Predictors} predictors with {Draws:N0} bootstrap draws: {Rows:N0} rows, {Communities:N0} communities, a CSV of {megabytes:F0} MB; start of the program to printed result.").Line();
        report.Table(series);
        report.Line($"The loop takes {each:F2} s a draw, so {Draws:N0} draws are extrapolated to {whole:F0} s. It draws rows. relaimpo is not in Debian.").Line();
        bool met = report.Demand(whole / series[0].Median >= FasterAtLeast, $"{whole / series[0].Median:F0} times as fast as the loop, draws of rows (at least {FasterAtLeast})")
            & report.Demand(whole / series[1].Median >= FasterAtLeast, $"{whole / series[1].Median:F0} times as fast as the loop, draws of communities (at least {FasterAtLeast})")
            & report.Demand(digits >= CommonDigits, $"{digits:F1} common digits of the parts of R² (at least {CommonDigits})");
        report.Write(place.Own("importance", "RESULTS.md"));
        return met;
    }

    private static Dictionary<string, double> OfCopro(string json) => JsonDocument.Parse(json).RootElement.GetProperty("terms").EnumerateArray()
        .ToDictionary(term => term.GetProperty("term").GetString()!, term => term.GetProperty("estimate").GetDouble());

    private static Dictionary<string, double> OfR(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(cells => cells.Length == 2)
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
}
