using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Weighted means with linearised standard errors; see <see cref="DesignVariance"/>.</summary>
internal static class DesignMeans
{
    /// <summary>
    /// Mean of y with weights w: the variance is that of z = w (y - mean) / Σw, summed over primary sampling units. A stratum with one unit is centred on the mean of all units, which is 0.
    /// Units and strata without an answer do not count.
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
        var byStratum = rows.GroupBy(i => strata[i], StringComparer.Ordinal).OrderBy(stratum => stratum.Key, StringComparer.Ordinal)
            .Select(stratum => stratum.GroupBy(i => units[i], StringComparer.Ordinal).OrderBy(unit => unit.Key, StringComparer.Ordinal).ToArray()).ToArray();
        ImmutableArray<int> stratumOf = [.. byStratum.SelectMany((stratum, h) => Enumerable.Repeat(h, stratum.Length))];
        var sample = new SampleUnits(new SampleDesign(), [.. byStratum.Select(stratum => new SampleStratum("", stratum.Length, null))], [], stratumOf, default, y.Length, 0);
        double[] z = [.. byStratum.SelectMany(stratum => stratum).Select(unit => unit.Sum(i => w[i] * (y[i] - mean) / sum))];
        double[] variance = DesignVariance.Of(sample, [.. Enumerable.Range(0, z.Length)], z, 1, LonelyPolicy.Adjust);
        return new DesignMean(mean, sample.Df < 1 ? null : Math.Sqrt(variance[0]), sample.Df, rows.Length, sample.Count);
    }
}
