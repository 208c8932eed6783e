using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>Twenty data sets of 10,000 rows and 30 variables imputed by predictive mean matching in five rounds, least squares on each, pooled: <c>copro fit --impute</c> and R's mice on the same file, start to printed result.</summary>
internal static class ImputationComparison
{
    private const int Rows = 10_000, Variables = 30, Sets = 20, Iterations = 5;
    private const double FasterAtLeast = 5, MostErrors = 5;
    private const ulong Seed = 20220931;

    /// <summary>Runs both in turn and writes <c>benchmarks/imputation/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = place.Generated($"imputation-{Rows}-{Variables}.csv", Write), sets = Whole(Sets), rounds = Whole(Iterations);
        string formula = $"v1 ~ {string.Join(" + ", Enumerable.Range(2, Variables - 1).Select(v => $"v{v}"))}";
        var series = Series.Alternate(
            1,
            ("copro fit --impute", () => Measured.Run(place.Copro, "fit", file, formula, "--impute", sets, "--seed", "1", "--set", $"impute.iterations={rounds}", "--json")),
            ("R: data.table, mice, lm, pool", () => Measured.Run("Rscript", "--vanilla", place.Own("imputation", "mice.R"), file, formula, sets, rounds)));
        return Write(place, series) ? 0 : 1;
    }

    private static bool Write(Place place, IReadOnlyList<Series> series)
    {
        double ratio = series[1].Median / series[0].Median, apart = Apart(series[0].Runs[0].Output, series[1].Runs[0].Output);
        var report = new Report("copro fit --impute against mice", place.Date, $"eng/bench imputation --date {place.Date}");
        report.Line($"{Sets} data sets of {Rows:N0} rows and {Variables} variables, about 9 % of each missing at random, imputed by predictive mean matching (5 donors, {Iterations} rounds); least squares of one variable on the others, pooled. Start of the program to printed result.").Line();
        report.Table(series);
        bool met = report.Demand(ratio >= FasterAtLeast, $"{ratio:F0} times as fast as mice (at least {FasterAtLeast})")
            & report.Demand(apart <= MostErrors, $"pooled estimates are at most {apart:F1} Monte Carlo errors apart (at most {MostErrors}, of {Variables} terms)");
        report.Write(place.Own("imputation", "RESULTS.md"));
        return met;
    }

    // Both means have an error of √(B / m).
    private static double Apart(string json, string text)
    {
        var ours = JsonDocument.Parse(json).RootElement.GetProperty("terms").EnumerateArray().ToDictionary(term => term.GetProperty("term").GetString()!, term => term.GetProperty("estimate").GetDouble());
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(cells => cells.Length == 4)
            .Max(cells => Math.Abs(ours[cells[0]] - Number(cells[1])) / Math.Sqrt(2 * Number(cells[3]) / Sets));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Answers that share a factor; a value is missing the more often the higher the factor is.
    private static void Write(TextWriter writer)
    {
        var draws = new Draws(Seed);
        writer.Write(string.Join(',', Enumerable.Range(1, Variables).Select(v => $"v{v}")) + "\n");
        for (int row = 0; row < Rows; row++)
        {
            double factor = draws.Normal();
            writer.Write(string.Join(',', Enumerable.Range(0, Variables).Select(v => Cell(draws, factor, v))) + "\n");
        }
    }

    private static string Cell(Draws draws, double factor, int variable)
    {
        double value = Math.Clamp(3 + 0.8 * factor + draws.Normal(), 1, 5) + (variable < 10 ? draws.Normal() : 0);
        return draws.Uniform() < 0.05 + 0.1 / (1 + Math.Exp(-factor)) ? "NA" : value.ToString("F3", CultureInfo.InvariantCulture);
    }
}
