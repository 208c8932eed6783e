using System.Buffers;
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
        int[] pooled = ArrayPool<int>.Shared.Rent(y.Length), members = ArrayPool<int>.Shared.Rent(y.Length);
        try
        {
            var rows = Usable(y, w, pooled);
            var sizes = Sizes(rows, units, strata);
            int df = sizes.Sum() - sizes.Count(size => size > 0);
            int[] ends = Members(rows, domains, count, members);
            var scratch = new double[strata.Length];
            var means = ImmutableArray.CreateBuilder<DesignMean>(count);
            for (int domain = 0, start = 0; domain < count; start = ends[domain++])
                means.Add(start == ends[domain] ? new DesignMean(null, null, 0, 0, 0) : Mean(y, w, units, strata, members.AsSpan(start..ends[domain]), sizes, df, scratch));
            return means.MoveToImmutable();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(pooled);
            ArrayPool<int>.Shared.Return(members);
        }
    }

    private static ReadOnlySpan<int> Usable(double[] y, double[] w, int[] rows)
    {
        int count = 0;
        for (int i = 0; i < y.Length; i++) if (!double.IsNaN(y[i]) && w[i] > 0) rows[count++] = i;
        return rows.AsSpan(0, count);
    }

    /// <summary>The rows of each domain one after the other, in their order; returns where each domain's end.</summary>
    private static int[] Members(ReadOnlySpan<int> rows, int[] domains, int count, int[] members)
    {
        var starts = new int[count + 1];
        foreach (int i in rows) if (domains[i] >= 0) starts[domains[i] + 1]++;
        for (int domain = 0; domain < count; domain++) starts[domain + 1] += starts[domain];
        foreach (int i in rows) if (domains[i] >= 0) members[starts[domains[i]]++] = i;
        return starts;
    }

    private static int[] Sizes(ReadOnlySpan<int> rows, int[] units, int[] strata)
    {
        var present = new bool[strata.Length];
        foreach (int i in rows) present[units[i]] = true;
        var sizes = new int[strata.Length == 0 ? 0 : strata.Max() + 1];
        for (int unit = 0; unit < strata.Length; unit++) if (present[unit]) sizes[strata[unit]]++;
        return sizes;
    }

    private static DesignMean Mean(double[] y, double[] w, int[] units, int[] strata, ReadOnlySpan<int> rows, int[] sizes, int df, double[] z)
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
        return new DesignMean(mean, df < 1 ? null : Math.Sqrt(variance), df, rows.Length, touched.Count);
    }

    // Units of the stratum outside the domain have z = 0: they count, and add nothing to the sums.
    private static double Variance(double sum, double squares, int units) => units == 1 ? squares : units / (units - 1.0) * (squares - sum * sum / units);
}
