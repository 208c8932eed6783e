namespace CoProduction.Analysis;

/// <summary>The standard normal distribution of two variables with a correlation.</summary>
internal static class BivariateNormal
{
    private const double StraightUpTo = 0.9;
    private const int FewPanels = 4, ManyPanels = 24;

    /// <summary>P(X ≤ h, Y ≤ k): Φ(h)Φ(k) and the integral of the density over the correlation from 0 (Plackett 1954), its sine substituted (Drezner and Wesolowsky 1990), by Gauss's rule on panels.</summary>
    /// <param name="h">Limit; may be infinite.</param>
    /// <param name="k">Limit; may be infinite.</param>
    /// <param name="r">Correlation, strictly between -1 and 1.</param>
    internal static double Lower(double h, double k, double r)
    {
        if (double.IsNegativeInfinity(h) || double.IsNegativeInfinity(k)) return 0;
        if (double.IsPositiveInfinity(h)) return double.IsPositiveInfinity(k) ? 1 : Normal.Lower(k);
        if (double.IsPositiveInfinity(k)) return Normal.Lower(h);
        double squares = (h * h + k * k) / 2, product = h * k;
        double area = GaussPanels.Integral(angle =>
        {
            double sine = Math.Sin(angle), cosine = Math.Cos(angle);
            return Math.Exp((product * sine - squares) / (cosine * cosine));
        }, 0, Math.Asin(r), Math.Abs(r) <= StraightUpTo ? FewPanels : ManyPanels);
        return Math.Max(0, Normal.Lower(h) * Normal.Lower(k) + area / (2 * Math.PI));
    }

    /// <summary>The density, which is also the derivative of <see cref="Lower"/> by the correlation; 0 at infinite limits.</summary>
    internal static double Density(double h, double k, double r)
    {
        if (double.IsInfinity(h) || double.IsInfinity(k)) return 0;
        double rest = 1 - r * r;
        return Math.Exp(-(h * h - 2 * r * h * k + k * k) / (2 * rest)) / (2 * Math.PI * Math.Sqrt(rest));
    }
}
