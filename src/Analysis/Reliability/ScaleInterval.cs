namespace CoProduction.Analysis;

/// <summary>Bounds of a coefficient of reliability from its bootstrap draws.</summary>
internal static class ScaleInterval
{
    /// <summary>Percentiles of the draws, R's type 7; see <see cref="ReliabilityInterval.Percentile"/>.</summary>
    /// <param name="draws">The coefficient in each draw, at least 2.</param>
    /// <param name="level">Level of the interval.</param>
    internal static (double Low, double High) Percentile(List<double> draws, double level)
    {
        double[] sorted = [.. draws.Order()];
        return (Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>The interval of <see cref="ReliabilityInterval.TOfLog"/>.</summary>
    /// <param name="estimate">The coefficient of the whole sample, below 1.</param>
    /// <param name="draws">The coefficient in each draw, at least 2, all below 1.</param>
    /// <param name="units">G, the units drawn each time, at least 2.</param>
    /// <param name="level">Level of the interval.</param>
    internal static (double Low, double High) TOfLog(double estimate, List<double> draws, int units, double level)
    {
        double spread = StdDev([.. draws.Select(draw => Math.Log(1 - draw))]) * Math.Sqrt(units / (units - 1.0));
        double factor = Math.Exp(StudentT.Critical(1 - level, units - 1) * spread);
        return (1 - (1 - estimate) * factor, 1 - (1 - estimate) / factor);
    }

    /// <summary>Standard deviation, divisor n - 1.</summary>
    internal static double StdDev(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static double Quantile(double[] sorted, double probability)
    {
        double at = (sorted.Length - 1) * probability;
        int below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
