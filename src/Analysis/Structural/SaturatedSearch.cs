namespace CoProduction.Analysis;

/// <summary>Means and covariances of the saturated model from rows with missing answers, by expectation and maximisation. Little and Rubin (2002), section 11.2.</summary>
internal static class SaturatedSearch
{
    private const int MostSteps = 5000;
    private const double Tolerance = 1e-11;

    /// <exception cref="StudyException">The covariances become singular, or the steps do not end.</exception>
    internal static GroupMoments Of(PatternSet patterns, string group)
    {
        int p = patterns.P;
        var (mean, s) = Start(patterns);
        double[] inverse = new double[p * p], work = new double[p * p];
        for (int step = 0; step < MostSteps; step++)
        {
            if (!PositiveDefinite.TryInvert(s, p, inverse, work, out double logDeterminant)) throw new StudyException(StructuralFaults.SingularMissing(group));
            patterns.Expect(inverse, logDeterminant, mean);
            double change = Move(patterns, mean, s);
            if (change < Tolerance) return new GroupMoments(patterns.Rows, mean, s) { Patterns = patterns };
        }
        throw new StudyException(StructuralFaults.SaturatedNotConverged(group, MostSteps));
    }

    /// <summary>-2 log-likelihood a row less the constant.</summary>
    internal static double Value(PatternSet patterns, GroupMoments moments)
    {
        int p = patterns.P;
        double[] inverse = new double[p * p], work = new double[p * p];
        PositiveDefinite.TryInvert(moments.S, p, inverse, work, out double logDeterminant);
        return patterns.Expect(inverse, logDeterminant, moments.Mean);
    }

    // Expected products are about the old mean.
    private static double Move(PatternSet patterns, double[] mean, double[] s)
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
            mean[i] += patterns.Deviation[i];
            change = Math.Max(change, Math.Abs(patterns.Deviation[i]) / scale[i]);
        }
        return change;
    }

    // Means and variances of the answers there are.
    private static (double[] Mean, double[] S) Start(PatternSet patterns)
    {
        int p = patterns.P;
        double[] mean = new double[p], s = new double[p * p], rows = new double[p];
        foreach (var pattern in patterns.Patterns)
            for (int i = 0; i < pattern.Present.Length; i++)
            {
                rows[pattern.Present[i]] += pattern.Rows;
                mean[pattern.Present[i]] += pattern.Rows * pattern.Mean[i];
            }
        for (int i = 0; i < p; i++) mean[i] /= Math.Max(1, rows[i]);
        foreach (var pattern in patterns.Patterns)
            for (int i = 0; i < pattern.Present.Length; i++)
            {
                int at = pattern.Present[i];
                double gap = pattern.Mean[i] - mean[at], own = pattern.Products.Length == 0 ? 0 : pattern.Products[i * pattern.Present.Length + i];
                s[at * p + at] += (own + pattern.Rows * gap * gap) / Math.Max(1, rows[at]);
            }
        return (mean, s);
    }
}
