namespace CoProduction.Analysis;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>P(Z &gt; z); relative accuracy holds in the far tail.</summary>
    internal static double Upper(double z) => z < 0 ? 1 - Upper(-z) : 0.5 * IncompleteGamma.Upper(0.5, z * z / 2);

    /// <summary>P(Z ≤ z).</summary>
    internal static double Lower(double z) => Upper(-z);

    /// <summary>P(Z &gt; z) to an absolute error of 1e-15, many times as fast as <see cref="Upper"/>: for the millions of chances of a simulation. Hart (1968), algorithm 5666, in the form of West (2005), Wilmott Magazine: 70-76.</summary>
    internal static double Quick(double z)
    {
        if (z < 0) return 1 - Quick(-z);
        if (z > 7) return Upper(z);
        double above = ((((((3.52624965998911E-02 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z) + 220.206867912376;
        double below = (((((((8.83883476483184E-02 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z) + 440.413735824752;
        return Math.Exp(-z * z / 2) * above / below;
    }

    /// <summary>P(|Z| &gt; |z|), 0..1.</summary>
    internal static double TwoSided(double z) => IncompleteGamma.Upper(0.5, z * z / 2);

    /// <summary>The density at z.</summary>
    internal static double Density(double z) => Math.Exp(-z * z / 2 - LogSqrtTwoPi);

    /// <summary>The z with P(Z ≤ z) = <paramref name="probability"/>, by Newton steps on the logarithm of the smaller tail.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    internal static double Quantile(double probability)
    {
        if (probability > 0.5) return -Quantile(1 - probability);
        double target = Math.Log(probability), z = probability == 0.5 ? 0 : Math.Sqrt(Math.Max(0, -2 * (target + Math.Log(2))));
        for (int step = 0; step < 200; step++)
        {
            double tail = Upper(z), change = (Math.Log(tail) - target) * tail / Density(z);
            z += change;
            if (Math.Abs(change) <= 1e-15 * Math.Max(1, Math.Abs(z))) break;
        }
        return -z;
    }

    /// <summary>The z with P(|Z| &gt; z) = <paramref name="tail"/>.</summary>
    internal static double Critical(double tail) => -Quantile(tail / 2);
}
