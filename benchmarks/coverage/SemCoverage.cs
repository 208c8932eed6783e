using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>Bias of the paths of a known structural model and coverage of their 95 % intervals on simulated studies: ML, MLR, and FIML where answers are missing at random.</summary>
internal static class SemCoverage
{
    private const int Rows = 2_400;
    private const double Least = 0.93, Most = 0.97, Shown = 2;

    // The 5 % point of the largest of fifteen (Bonferroni): two errors for each would be missed by chance every second night.
    private const double MonteCarloErrors = 2.94;
    private const ulong Seed = 20220931;

    private const string Model = "f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nf ~ x\ng ~ p*f + q*x\ny ~ r*g + s*f\nindirect := p*r";

    private static readonly (string Term, double Truth)[] Paths = [("g ~ f", 0.5), ("g ~ x", 0.3), ("y ~ g", 0.4), ("y ~ f", 0.2), ("indirect", 0.2)];

    private static readonly (string Name, string Estimator, string Missing)[] Ways = [("ML", "ml", "listwise"), ("MLR", "mlr", "listwise"), ("FIML, missing at random", "ml", "fiml")];

    /// <summary>Runs the simulation and writes <c>benchmarks/coverage/SEM.md</c>.</summary>
    /// <param name="place">Where and when.</param>
    /// <param name="studies">Simulated studies.</param>
    /// <param name="write">False to show only.</param>
    /// <returns>0 when every bias and share lies within the demand, 1 otherwise.</returns>
    public static async Task<int> RunAsync(Place place, int studies = 1_000, bool write = true)
    {
        var report = new Report("Bias and coverage of structural models", place.Date, $"eng/nightly --date {place.Date}", compared: false);
        report.Line($"{studies} simulated studies of {Rows} rows, as many as the demo has (seed {Seed}). Bias in Monte Carlo standard errors, and the share of 95 % intervals that hold the truth; a bias beyond two is in bold; of fifteen right ones the largest lies beyond 2.94 in one night of twenty. Under FIML b2 and y are missing more often where a1 is low.").Line();
        report.Line("| parameter | truth | " + string.Join(" | ", Ways.Select(way => $"{way.Name}: bias | coverage")) + " |").Line("| --- | --: | " + string.Join(" | ", Ways.Select(_ => "--: | --:")) + " |");
        var found = new List<(double Estimate, bool Held)>[Paths.Length, Ways.Length];
        for (int i = 0; i < found.Length; i++) found[i / Ways.Length, i % Ways.Length] = [];
        for (int study = 0; study < studies; study++) await AddAsync(found, Seed + (ulong)study * 7919).ConfigureAwait(false);
        int outside = 0;
        for (int path = 0; path < Paths.Length; path++) outside += Row(report, found, path);
        report.Line();
        bool met = report.Demand(outside == 0, $"every bias within {MonteCarloErrors} Monte Carlo errors and every share within {Least} and {Most} ({outside} outside)");
        if (write) report.Write(place.Own("coverage", "SEM.md"));
        else report.Show();
        return met ? 0 : 1;
    }

    private static async Task AddAsync(List<(double, bool)>[,] found, ulong seed)
    {
        for (int way = 0; way < Ways.Length; way++)
        {
            var rows = new FrameRows(Study(seed, Ways[way].Missing == "fiml"));
            var request = new ModelRequest("sem", Model) { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("estimator", Ways[way].Estimator).Add("missing", Ways[way].Missing) };
            var tidy = (await FitMethods.FitAsync(request, rows, null, CancellationToken.None).ConfigureAwait(false)).Tidy();
            for (int path = 0; path < Paths.Length; path++)
            {
                var row = tidy.Single(row => row.Term == Paths[path].Term);
                found[path, way].Add((row.Estimate!.Value, row.ConfLow <= Paths[path].Truth && Paths[path].Truth <= row.ConfHigh));
            }
        }
    }

    private static int Row(Report report, List<(double Estimate, bool Held)>[,] found, int path)
    {
        int outside = 0;
        string Cell(double value, bool isIn, bool plain, string format)
        {
            if (!isIn) outside++;
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            return plain ? text : $"**{text}**";
        }
        var cells = Enumerable.Range(0, Ways.Length).Select(way =>
        {
            var all = found[path, way];
            double mean = all.Average(one => one.Estimate), spread = Math.Sqrt(all.Sum(one => Math.Pow(one.Estimate - mean, 2)) / (all.Count - 1)), bias = (mean - Paths[path].Truth) / (spread / Math.Sqrt(all.Count));
            double share = all.Count(one => one.Held) / (double)all.Count;
            bool covers = share is >= Least and <= Most;
            return $"{Cell(bias, Math.Abs(bias) <= MonteCarloErrors, Math.Abs(bias) <= Shown, "F2")} | {Cell(share, covers, covers, "F3")}";
        }).ToList();
        report.Line($"| {Paths[path].Term} | {Paths[path].Truth} | {string.Join(" | ", cells)} |");
        return outside;
    }

    // f and x drive g, g and f drive y; items load by 1, 0.8, 1.2 with errors of variance 0.5.
    private static Frame Study(ulong seed, bool gaps)
    {
        var draws = new Draws(seed);
        string[] names = ["a1", "a2", "a3", "b1", "b2", "b3", "x", "y"];
        var columns = names.Select(_ => new double[Rows]).ToArray();
        var reasons = names.Select(_ => Enumerable.Repeat(MissingReason.Present, Rows).ToArray()).ToArray();
        for (int r = 0; r < Rows; r++)
        {
            double f = draws.Normal(), x = 0.3 * f + draws.Normal(), g = 0.5 * f + 0.3 * x + 0.8 * draws.Normal(), y = 0.4 * g + 0.2 * f + draws.Normal();
            double[] scores = [f, 0.8 * f, 1.2 * f, g, 0.8 * g, 1.2 * g];
            for (int i = 0; i < scores.Length; i++) columns[i][r] = scores[i] + Math.Sqrt(0.5) * draws.Normal();
            (columns[6][r], columns[7][r]) = (x, y);
            double chance = columns[0][r] < 0 ? 0.35 : 0.1;
            foreach (int i in new[] { 4, 7 }) if (draws.Uniform() < chance && gaps) reasons[i][r] = MissingReason.Blank;
        }
        return new Frame([.. names.Select((name, i) => (Column)new NumberColumn(name, [.. columns[i]], [.. reasons[i]]))]);
    }
}
