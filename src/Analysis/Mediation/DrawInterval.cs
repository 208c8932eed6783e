namespace CoProduction.Analysis;

/// <summary>Bounds of an interval taken from sorted draws.</summary>
internal static class DrawInterval
{
    /// <summary>The α/2 and 1 - α/2 quantiles of the draws.</summary>
    internal static (double Low, double High) Percentile(double[] sorted, double level) => (Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));

    /// <summary>
    /// The bias-corrected and accelerated interval; Efron (1987), eq. 6.8. Null when every draw lies on one side of the estimate: its bias cannot be judged then.
    /// </summary>
    internal static (double Low, double High)? Bca(double[] sorted, double estimate, double acceleration, double level)
    {
        double below = sorted.Count(value => value < estimate) / (double)sorted.Length;
        if (below is <= 0 or >= 1) return null;
        double bias = Normal.Quantile(below);
        double At(double tail)
        {
            double z = bias + Normal.Quantile(tail);
            return Normal.Lower(bias + z / (1 - acceleration * z));
        }
        return (Quantile(sorted, At((1 - level) / 2)), Quantile(sorted, At((1 + level) / 2)));
    }

    /// <summary>The quantile of R + 1 parts, between two draws by the normal distribution's quantiles; Davison and Hinkley (1997), eq. 5.8. The first and last draw are the utmost.</summary>
    internal static double Quantile(double[] sorted, double probability)
    {
        int draws = sorted.Length;
        double place = (draws + 1) * probability;
        int k = (int)Math.Clamp(Math.Floor(place), 0, draws);
        if (k == 0) return sorted[0];
        if (k == draws) return sorted[^1];
        if (k == place) return sorted[k - 1];
        double z = Normal.Quantile(probability), low = Normal.Quantile(k / (draws + 1.0)), high = Normal.Quantile((k + 1) / (draws + 1.0));
        return sorted[k - 1] + (z - low) / (high - low) * (sorted[k] - sorted[k - 1]);
    }
}
