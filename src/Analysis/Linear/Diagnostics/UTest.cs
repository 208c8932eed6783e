namespace CoProduction.Analysis;

/// <summary>
/// The test of a U (or an inverse U) of Lind and Mehlum (2010): with x and x² in the model the slope must have one sign at the low end of the data and the other at the high
/// end. The joint null is rejected at the level of the weaker of the two one-sided t tests; a quadratic term alone does not show a turn.
/// </summary>
/// <param name="Variable">x.</param>
/// <param name="Inverse">True for an inverse U: the coefficient of x² is negative.</param>
/// <param name="Low">Least value of x in the rows.</param>
/// <param name="High">Greatest value of x in the rows.</param>
/// <param name="LowSlope">Slope at the low end.</param>
/// <param name="HighSlope">Slope at the high end.</param>
/// <param name="LowError">Standard error of the slope at the low end, by the fit's covariance.</param>
/// <param name="HighError">Standard error of the slope at the high end.</param>
/// <param name="LowPValue">One-sided p value of the slope at the low end, 0..1.</param>
/// <param name="HighPValue">One-sided p value of the slope at the high end, 0..1.</param>
/// <param name="PValue">p value of the joint test: the larger of the two.</param>
/// <param name="Extremum">Where the curve turns: -b₁ / (2 b₂).</param>
/// <param name="FiellerLow">Lower bound of Fieller's interval of the turn; null when the interval is not bounded.</param>
/// <param name="FiellerHigh">Upper bound of Fieller's interval; null when it is not bounded.</param>
public sealed record UTest(
    string Variable, bool Inverse, double Low, double High, double LowSlope, double HighSlope, double LowError, double HighError, double LowPValue, double HighPValue, double PValue, double Extremum,
    double? FiellerLow, double? FiellerHigh)
{
    /// <summary>True when the turn lies within the data; else there is no U in them, whatever the p value.</summary>
    public bool Within => Extremum > Low && Extremum < High;

    /// <summary>Tests a fit that holds <c>x</c> and <c>I(x^2)</c>.</summary>
    /// <param name="fit">The fit; its wild bootstrap does not enter, its covariance does.</param>
    /// <param name="variable">x as the formula names it.</param>
    /// <param name="range">Least and greatest value of x in the rows of the fit, as <see cref="RangeAccumulator"/> finds them.</param>
    /// <exception cref="StudyException">The formula lacks x or I(x^2), or x does not vary.</exception>
    public static UTest Of(LinearFit fit, string variable, (double Low, double High) range)
    {
        int linear = fit.Terms.IndexOf(variable), square = fit.Terms.IndexOf($"I({variable}^2)");
        if (linear < 0 || square < 0) throw new StudyException(LinearFaults.NoQuadratic(variable, fit.Spec.Formula.Text));
        if (!(range.Low < range.High)) throw new StudyException(LinearFaults.NoSpread(variable));
        double b1 = fit.Coefficients[linear], b2 = fit.Coefficients[square];
        var (low, high) = (SlopeAt(fit, linear, square, range.Low), SlopeAt(fit, linear, square, range.High));
        int sign = b2 < 0 ? 1 : -1;
        double lowP = Upper(sign * low.Slope / low.Error, low.Df), highP = Upper(-sign * high.Slope / high.Error, high.Df);
        var (from, to) = Fieller(fit, linear, square, StudentT.Critical(1 - fit.Spec.Level, Math.Min(low.Df, high.Df)));
        return new UTest(variable, b2 < 0, range.Low, range.High, low.Slope, high.Slope, low.Error, high.Error, lowP, highP, Math.Max(lowP, highP), -b1 / (2 * b2), from, to);
    }

    private static (double Slope, double Error, double Df) SlopeAt(LinearFit fit, int linear, int square, double x)
    {
        double variance = fit.Vcov[linear, linear] + 4 * x * fit.Vcov[linear, square] + 4 * x * x * fit.Vcov[square, square];
        return (fit.Coefficients[linear] + 2 * x * fit.Coefficients[square], Math.Sqrt(Math.Max(0, variance)), Df(fit, linear, square, x));
    }

    // Under CR2 and CR3 a slope is a contrast with degrees of freedom of its own.
    private static double Df(LinearFit fit, int linear, int square, double x)
    {
        if (fit.Adjusted is null) return fit.DegreesOfFreedom;
        double[] contrast = fit.Solution.Whitened(linear);
        SmallMatrix.Add(contrast, 2 * x, fit.Solution.Whitened(square));
        return new Satterthwaite(fit.Adjusted).Of(contrast) ?? throw new StudyException(LinearFaults.NothingJudges(fit.Terms[linear]));
    }

    private static double Upper(double t, double df) => double.IsNaN(t) ? 1 : t > 0 ? StudentT.TwoSided(t, df) / 2 : 1 - StudentT.TwoSided(t, df) / 2;

    // (b₁ + 2 b₂ e)² ≤ t² Var: a quadratic inequality in e, bounded when b₂ differs from zero at the level.
    private static (double?, double?) Fieller(LinearFit fit, int linear, int square, double t)
    {
        double b1 = fit.Coefficients[linear], b2 = fit.Coefficients[square];
        double a = 4 * (b2 * b2 - t * t * fit.Vcov[square, square]), b = 4 * (b1 * b2 - t * t * fit.Vcov[linear, square]), c = b1 * b1 - t * t * fit.Vcov[linear, linear];
        double root = b * b - 4 * a * c;
        return a > 0 && root >= 0 ? ((-b - Math.Sqrt(root)) / (2 * a), (-b + Math.Sqrt(root)) / (2 * a)) : (null, null);
    }
}
