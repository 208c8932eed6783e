namespace CoProduction.Analysis;

/// <summary>
/// Variance of q linear statistics of a stratified sample of units, drawn with replacement within strata or without it from a finite population:
/// Σ_h (1 - n_h/N_h) n_h/(n_h - 1) Σ_i (z_hi - z̄_h)(z_hi - z̄_h)', z summed over unit i of stratum h. Särndal, Swensson and Wretman (1992), section 4.2 (ultimate clusters). Equals R's <c>survey::svyrecvar</c> at one stage.
/// </summary>
internal static class DesignVariance
{
    /// <summary>Below this share of the population a stratum was taken whole, as in R.</summary>
    private const double Exhausted = 1e-7;

    /// <param name="sample">The units of the sample.</param>
    /// <param name="units">Units that have values; the others of their strata count as zero.</param>
    /// <param name="z">Units × q values, row-major.</param>
    /// <param name="q">Number of statistics.</param>
    /// <param name="lonely">What a stratum of one unit adds.</param>
    /// <returns>q × q, row-major.</returns>
    /// <exception cref="StudyException">A stratum has one unit and the policy is to fail, or no stratum has two and the policy is to average.</exception>
    internal static double[] Of(SampleUnits sample, int[] units, double[] z, int q, LonelyPolicy lonely)
    {
        double[] variance = new double[q * q];
        int strata = 0, averaged = 0;
        foreach (var stratum in Enumerable.Range(0, units.Length).GroupBy(i => sample.StratumOf[units[i]]))
        {
            var (n, f) = (sample.Strata[stratum.Key].Units, sample.Strata[stratum.Key].Remaining);
            strata++;
            if (f < Exhausted) continue;
            if (n > 1) Add(variance, [.. stratum], z, q, n, f);
            else if (lonely == LonelyPolicy.Fail) throw new StudyException(SurveyFaults.LonelyUnit(sample, stratum.Key));
            else if (lonely == LonelyPolicy.Adjust) AddOuter(variance, z.AsSpan(stratum.First() * q, q), f);
            else if (lonely == LonelyPolicy.Average) averaged++;
        }
        if (averaged == 0) return variance;
        if (averaged == strata) throw new StudyException(SurveyFaults.OnlyLonelyUnits());
        for (int i = 0; i < variance.Length; i++) variance[i] *= (double)strata / (strata - averaged);
        return variance;
    }

    private static void Add(double[] variance, int[] rows, double[] z, int q, int n, double f)
    {
        double[] mean = new double[q], centred = new double[q];
        foreach (int i in rows)
            for (int j = 0; j < q; j++) mean[j] += z[i * q + j] / n;
        double scale = f * n / (n - 1.0);
        foreach (int i in rows)
        {
            for (int j = 0; j < q; j++) centred[j] = z[i * q + j] - mean[j];
            AddOuter(variance, centred, scale);
        }
        AddOuter(variance, mean, scale * (n - rows.Length));
    }

    private static void AddOuter(double[] into, ReadOnlySpan<double> z, double scale)
    {
        for (int a = 0; a < z.Length; a++)
            for (int b = 0; b < z.Length; b++) into[a * z.Length + b] += scale * (z[a] * z[b]);
    }
}
