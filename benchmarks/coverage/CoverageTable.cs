using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>How often the 95 % intervals of six methods hold the truth of 1,000 simulated studies, at 20, 40 and 100 communities.</summary>
internal static class CoverageTable
{
    private const int Studies = 1_000;
    private const double Least = 0.93, Most = 0.97;
    private const ulong Seed = 20220931;

    private static readonly int[] Communities = [20, 40, 100];

    // Percentiles of few communities are known to be too narrow; they stand beside the interval that replaces them.
    private const string Percentiles = "alpha, 1,000 cluster draws, percentile (not demanded)";

    private static readonly ModelRequest OfCommunities = new("alpha", "s =~ i1 + i2 + i3 + i4 + i5") { Clusters = ["community"], Bootstrap = 1_000 };

    private static readonly ImmutableSortedDictionary<string, string> WithoutMargins = ImmutableSortedDictionary<string, string>.Empty.Add("margins", "no");

    private const string Ordered = "ologit";

    private static readonly (string Name, string Term, double Truth, ModelRequest Request)[] Estimands =
    [
        ("ols, CR2: slope of x2", "x2", SimulatedStudy.Slope, new ModelRequest("ols", "y ~ m + x1 + x2") { Clusters = ["community"], Vcov = "CR2" }),
        ("lmm: slope of x2", "x2", SimulatedStudy.Slope, new ModelRequest("lmm", "y ~ m + x1 + x2 + (1 | community)")),
        ("svy: mean of y", "y", SimulatedStudy.Mean, new ModelRequest("svy", "~ y") { Weights = "weight", Clusters = ["community"] }),
        ("mediation: indirect effect, 1,000 cluster draws", "indirect: x1 -> m -> y", SimulatedStudy.Indirect, new ModelRequest("mediation", "x1 -> m -> y") { Clusters = ["community"], Bootstrap = 1_000 }),
        ("alpha, 1,000 cluster draws, t of ln(1 - alpha)", "alpha", SimulatedStudy.Alpha, OfCommunities),
        ("omega, 1,000 cluster draws, t of ln(1 - omega)", "omega", SimulatedStudy.Alpha, OfCommunities),
        (Percentiles, "alpha", SimulatedStudy.Alpha, OfCommunities with { Settings = OfCommunities.Settings.SetItem("interval", "percentile") }),
        ("alpha, Feldt's interval", "alpha", SimulatedStudy.Alpha, new ModelRequest("alpha", "s =~ i1 + i2 + i3 + i4 + i5")),
        ("ologit, CR1: coefficient of x2", "x2", SimulatedStudy.GradeSlope, new ModelRequest("ologit", "grade ~ x1 + x2") { Clusters = ["community"], Vcov = "CR1", Settings = WithoutMargins }),
    ];

    /// <summary>Runs the simulation and writes <c>benchmarks/coverage/RESULTS.md</c>, or shows the intervals of one method only and writes nothing.</summary>
    /// <param name="place">Where and when.</param>
    /// <param name="only">Name of the only method to try; null for all.</param>
    /// <returns>0 when every share lies within the demand, 1 otherwise.</returns>
    public static async Task<int> RunAsync(Place place, string? only = null)
    {
        var report = new Report("Coverage of 95 % intervals", place.Date, $"eng/nightly --date {place.Date}", compared: false);
        report.Line($"{Studies} simulated studies a column (seed {Seed}), 10 to 40 respondents in each community; the truth is known. Share of intervals that hold it; a right method gives 0.937 to 0.963 in 95 of 100 such tables.").Line();
        report.Line($"| interval | {string.Join(" | ", Communities.Select(communities => $"{communities} communities"))} |").Line("| --- | --: | --: | --: |");
        int[] tried = [.. Enumerable.Range(0, Estimands.Length).Where(i => only is null || Estimands[i].Request.Method == only)];
        var held = new int[Estimands.Length, Communities.Length];
        using var ordered = new OrderedBias(Communities, SimulatedStudy.GradeSlope, place);
        for (int size = 0; size < Communities.Length && tried.Length > 0; size++)
            for (int study = 0; study < Studies; study++) await CountAsync(held, ordered, tried, size, study);
        bool met = true;
        foreach (int i in tried) met &= Row(report, held, i);
        report.Line();
        if (tried.Length > 0) report.Demand(met, $"every demanded share within {Least} and {Most}; others are in bold");
        if (only is null or Ordered) met &= ordered.Add(report);
        if (only is null or "impute") met &= await PooledCoverage.AddAsync(report);
        if (only is null or "impute-categories") met &= await CategoryCoverage.AddAsync(report);
        if (only is null) report.Write(place.Own("coverage", "RESULTS.md"));
        else report.Show();
        return met ? 0 : 1;
    }

    private static async Task CountAsync(int[,] held, OrderedBias ordered, int[] tried, int size, int study)
    {
        if (study % 100 == 0) Console.Error.WriteLine($"{Communities[size]} communities: study {study}");
        var simulated = SimulatedStudy.Of(Communities[size], Seed + (ulong)(size * Studies + study) * 7919);
        var rows = new FrameRows(simulated);
        foreach (int i in tried)
        {
            var fit = await FitMethods.FitAsync(Estimands[i].Request with { Seed = Estimands[i].Request.Bootstrap is null ? null : Seed + (ulong)study }, rows, null, CancellationToken.None);
            var row = fit.Tidy().Single(row => row.Term == Estimands[i].Term);
            if (Estimands[i].Request.Method == Ordered) ordered.Count(size, study, row, simulated);
            if (row.ConfLow <= Estimands[i].Truth && Estimands[i].Truth <= row.ConfHigh) held[i, size]++;
        }
    }

    private static bool Row(Report report, int[,] held, int estimand)
    {
        double[] shares = [.. Enumerable.Range(0, Communities.Length).Select(size => (double)held[estimand, size] / Studies)];
        report.Line($"| {Estimands[estimand].Name} | {string.Join(" | ", shares.Select(share => Shown(share)))} |");
        return Estimands[estimand].Name == Percentiles || shares.All(IsIn);
    }

    private static bool IsIn(double share) => share is >= Least and <= Most;

    private static string Shown(double share) => IsIn(share) ? share.ToString("F3", CultureInfo.InvariantCulture) : $"**{share.ToString("F3", CultureInfo.InvariantCulture)}**";
}
