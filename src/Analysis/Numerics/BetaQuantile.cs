namespace CoProduction.Analysis;

/// <summary>Quantiles of the beta distribution.</summary>
internal static class BetaQuantile
{
    /// <summary>The x with I_x(a, b) = probability, by Newton steps kept inside a bracket.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="a">Shape, ≥ 0; 0 puts all mass at 0.</param>
    /// <param name="b">Shape, ≥ 0; 0 puts all mass at 1.</param>
    internal static double Of(double probability, double a, double b)
    {
        if (a <= 0) return 0;
        if (b <= 0) return 1;
        double low = 0, high = 1, x = a / (a + b);
        for (int step = 0; step < 400; step++)
        {
            double miss = IncompleteBeta.Lower(a, b, x, 1 - x) - probability;
            if (miss > 0) high = x; else low = x;
            double next = x - miss * x * (1 - x) / IncompleteBeta.Factor(a, b, x, 1 - x);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-16 * x) return next;
            x = next;
        }
        return x;
    }
}
