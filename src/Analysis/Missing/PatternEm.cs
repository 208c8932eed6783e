namespace CoProduction.Analysis;

/// <summary>How a search by EM ended.</summary>
internal enum EmEnd { Converged, Singular, OutOfSteps }

/// <summary>Means and covariance (divisor n) of a multivariate normal by maximum likelihood.</summary>
internal sealed record EmEstimate(EmEnd End, double[] Means, double[] Covariance, int Steps);

/// <summary>
/// Expectation and maximisation for a multivariate normal from the moments of the patterns: a step costs patterns, not rows. Little and Rubin, Statistical Analysis with Missing Data (3rd ed.), section 11.2.
/// It serves Little's test and the saturated model of full information maximum likelihood.
/// </summary>
internal static class PatternEm
{
    internal const int MostSteps = 10_000;

    // In standard deviations: a further step would change no printed digit. Means far from 0 leave rounding above it; then the steps end when they no longer shrink.
    private const double Standstill = 1e-12, Rounding = 1e-10;

    // Variance of a variable that the others leave, of its own: below, they determine it to ten digits.
    private const double SmallestShare = 1e-10;

    internal static EmEstimate Of(PatternSet patterns)
    {
        int p = patterns.P;
        var (means, s) = Start(patterns);
        double[] inverse = new double[p * p], work = new double[p * p];
        double before = double.PositiveInfinity;
        for (int step = 1; step <= MostSteps; step++)
        {
            if (!PositiveDefinite.TryInvert(s, p, inverse, work, out double logDeterminant) || IsSingular(s, inverse, p)) return new EmEstimate(EmEnd.Singular, means, s, step);
            patterns.Expect(inverse, logDeterminant, means);
            double change = Move(patterns, means, s);
            if (change < Standstill || (change < Rounding && change >= before)) return new EmEstimate(EmEnd.Converged, means, s, step);
            before = change;
        }
        return new EmEstimate(EmEnd.OutOfSteps, means, s, MostSteps);
    }

    /// <summary>-2 log-likelihood a row less the constant; NaN where the covariance is singular.</summary>
    internal static double Value(PatternSet patterns, double[] means, double[] covariance)
    {
        int p = patterns.P;
        double[] inverse = new double[p * p], work = new double[p * p];
        return PositiveDefinite.TryInvert(covariance, p, inverse, work, out double logDeterminant) ? patterns.Expect(inverse, logDeterminant, means) : double.NaN;
    }

    private static bool IsSingular(double[] s, double[] inverse, int p)
    {
        for (int i = 0; i < p; i++) if (s[i * p + i] * inverse[i * p + i] * SmallestShare > 1) return true;
        return false;
    }

    // Expected products are about the old means.
    private static double Move(PatternSet patterns, double[] means, double[] s)
    {
        int p = patterns.P;
        double change = 0;
        double[] scale = [.. Enumerable.Range(0, p).Select(i => Math.Sqrt(s[i * p + i]))];
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < p; j++)
            {
                double next = patterns.Products[i * p + j] - patterns.Deviation[i] * patterns.Deviation[j];
                change = Math.Max(change, Math.Abs(next - s[i * p + j]) / (scale[i] * scale[j]));
                s[i * p + j] = next;
            }
            means[i] += patterns.Deviation[i];
            change = Math.Max(change, Math.Abs(patterns.Deviation[i]) / scale[i]);
        }
        return change;
    }

    // Means and variances of the answers there are.
    private static (double[] Means, double[] S) Start(PatternSet patterns)
    {
        int p = patterns.P;
        double[] means = new double[p], s = new double[p * p], rows = new double[p];
        foreach (var pattern in patterns.Patterns)
            for (int i = 0; i < pattern.Present.Length; i++)
            {
                rows[pattern.Present[i]] += pattern.Rows;
                means[pattern.Present[i]] += pattern.Rows * pattern.Mean[i];
            }
        for (int i = 0; i < p; i++) means[i] /= Math.Max(1, rows[i]);
        foreach (var pattern in patterns.Patterns)
            for (int i = 0; i < pattern.Present.Length; i++)
            {
                int at = pattern.Present[i];
                double gap = pattern.Mean[i] - means[at], own = pattern.Products.Length == 0 ? 0 : pattern.Products[i * pattern.Present.Length + i];
                s[at * p + at] += (own + pattern.Rows * gap * gap) / Math.Max(1, rows[at]);
            }
        return (means, s);
    }
}
