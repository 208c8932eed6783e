namespace CoProduction.Analysis;

/// <summary>
/// Regularised incomplete gamma functions P(a, x) and Q(a, x): series of DLMF 8.7.1 below a + 1, continued fraction of DLMF 8.9.2 by Lentz's method above.
/// The factor before both is formed around its maximum, so that large arguments keep their digits.
/// </summary>
internal static class IncompleteGamma
{
    private const int MaximumSteps = 1_000_000;
    private const double Tiny = 1e-300;
    private const double LargeEnough = 16;

    /// <summary>Q(a, x) = P(Gamma(a) &gt; x); relative accuracy holds in the far tail.</summary>
    /// <param name="a">Shape, &gt; 0.</param>
    /// <param name="x">Argument, ≥ 0.</param>
    internal static double Upper(double a, double x) => x <= 0 ? 1 : double.IsPositiveInfinity(x) ? 0 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    /// <summary>P(a, x) = P(Gamma(a) ≤ x); relative accuracy holds near 0.</summary>
    internal static double Lower(double a, double x) => x <= 0 ? 0 : double.IsPositiveInfinity(x) ? 1 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    // x^a e^-x / Γ(a). For large a around the maximum: e^{-a (r - ln(1+r))} √(a/2π) e^{-δ(a)} with r = x/a - 1.
    private static double Factor(double a, double x)
    {
        if (a < LargeEnough) return Math.Exp(a * Math.Log(x) - x - IncompleteBeta.LogGamma(a));
        double r = (x - a) / a;
        double stirling = IncompleteBeta.LogGamma(a) - ((a - 0.5) * Math.Log(a) - a + 0.5 * Math.Log(2 * Math.PI));
        double exponent = Math.Abs(r) < 0.1 ? -a * RemainderOfLog(r) : -a * (r - Math.Log(x / a));
        return Math.Exp(exponent - stirling) * Math.Sqrt(a / (2 * Math.PI));
    }

    // r - ln(1 + r) by its series, where the difference would cancel.
    private static double RemainderOfLog(double r)
    {
        double power = r * r, sum = 0;
        for (int k = 2; k < 200; k++, power *= -r)
        {
            double step = power / k;
            sum += step;
            if (Math.Abs(step) <= 1e-17 * Math.Abs(sum)) break;
        }
        return sum;
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MaximumSteps; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term <= 1e-17 * sum) return Factor(a, x) * sum;
        }
        throw new StudyException(LinearFaults.GammaNotConverged(a, x));
    }

    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, value = d;
        for (int n = 1; n < MaximumSteps; n++)
        {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero(numerator * d + b);
            c = NotZero(b + numerator / c);
            value *= c * d;
            if (Math.Abs(c * d - 1) <= 2e-16) return Factor(a, x) * value;
        }
        throw new StudyException(LinearFaults.GammaNotConverged(a, x));
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
