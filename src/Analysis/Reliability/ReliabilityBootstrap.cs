using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Percentile intervals of the coefficients of a scale (Efron and Tibshirani 1993, chapter 13), quantiles of R's type 7.</summary>
/// <param name="Units">What was drawn.</param>
/// <param name="Draws">Draws made.</param>
/// <param name="Failed">Draws in which an item did not vary or a coefficient did not exist.</param>
/// <param name="Unconverged">Draws left out of the omegas because an iteration did not converge.</param>
/// <param name="Heywood">Draws in which a uniqueness stood at its bound.</param>
/// <param name="StdErrors">Standard deviations over the draws, in the order of <see cref="ScaleCoefficients"/>.</param>
/// <param name="Intervals">Intervals in the same order; null where the coefficient does not exist.</param>
internal sealed record ReliabilityBootstrap(
    string Units, int Draws, int Failed, int Unconverged, int Heywood, ImmutableArray<double?> StdErrors, ImmutableArray<(double Low, double High)?> Intervals)
{
    private const int ReportEvery = 50;

    internal static ReliabilityBootstrap Of(ReliabilitySpec spec, Resampling source, Omegas whole, int draws, IProgress<long>? progress, CancellationToken stop)
    {
        var kept = Enumerable.Range(0, ScaleCoefficients.Count).Select(_ => new List<double>(draws)).ToArray();
        int failed = 0, unconverged = 0, heywood = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            stop.ThrowIfCancellationRequested();
            var moments = source.Draw(RandomStream.Of(spec.UsedSeed, draw));
            if (moments.Alpha is null || moments.Deviations.Any(deviation => !(deviation > 0))) failed++;
            else Keep(kept, moments, spec.Factors, whole, ref unconverged, ref heywood);
            if ((draw + 1) % ReportEvery == 0) progress?.Report(draw + 1);
        }
        if (failed > draws / 2) throw new StudyException(ReliabilityFaults.MostDrawsFailed(failed, draws));
        return new ReliabilityBootstrap(source.Units, draws, failed, unconverged, heywood,
            [.. kept.Select(StdError)], [.. kept.Select(values => values.Count < 2 ? ((double, double)?)null : Interval(values, spec.Level))]);
    }

    private static void Keep(List<double>[] kept, ItemMoments moments, int factors, Omegas whole, ref int unconverged, ref int heywood)
    {
        double[] r = moments.Correlations();
        var omegas = Omegas.Of(r, moments.K, factors, whole);
        bool converged = omegas.OneFactor is not { Diary.Converged: false } && omegas.Hierarchy is not { Converged: false };
        if (!converged) unconverged++;
        if (omegas.OneFactor is { Heywood.IsEmpty: false } || omegas.Hierarchy is { Solution.Heywood.IsEmpty: false }) heywood++;
        var coefficients = omegas.Coefficients(moments, r);
        for (int at = 0; at < ScaleCoefficients.Count; at++)
            if (coefficients[at] is { } value && (converged || at < 2)) kept[at].Add(value);
    }

    private static double? StdError(List<double> values)
    {
        if (values.Count < 2) return null;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static (double Low, double High) Interval(List<double> values, double level)
    {
        double[] sorted = [.. values.Order()];
        return (Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    private static double Quantile(double[] sorted, double probability)
    {
        double at = (sorted.Length - 1) * probability;
        int below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
