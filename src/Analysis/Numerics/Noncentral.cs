namespace CoProduction.Analysis;

/// <summary>Noncentral χ², F and t, and the noncentralities for which an observed statistic stands at a given probability: the ends of exact intervals of effect sizes (Steiger and Fouladi 1997).</summary>
internal static class Noncentral
{
    private const double Negligible = 1e-18;
    private const int Panels = 48;

    /// <summary>P(X ≤ x), X noncentral χ²: the Poisson mixture of central ones, summed outwards from its largest weight.</summary>
    internal static double ChiSquared(double x, double df, double noncentrality) =>
        Mixture(noncentrality / 2, j => IncompleteGamma.Lower(df / 2 + j, x / 2));

    /// <summary>P(F ≤ f), F noncentral in its numerator.</summary>
    internal static double F(double f, double df1, double df2, double noncentrality)
    {
        double x = df1 * f / (df1 * f + df2), rest = df2 / (df1 * f + df2);
        return Mixture(noncentrality / 2, j => IncompleteBeta.Lower(df1 / 2 + j, df2 / 2, x, rest));
    }

    /// <summary>P(T ≤ t) as the mean of Φ(t s - δ) over s = √(χ²/ν), by Gauss's rule on panels: right for any δ, where the series of AS 243 ends at 37.</summary>
    internal static double T(double t, double df, double noncentrality)
    {
        double spread = 1 / Math.Sqrt(2 * df), low = Math.Max(0, 1 - 12 * spread), high = 1 + 12 * spread + 12 / df;
        double constant = Math.Log(2) + df / 2 * Math.Log(df / 2) - IncompleteBeta.LogGamma(df / 2);
        return GaussPanels.Integral(s => Math.Exp(constant + (df - 1) * Math.Log(s) - df * s * s / 2) * Normal.Lower(t * s - noncentrality), low, high, Panels);
    }

    /// <summary>The noncentrality at which P(X ≤ x) of χ² is so large; 0 where even the central distribution gives less.</summary>
    internal static double OfChiSquared(double x, double df, double probability) => At(noncentrality => ChiSquared(x, df, noncentrality), probability, x);

    /// <summary>The noncentrality at which the distribution function of the observed statistic is so large; 0 where none is.</summary>
    /// <param name="lower">Distribution function by noncentrality, falling.</param>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="start">A first guess of the upper end.</param>
    internal static double At(Func<double, double> lower, double probability, double start)
    {
        if (lower(0) <= probability) return 0;
        double high = Math.Max(1, start);
        while (lower(high) > probability) high *= 2;
        return RootSearch.Of(noncentrality => lower(noncentrality) - probability, 0, high);
    }

    /// <summary>Noncentralities of a t statistic at both ends of an interval.</summary>
    internal static (double Low, double High) Ends(double t, double df, double level)
    {
        double reach = Math.Abs(t) / Math.Sqrt(2 * df) * 8 + 12, tail = (1 - level) / 2;
        double End(double probability) => RootSearch.Of(noncentrality => T(t, df, noncentrality) - probability, t - reach, t + reach);
        return (End(1 - tail), End(tail));
    }

    private static double Mixture(double mean, Func<double, double> part)
    {
        if (mean == 0) return part(0);
        double mode = Math.Floor(mean), top = Math.Exp(mode * Math.Log(mean) - mean - IncompleteBeta.LogGamma(mode + 1)), sum = 0;
        double weight = top;
        for (double j = mode; weight > Negligible; weight *= mean / ++j) sum += weight * part(j);
        weight = top;
        for (double j = mode; j > 0;)
        {
            weight *= j / mean;
            if (weight < Negligible) break;
            sum += weight * part(--j);
        }
        return Math.Min(1, sum);
    }
}
