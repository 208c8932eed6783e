namespace CoProduction.Analysis;

/// <summary>The chi-squared distribution.</summary>
internal static class ChiSquared
{
    /// <summary>P(X &gt; x), 0..1; relative accuracy holds in the far tail.</summary>
    /// <param name="x">Statistic, ≥ 0.</param>
    /// <param name="df">Degrees of freedom, &gt; 0; need not be whole.</param>
    internal static double Upper(double x, double df) => IncompleteGamma.Upper(df / 2, x / 2);
}
