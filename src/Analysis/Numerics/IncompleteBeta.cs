namespace CoProduction.Analysis;

/// <summary>
/// Regularised incomplete beta function I_x(a, b). Continued fraction of DLMF 8.17.22 by Lentz's method; the factor before it by Stirling's series with the
/// large terms cancelled on paper, since ln Γ of a large argument would lose the digits that the tail needs.
/// </summary>
internal static class IncompleteBeta
{
    private const int MaximumSteps = 100_000;
    private const double Tiny = 1e-300;
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double LargeEnough = 16;

    /// <summary>I_x(a, b).</summary>
    /// <param name="a">Shape, &gt; 0.</param>
    /// <param name="b">Shape, &gt; 0.</param>
    /// <param name="x">Argument, 0..1.</param>
    /// <param name="complement">1 - x, passed so that it can be exact where x is near 1.</param>
    internal static double Lower(double a, double b, double x, double complement)
    {
        if (x <= 0) return 0;
        if (complement <= 0) return 1;
        return x <= (a + 1) / (a + b + 2)
            ? Factor(a, b, x, complement) / Fraction(a, b, x, complement)
            : 1 - Factor(b, a, complement, x) / Fraction(b, a, complement, x);
    }

    /// <summary>x^a (1-x)^b / B(a, b).</summary>
    internal static double Factor(double a, double b, double x, double complement)
    {
        if (a < LargeEnough && b < LargeEnough) return Math.Exp(a * Log(x, complement) + b * Log(complement, x) - LogBetaSmall(a, b));
        return a >= b ? FactorLarge(a, b, x, complement) : FactorLarge(b, a, complement, x);
    }

    // a is the larger shape. Γ(a)/Γ(a+b) = exp(-(a+b-1/2) ln(1+b/a) - b ln a + b + δ(a) - δ(a+b)).
    private static double FactorLarge(double a, double b, double x, double complement)
    {
        if (b >= LargeEnough) return FactorBothLarge(a, b, x, complement);
        double ratio = (a + b - 0.5) * LogOnePlus(b / a) + b * Math.Log(a) - b - StirlingError(a) + StirlingError(a + b);
        return Math.Exp(a * Log(x, complement) + b * Log(complement, x) + ratio - LogGamma(b));
    }

    // Around the mean both logarithms are small: x = x0 (1 + e) with x0 = a/(a+b).
    private static double FactorBothLarge(double a, double b, double x, double complement)
    {
        double sum = a + b;
        double gap = x - a / sum;
        if (x > 0.5) gap = b / sum - complement;
        double exponent = a * Log1PlusNear(gap * sum / a, x * sum / a) + b * Log1PlusNear(-gap * sum / b, complement * sum / b);
        double delta = StirlingError(a) + StirlingError(b) - StirlingError(sum);
        return Math.Exp(exponent - delta - HalfLogTwoPi + 0.5 * (Math.Log(a) + Math.Log(b) - Math.Log(sum)));
    }

    private static double Log1PlusNear(double excess, double ratio) => Math.Abs(excess) < 0.5 ? LogOnePlus(excess) : Math.Log(ratio);

    private static double Log(double x, double complement) => complement < 0.5 ? LogOnePlus(-complement) : Math.Log(x);

    /// <summary>ln(1 + u) without loss for small u: Kahan's correction of Math.Log.</summary>
    internal static double LogOnePlus(double u)
    {
        double w = 1 + u;
        return w == 1 ? u : Math.Abs(u) < 1e-4 ? u * (1 - u * (0.5 - u * (1.0 / 3 - u * (0.25 - u * 0.2)))) : Math.Log(w) * (u / (w - 1));
    }

    private static double LogBetaSmall(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>ln Γ(a), a &gt; 0: shifted upwards until Stirling's series holds to the last digit.</summary>
    internal static double LogGamma(double a)
    {
        double product = 1;
        for (; a < LargeEnough; a++) product *= a;
        return (a - 0.5) * Math.Log(a) - a + HalfLogTwoPi + StirlingError(a) - Math.Log(product);
    }

    // δ(a) = ln Γ(a) - [(a - 1/2) ln a - a + ln(2π)/2]; DLMF 5.11.1. At a ≥ 16 the first term left out is below 1e-18.
    private static double StirlingError(double a)
    {
        double q = 1 / (a * a);
        return (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q * (1.0 / 1188 - q * (691.0 / 360360 - q / 156)))))) / a;
    }

    // The even part of the fraction: its terms are written in the complement, because a - (a+b)x cancels when a is large and x near 1.
    private static double Fraction(double a, double b, double x, double complement)
    {
        double value = NotZero(Denominator(a, b, x, complement, 0));
        double c = value, d = 0;
        for (int m = 1; m <= MaximumSteps; m++)
        {
            double numerator = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / ((a + 2 * m - 1) * (a + 2 * m - 1));
            double denominator = Denominator(a, b, x, complement, m);
            d = 1 / NotZero(denominator + numerator * d);
            c = NotZero(denominator + numerator / c);
            value *= c * d;
            if (Math.Abs(c * d - 1) <= 2e-16) return value;
        }
        throw new StudyException(LinearFaults.BetaNotConverged(a, b, x));
    }

    private static double Denominator(double a, double b, double x, double complement, int m) =>
        m + (m == 0 ? 0 : m * (b - m) * x / (a + 2 * m - 1)) + (a + m) * (a * complement - b * x + 1 + m * (1 + complement)) / (a + 2 * m + 1);

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
