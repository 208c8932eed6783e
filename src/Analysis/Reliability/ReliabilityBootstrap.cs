using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Bootstrap of the coefficients of a scale.</summary>
/// <param name="Units">What was drawn.</param>
/// <param name="Count">How many of them there are, G.</param>
/// <param name="Interval">How intervals are made of the draws.</param>
/// <param name="Draws">Draws made.</param>
/// <param name="Failed">Draws in which an item did not vary, all items agreed or a coefficient did not exist.</param>
/// <param name="Unconverged">Draws left out of the omegas because an iteration did not converge.</param>
/// <param name="Heywood">Draws in which a uniqueness stood at its bound.</param>
/// <param name="StdErrors">Standard deviations over the draws, in the order of <see cref="ScaleCoefficients"/>.</param>
/// <param name="Intervals">Intervals in the same order; null where the coefficient does not exist.</param>
internal sealed record ReliabilityBootstrap(
    string Units, int Count, ReliabilityInterval Interval, int Draws, int Failed, int Unconverged, int Heywood, ImmutableArray<double?> StdErrors, ImmutableArray<(double Low, double High)?> Intervals)
{
    private const int ReportEvery = 50;

    /// <summary>The intervals in words of the result.</summary>
    internal string Words => Interval == ReliabilityInterval.TOfLog
        ? string.Create(CultureInfo.InvariantCulture, $"t intervals of ln(1 - coefficient), {Count - 1} df, from {Draws} draws of {Units}")
        : string.Create(CultureInfo.InvariantCulture, $"percentile intervals from {Draws} draws of {Units}");

    internal static ReliabilityBootstrap Of(ReliabilitySpec spec, Resampling source, Whole whole, int draws, IProgress<long>? progress, CancellationToken stop)
    {
        var kept = Enumerable.Range(0, ScaleCoefficients.Count).Select(_ => new List<double>(draws)).ToArray();
        int failed = 0, unconverged = 0, heywood = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            stop.ThrowIfCancellationRequested();
            var moments = source.Draw(RandomStream.Of(spec.UsedSeed, draw));
            if (!IsSound(moments)) failed++;
            else Keep(kept, moments, spec.Factors, whole.Omegas, ref unconverged, ref heywood);
            if ((draw + 1) % ReportEvery == 0) progress?.Report(draw + 1);
        }
        if (failed > draws / 2) throw new StudyException(ReliabilityFaults.MostDrawsFailed(failed, draws));
        var interval = spec.IntervalOf(source.Units == Resampling.Communities);
        return new ReliabilityBootstrap(source.Units, source.Count, interval, draws, failed, unconverged, heywood,
            [.. kept.Select(values => values.Count < 2 ? (double?)null : ScaleInterval.StdDev(values))],
            [.. kept.Select((values, at) => values.Count < 2 || whole.Coefficients[at] is not { } estimate ? ((double, double)?)null
                : interval == ReliabilityInterval.TOfLog ? ScaleInterval.TOfLog(estimate, values, source.Count, spec.Level) : ScaleInterval.Percentile(values, spec.Level))]);
    }

    // Every coefficient exists and is below 1.
    private static bool IsSound(ItemMoments moments) =>
        moments.Deviations.All(deviation => deviation > 0) && moments.Alpha is < 1 && moments.StandardisedAlpha is < 1 and > double.NegativeInfinity;

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
}

/// <summary>What the whole sample gives.</summary>
/// <param name="Omegas">Its factors, from which those of the draws start.</param>
/// <param name="Coefficients">Its coefficients.</param>
internal sealed record Whole(Omegas Omegas, ScaleCoefficients Coefficients);
