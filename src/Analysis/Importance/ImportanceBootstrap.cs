namespace CoProduction.Analysis;

/// <summary>The importance of the predictors in bootstrap draws.</summary>
/// <param name="Units">What was drawn.</param>
/// <param name="Count">How many of them there are.</param>
/// <param name="Draws">Importances of each draw, m values each.</param>
internal sealed record ImportanceBootstrap(string Units, int Count, double[][] Draws)
{
    private const int ReportEvery = 50;

    internal static ImportanceBootstrap Of(ImportanceSpec spec, ProductDraws source, StandardColumns columns, int[] widths, int draws, IProgress<long>? progress, CancellationToken stop)
    {
        var found = new double[]?[draws];
        long made = 0;
        // Each draw has a stream and a place of its own: their order does not matter.
        Parallel.For(0, draws, new ParallelOptions { CancellationToken = stop }, () => new SubsetShares(widths), (draw, _, shares) =>
        {
            if (columns.Correlations(source.Draw(RandomStream.Of(spec.UsedSeed, draw))) is { } correlations)
            {
                shares.Compute(correlations);
                found[draw] = shares.Lmg();
            }
            if (Interlocked.Increment(ref made) is var now && now % ReportEvery == 0) progress?.Report(now);
            return shares;
        }, _ => { });
        double[][] kept = [.. found.OfType<double[]>()];
        return kept.Length > draws / 2 ? new ImportanceBootstrap(source.Units, source.Count, kept) : throw new StudyException(ImportanceFaults.DrawsFailed(draws - kept.Length, draws));
    }

    internal double StdDev(int predictor) => ScaleInterval.StdDev([.. Draws.Select(draw => draw[predictor])]);

    internal (double Low, double High) Interval(int predictor, double level) => ScaleInterval.Percentile([.. Draws.Select(draw => draw[predictor])], level);

    internal (double Low, double High) IntervalOfTotal(double level) => ScaleInterval.Percentile([.. Draws.Select(draw => draw.Sum())], level);

    /// <summary>Share of the draws in which one predictor has more than another.</summary>
    internal double Reproducibility(int i, int j) => Draws.Count(draw => draw[i] > draw[j]) / (double)Draws.Length;
}
