namespace CoProduction.Analysis;

/// <summary>The noncentral chi-squared distribution, as a Poisson mixture of central ones. Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2 (1995), eq. 29.2.</summary>
internal static class NoncentralChiSquared
{
    /// <summary>P(X ≤ x).</summary>
    /// <param name="x">Statistic, ≥ 0.</param>
    /// <param name="df">Degrees of freedom, &gt; 0.</param>
    /// <param name="noncentrality">λ ≥ 0.</param>
    internal static double Lower(double x, double df, double noncentrality)
    {
        if (noncentrality <= 0) return 1 - ChiSquared.Upper(x, df);
        double half = noncentrality / 2;
        int mode = (int)Math.Floor(half);
        double sum = 0, first = Math.Exp(mode * Math.Log(half) - half - IncompleteBeta.LogGamma(mode + 1));
        double weight = first;
        for (int j = mode; weight > 1e-18 && j < mode + 100_000; j++, weight *= half / j) sum += weight * (1 - ChiSquared.Upper(x, df + 2 * j));
        weight = first * mode / half;
        for (int j = mode - 1; j >= 0 && weight > 1e-18; weight *= j / half, j--) sum += weight * (1 - ChiSquared.Upper(x, df + 2 * j));
        return Math.Min(1, sum);
    }

    /// <summary>The λ with P(X ≤ x) = <paramref name="probability"/>; 0 when even the central distribution gives less.</summary>
    internal static double Noncentrality(double x, double df, double probability)
    {
        if (Lower(x, df, 0) <= probability) return 0;
        double low = 0, high = Math.Max(x, 1);
        while (Lower(x, df, high) > probability) (low, high) = (high, 2 * high);
        for (int step = 0; step < 200 && high - low > 1e-13 * high; step++)
        {
            double middle = (low + high) / 2;
            if (Lower(x, df, middle) > probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
