namespace CoProduction.Analysis;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>P(|T| &gt; |t|), 0..1; relative accuracy holds in the far tail.</summary>
    /// <param name="t">Statistic.</param>
    /// <param name="df">Degrees of freedom, &gt; 0; need not be whole.</param>
    internal static double TwoSided(double t, double df)
    {
        double square = t * t;
        return double.IsInfinity(square) ? 0 : IncompleteBeta.Lower(df / 2, 0.5, df / (df + square), square / (df + square));
    }

    /// <summary>The t with P(|T| &gt; t) = <paramref name="tail"/>, by Newton steps in ln t on the logarithm of the tail, kept inside a bracket.</summary>
    /// <param name="tail">Probability in both tails together, strictly between 0 and 1.</param>
    /// <param name="df">Degrees of freedom, &gt; 0.</param>
    internal static double Critical(double tail, double df)
    {
        double low = -700, high = 300, u = 0;
        for (int step = 0; step < 400; step++)
        {
            double t = Math.Exp(u), miss = Math.Log(TwoSided(t, df)) - Math.Log(tail);
            if (miss > 0) low = u; else high = u;
            double next = u + miss * Math.Exp(Math.Log(TwoSided(t, df)) - u - Math.Log(2 * Density(t, df)));
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - u) <= 1e-16 * Math.Max(1, Math.Abs(u))) return Math.Exp(next);
            u = next;
        }
        return Math.Exp(u);
    }

    // f(t) = y^a (1-y)^(1/2) / B(a, 1/2) / t with y = df/(df + t²), a = df/2.
    private static double Density(double t, double df)
    {
        double square = t * t;
        return IncompleteBeta.Factor(df / 2, 0.5, df / (df + square), square / (df + square)) / t;
    }
}
