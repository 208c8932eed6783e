using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>Alpha and the omegas of 17 items on three scales with 1,000 bootstrap draws: <c>copro fit --method alpha</c> and psych on the same file, start to printed result.</summary>
internal static class ReliabilityComparison
{
    private const int Rows = 100_000;
    private const int Communities = 2_000;
    private const int Items = 22;
    private const int Draws = 1_000;
    private const int FewDraws = 2;
    private const int MoreDraws = 12;
    private const int Rounds = 3;
    private const double FasterAtLeast = 200;
    private const double AlphaDigits = 10;
    private const double OmegaDigits = 4;

    /// <summary>Runs both in turn and writes <c>benchmarks/reliability/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities), draws = Draws.ToString(CultureInfo.InvariantCulture);
        string[] items = [.. Enumerable.Range(1, Items).Where(j => j % 4 != 0).Select(j => string.Create(CultureInfo.InvariantCulture, $"item{j:D2}"))];
        string scale = "all =~ " + string.Join(" + ", items);
        var series = Series.Alternate(
            Rounds,
            ("copro fit, draws of rows", () => Measured.Run(place.Copro, "fit", file, scale, "--method", "alpha", "--bootstrap", draws, "--json")),
            ("copro fit, draws of communities", () => Measured.Run(place.Copro, "fit", file, scale, "--method", "alpha", "--cluster", "community", "--bootstrap", draws, "--json")),
            ($"R: data.table, psych, {FewDraws} draws", () => R(place, file, items, FewDraws)),
            ($"R: data.table, psych, {MoreDraws} draws", () => R(place, file, items, MoreDraws)));
        return Write(place, file, series) ? 0 : 1;
    }

    private static Measured R(Place place, string file, string[] items, int draws) =>
        Measured.Run("Rscript", "--vanilla", place.Own("reliability", "psych.R"), file, string.Join(',', items), draws.ToString(CultureInfo.InvariantCulture));

    private static bool Write(Place place, string file, IReadOnlyList<Series> series)
    {
        double each = (series[3].Median - series[2].Median) / (MoreDraws - FewDraws), whole = series[3].Median + (Draws - MoreDraws) * each, megabytes = new FileInfo(file).Length / 1e6;
        var (ours, theirs) = (OfCopro(series[0].Runs[0].Output), OfR(series[3].Runs[0].Output));
        double alpha = Digits(ours, theirs, "alpha", "standardised_alpha"), omega = Digits(ours, theirs, "omega_total", "omega_hierarchical");
        var report = new Report("copro fit --method alpha against psych", place.Date, $"eng/bench reliability --date {place.Date}");
        report.Line($"Alpha, omega total and omega hierarchical of the {Items - Items / 4} items of three scales with {Draws:N0} bootstrap draws: {Rows:N0} rows, {Communities:N0} communities, a CSV of {megabytes:F0} MB;");
        report.Line("start of the program to printed result.").Line();
        report.Table(series);
        report.Line($"psych takes {each:F2} s a draw (alpha and omega together), so {Draws:N0} draws are extrapolated to {whole:F0} s. It draws rows; draws of communities it does not offer.").Line();
        bool met = report.Demand(whole / series[0].Median >= FasterAtLeast, $"{whole / series[0].Median:F0} times as fast as psych, draws of rows (at least {FasterAtLeast})")
            & report.Demand(whole / series[1].Median >= FasterAtLeast, $"{whole / series[1].Median:F0} times as fast as psych, draws of communities (at least {FasterAtLeast})")
            & report.Demand(alpha >= AlphaDigits, $"{alpha:F1} common digits of alpha (at least {AlphaDigits})")
            & report.Demand(omega >= OmegaDigits, $"{omega:F1} common digits of omega, whose iterations psych ends at 1e-5 (at least {OmegaDigits})");
        report.Write(place.Own("reliability", "RESULTS.md"));
        return met;
    }

    private static Dictionary<string, double> OfCopro(string json) => JsonDocument.Parse(json).RootElement.GetProperty("terms").EnumerateArray()
        .ToDictionary(term => term.GetProperty("term").GetString()!, term => term.GetProperty("estimate").GetDouble());

    private static Dictionary<string, double> OfR(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(cells => cells.Length == 2)
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));

    private static double Digits(Dictionary<string, double> ours, Dictionary<string, double> theirs, params string[] names) =>
        names.Min(name => ours[name] == theirs[name] ? 16 : Math.Min(16, -Math.Log10(Math.Abs(ours[name] - theirs[name]) / Math.Abs(theirs[name]))));
}
