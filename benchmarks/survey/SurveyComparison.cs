using System.Globalization;
using System.Text.Json;

namespace CoProduction.Benchmarks;

/// <summary>A survey mean and a survey-weighted model, strata and clusters, by one <c>copro fit</c>, whose table <c>means</c> holds the mean, and by R's package survey: start to printed result.</summary>
internal static class SurveyComparison
{
    private const int Rows = 1_000_000, Communities = 2_000, Rounds = 3;
    private const double FasterAtLeast = 20, MegabytesAtMost = 600, DigitsAtLeast = 9;
    private const string Mean = "~ y", Model = $"y ~ {SurveyFile.Regressors}";

    private sealed record Term(string Name, double Estimate, double StdError);

    /// <summary>Runs all in turn and writes <c>benchmarks/survey/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string file = SurveyFile.Of(place, Rows, Communities);
        var series = Series.Alternate(Rounds, ("copro fit --method svy", () => Copro(place, file)), ("R: data.table, survey (mean and model)", () => Measured.Run("Rscript", "--vanilla", place.Own("survey", "survey.R"), file, Mean, Model)));
        return Write(place, series, FewestDigits(OfCopro(series[0].Runs[0].Output), OfR(series[1].Runs[0].Output))) ? 0 : 1;
    }

    private static bool Write(Place place, IReadOnlyList<Series> series, double digits)
    {
        double ratio = series[1].Median / series[0].Median, peak = series[0].Peak;
        var report = new Report("copro fit --method svy against R survey", place.Date, $"eng/bench survey --date {place.Date}");
        report.Line($"`svymean({Mean})` and `{Model}` with weights, 50 strata and 2,000 communities: 1,000,000 rows × 42 columns; start of the program to printed result.").Line();
        report.Table(series);
        bool met = report.Demand(ratio >= FasterAtLeast, $"{ratio:F1} times as fast as R (at least {FasterAtLeast})")
            & report.Demand(peak < MegabytesAtMost, $"peak memory {peak:F0} MB (under {MegabytesAtMost})")
            & report.Demand(digits >= DigitsAtLeast, $"{digits:F1} correct digits in the worst estimate or standard error, R taken as right (at least {DigitsAtLeast})");
        report.Write(place.Own("survey", "RESULTS.md"));
        return met;
    }

    private static Measured Copro(Place place, string file) =>
        Measured.Run(place.Copro, "fit", file, Model, "--method", "svy", "--weights", "weight", "--strata", "district", "--cluster", "community", "--json", "--quiet");

    private static Term[] OfCopro(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        var mean = root.GetProperty("means")[0];
        return [new Term("mean:" + mean.GetProperty("term").GetString(), mean.GetProperty("mean").GetDouble(), mean.GetProperty("std_error").GetDouble()),
            .. root.GetProperty("terms").EnumerateArray().Select(term => new Term(term.GetProperty("term").GetString()!, term.GetProperty("estimate").GetDouble(), term.GetProperty("std_error").GetDouble()))];
    }

    private static Term[] OfR(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .Select(cells => new Term(cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)))];

    // Correct digits: -log10 of the relative error; of an estimate in standard errors, since one near 0 is a difference of larger numbers.
    private static double FewestDigits(Term[] ours, Term[] theirs) => ours.Select(term => term.Name).SequenceEqual(theirs.Select(term => term.Name))
        ? ours.Zip(theirs).Min(pair => Math.Min(Digits((pair.First.Estimate - pair.Second.Estimate) / pair.Second.StdError), Digits(pair.First.StdError / pair.Second.StdError - 1)))
        : throw new InvalidOperationException($"terms differ: {string.Join(' ', ours.Select(term => term.Name))} against {string.Join(' ', theirs.Select(term => term.Name))}");

    private static double Digits(double error) => error == 0 ? 16 : Math.Min(16, -Math.Log10(Math.Abs(error)));
}
