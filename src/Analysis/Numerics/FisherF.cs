namespace CoProduction.Analysis;

/// <summary>Fisher's F distribution.</summary>
internal static class FisherF
{
    /// <summary>P(F &gt; f), 0..1; relative accuracy holds in the far tail.</summary>
    /// <param name="f">Statistic, ≥ 0.</param>
    /// <param name="df1">Degrees of freedom of the numerator, &gt; 0.</param>
    /// <param name="df2">Degrees of freedom of the denominator, &gt; 0.</param>
    internal static double Upper(double f, double df1, double df2)
    {
        double scaled = df1 * f;
        return double.IsInfinity(scaled) ? 0 : IncompleteBeta.Lower(df2 / 2, df1 / 2, df2 / (df2 + scaled), scaled / (df2 + scaled));
    }
}
