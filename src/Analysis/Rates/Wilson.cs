namespace CoProduction.Analysis;

/// <summary>The score interval of a proportion, Wilson (1927), J. Am. Stat. Assoc. 22: 209-212; equals R's <c>prop.test(correct = FALSE)</c>.</summary>
internal static class Wilson
{
    /// <summary>Lower and upper bound, in 0..1.</summary>
    /// <param name="p">Proportion, in 0..1.</param>
    /// <param name="n">Number of people, or effective number under weights; above 0.</param>
    /// <param name="level">Level, strictly between 0 and 1.</param>
    public static (double Low, double High) Interval(double p, double n, double level)
    {
        double z = Normal.Critical(1 - level), z2 = z * z;
        double centre = p + z2 / (2 * n), half = z * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n)), scale = 1 + z2 / n;
        // At 0 and 1 one bound is the proportion itself; the difference of two like terms would leave rounding there.
        return (p <= 0 ? 0 : Math.Max(0, (centre - half) / scale), p >= 1 ? 1 : Math.Min(1, (centre + half) / scale));
    }
}
