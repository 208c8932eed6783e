namespace CoProduction.Analysis;

/// <summary>Weighted means with linearised standard errors.</summary>
internal static class DesignMeans
{
    /// <summary>
    /// Mean of y with weights w: with z = w (y - mean) / Σw, the variance is Σ_h n_h/(n_h-1) Σ_i (z_hi - z̄_h)², z summed over primary sampling unit i of stratum h.
    /// A stratum with one unit is centred on the mean of all units.
    /// </summary>
    /// <param name="y">N values, NaN where missing.</param>
    /// <param name="w">N weights, NaN where missing.</param>
    /// <param name="strata">Stratum of each row.</param>
    /// <param name="units">Primary sampling unit of each row.</param>
    public static DesignMean Of(double[] y, double[] w, string[] strata, string[] units)
    {
        int[] rows = [.. Enumerable.Range(0, y.Length).Where(i => !double.IsNaN(y[i]) && w[i] > 0)];
        if (rows.Length == 0) return new DesignMean(null, null, 0, 0, 0);
        double sum = rows.Sum(i => w[i]), mean = rows.Sum(i => w[i] * y[i]) / sum;
        var z = new SortedDictionary<string, SortedDictionary<string, double>>(StringComparer.Ordinal);
        foreach (int i in rows)
        {
            if (!z.TryGetValue(strata[i], out var stratum)) z[strata[i]] = stratum = new(StringComparer.Ordinal);
            stratum[units[i]] = stratum.GetValueOrDefault(units[i]) + w[i] * (y[i] - mean) / sum;
        }
        int count = z.Values.Sum(stratum => stratum.Count), df = count - z.Count;
        return new DesignMean(mean, df < 1 ? null : Math.Sqrt(Variance(z, count)), df, rows.Length, count);
    }

    private static double Variance(SortedDictionary<string, SortedDictionary<string, double>> z, int count)
    {
        double overall = z.Values.Sum(stratum => stratum.Values.Sum()) / count;
        return z.Values.Sum(stratum =>
        {
            int n = stratum.Count;
            double centre = n == 1 ? overall : stratum.Values.Sum() / n;
            return stratum.Values.Sum(total => (total - centre) * (total - centre)) * (n == 1 ? 1 : n / (n - 1.0));
        });
    }
}
