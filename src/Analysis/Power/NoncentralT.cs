namespace CoProduction.Analysis;

/// <summary>The noncentral t distribution: the series of Lenth (1989), algorithm AS 243.</summary>
internal static class NoncentralT
{
    /// <summary>Beyond this the series' first term is no number any more; the test then finds the effect for certain.</summary>
    internal const double LargestNoncentrality = 37;

    private const int MaximumTerms = 20_000;

    /// <summary>P(T ≤ t).</summary>
    /// <param name="t">Argument.</param>
    /// <param name="df">Degrees of freedom, &gt; 0.</param>
    /// <param name="noncentrality">δ, at most <see cref="LargestNoncentrality"/> in size.</param>
    internal static double Lower(double t, double df, double noncentrality) =>
        t >= 0 ? Math.Clamp(Positive(t, df, noncentrality), 0, 1) : Math.Clamp(1 - Positive(-t, df, -noncentrality), 0, 1);

    // Φ(-δ) + ½ Σ_j [p_j I_x(j + ½, ν/2) + q_j I_x(j + 1, ν/2)], x = t² / (t² + ν).
    private static double Positive(double t, double df, double delta)
    {
        double sum = Normal.Lower(-delta);
        if (t == 0) return sum;
        double square = t * t, x = square / (square + df), rest = df / (square + df), half = delta * delta / 2;
        double p = Math.Exp(-half), q = delta * Math.Exp(-half) * Math.Sqrt(2 / Math.PI), left = 1 - p;
        for (int j = 0; j < MaximumTerms; j++)
        {
            double even = IncompleteBeta.Lower(j + 0.5, df / 2, x, rest), odd = IncompleteBeta.Lower(j + 1, df / 2, x, rest);
            sum += (p * even + q * odd) / 2;
            if (j >= half && 2 * left * even < 1e-16) break;
            (p, q) = (p * half / (j + 1), q * half / (j + 1.5));
            left -= p;
        }
        return sum;
    }
}
