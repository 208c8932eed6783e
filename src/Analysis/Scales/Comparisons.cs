namespace CoProduction.Analysis;

/// <summary>Intervals of the largest of several differences.</summary>
public static class Comparisons
{
    /// <summary>How many times wider than a single 95 % interval one of m intervals must be for all of them to hold together at 95 % (Bonferroni; normal quantiles).</summary>
    /// <param name="comparisons">Number of differences compared, m, at least 1.</param>
    public static double Widening(int comparisons) => Normal.Critical(0.05 / Math.Max(1, comparisons)) / Normal.Critical(0.05);
}
