using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Weighted means of parts of a sample (domains) with linearised standard errors by the whole sample's design: z = w (y - mean) / Σw inside the domain and 0 outside, summed over primary sampling
/// units within strata (Binder 1983; Lumley 2004, svyby). A stratum with one unit is centred on the mean of all units, which is 0. Units and strata without an answer do not count.
/// </summary>
public static class DomainMeans
{
    /// <summary>One mean a domain, by a design.</summary>
    /// <param name="y">N values, NaN where missing.</param>
    /// <param name="w">N weights, NaN where missing.</param>
    /// <param name="units">Primary sampling unit of each row, N, numbered from 0; a unit lies in one stratum.</param>
    /// <param name="strata">Stratum of each unit, numbered from 0.</param>
    /// <param name="domains">Domain of each row, N, in 0..k-1; negative for none.</param>
    /// <param name="count">Number of domains, k.</param>
    public static ImmutableArray<DesignMean> Of(double[] y, double[] w, int[] units, int[] strata, int[] domains, int count)
    {
        int[] rows = [.. Enumerable.Range(0, y.Length).Where(i => !double.IsNaN(y[i]) && w[i] > 0)];
        var sizes = Sizes(rows, units, strata);
        int df = sizes.Sum() - sizes.Count(size => size > 0);
        var of = new List<int>[count];
        foreach (int i in rows.Where(i => domains[i] >= 0)) (of[domains[i]] ??= []).Add(i);
        var scratch = new double[strata.Length];
        return [.. of.Select(members => members is null ? new DesignMean(null, null, 0, 0, 0) : Mean(y, w, units, strata, members, sizes, df, scratch))];
    }

    private static int[] Sizes(int[] rows, int[] units, int[] strata)
    {
        var present = new bool[strata.Length];
        foreach (int i in rows) present[units[i]] = true;
        var sizes = new int[strata.Length == 0 ? 0 : strata.Max() + 1];
        for (int unit = 0; unit < strata.Length; unit++) if (present[unit]) sizes[strata[unit]]++;
        return sizes;
    }

    private static DesignMean Mean(double[] y, double[] w, int[] units, int[] strata, List<int> rows, int[] sizes, int df, double[] z)
    {
        double sum = 0, total = 0;
        foreach (int i in rows) (sum, total) = (sum + w[i], total + w[i] * y[i]);
        double mean = total / sum;
        var touched = new SortedSet<int>();
        foreach (int i in rows)
        {
            touched.Add(units[i]);
            z[units[i]] += w[i] * (y[i] - mean) / sum;
        }
        double variance = touched.GroupBy(unit => strata[unit]).Sum(stratum => Variance(stratum.Sum(unit => z[unit]), stratum.Sum(unit => z[unit] * z[unit]), sizes[stratum.Key]));
        foreach (int unit in touched) z[unit] = 0;
        return new DesignMean(mean, df < 1 ? null : Math.Sqrt(variance), df, rows.Count, touched.Count);
    }

    // Units of the stratum outside the domain have z = 0: they count, and add nothing to the sums.
    private static double Variance(double sum, double squares, int units) => units == 1 ? squares : units / (units - 1.0) * (squares - sum * sum / units);
}
