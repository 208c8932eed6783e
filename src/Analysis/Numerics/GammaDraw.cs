namespace CoProduction.Analysis;

/// <summary>Draws of gamma and chi-squared variates by the squeeze of Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26: 363-372.</summary>
internal static class GammaDraw
{
    /// <summary>A chi-squared variate.</summary>
    /// <param name="random">Stream.</param>
    /// <param name="df">Degrees of freedom, at least 1.</param>
    internal static double ChiSquared(RandomStream random, double df)
    {
        if (df == 1) return Math.Pow(random.Normal(), 2);
        return 2 * Gamma(random, df / 2);
    }

    // Shape at least 1.
    private static double Gamma(RandomStream random, double shape)
    {
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal(), v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            double u = random.Uniform();
            if (u < 1 - 0.0331 * x * x * x * x || Math.Log(u) < 0.5 * x * x + d * (1 - v + Math.Log(v))) return d * v;
        }
    }
}
