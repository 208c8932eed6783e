using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Covariances of the k items of a scale, turned items turned, and what follows from them alone.</summary>
internal sealed class ItemMoments
{
    private readonly double[] _s;

    private ItemMoments(double[] s, int k)
    {
        (_s, K) = (s, k);
        Deviations = new double[k];
        for (int i = 0; i < k; i++)
        {
            Deviations[i] = Math.Sqrt(s[i * k + i]);
            Trace += s[i * k + i];
        }
        foreach (double value in s) Total += value;
    }

    /// <summary>Items.</summary>
    internal int K { get; }

    /// <summary>Sum of the items' variances.</summary>
    internal double Trace { get; }

    /// <summary>Variance of the sum of the items.</summary>
    internal double Total { get; }

    /// <summary>k standard deviations.</summary>
    internal double[] Deviations { get; }

    /// <summary>Covariance of two items.</summary>
    internal double this[int i, int j] => _s[i * K + j];

    /// <summary>k × k correlations, row-major.</summary>
    internal double[] Correlations()
    {
        var r = new double[K * K];
        for (int i = 0; i < K; i++)
            for (int j = 0; j < K; j++) r[i * K + j] = i == j ? 1 : _s[i * K + j] / (Deviations[i] * Deviations[j]);
        return r;
    }

    /// <param name="products">k × k centred cross-products.</param>
    /// <param name="divisor">What makes covariances of them.</param>
    /// <param name="reversed">For each item, whether it is turned round.</param>
    internal static ItemMoments Of(double[] products, double divisor, ImmutableArray<bool> reversed)
    {
        int k = reversed.Length;
        var s = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++) s[i * k + j] = (reversed[i] == reversed[j] ? 1 : -1) * products[i * k + j] / divisor;
        return new ItemMoments(s, k);
    }

    /// <summary>k/(k-1) · (1 - Σ item variances / variance of the sum), Cronbach (1951), eq. 2; null when the sum does not vary.</summary>
    internal double? Alpha => Total > 0 ? AlphaOf(K, Trace, Total) : null;

    /// <summary>Alpha of the correlations.</summary>
    internal double StandardisedAlpha => K * AverageCorrelation / (1 + (K - 1) * AverageCorrelation);

    /// <summary>Mean correlation of two items.</summary>
    internal double AverageCorrelation
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < K; i++)
                for (int j = 0; j < i; j++) sum += _s[i * K + j] / (Deviations[i] * Deviations[j]);
            return sum / (K * (K - 1) / 2.0);
        }
    }

    /// <summary>Guttman's (1945) λ6 of the correlations: 1 - Σ(1 - smc) / ΣR.</summary>
    internal double Lambda6(double[] r) => 1 - SquaredMultipleCorrelations.Of(r, K).Sum(share => 1 - share) / r.Sum();

    /// <summary>Correlation of an item with the sum of all items, itself included.</summary>
    internal double? ItemTotal(int item) => Finite(Row(item) / (Deviations[item] * Math.Sqrt(Total)));

    /// <summary>Correlation of an item with the sum of the others.</summary>
    internal double? ItemRest(int item)
    {
        double own = this[item, item];
        return Finite((Row(item) - own) / (Deviations[item] * Math.Sqrt(Total - 2 * Row(item) + own)));
    }

    /// <summary>Alpha without an item; null with fewer than 3 items or where the rest does not vary.</summary>
    internal double? AlphaWithout(int item)
    {
        double total = Total - 2 * Row(item) + this[item, item];
        return K > 2 && total > 0 ? AlphaOf(K - 1, Trace - this[item, item], total) : null;
    }

    /// <summary>Alpha with an item turned round once more; null where the sum then does not vary.</summary>
    internal double? AlphaTurned(int item)
    {
        double total = Total - 4 * (Row(item) - this[item, item]);
        return total > 0 ? AlphaOf(K, Trace, total) : null;
    }

    /// <summary>Correlation of each item with the scale, freed of its own error: psych's r.cor, the item's correlations summed with its smc in place of 1, over the root of all such sums.</summary>
    internal ImmutableArray<double?> CorrectedTotals(double[] r)
    {
        var shares = SquaredMultipleCorrelations.Of(r, K);
        double all = r.Sum() - K + shares.Sum();
        return [.. Enumerable.Range(0, K).Select(i => Finite((r.AsSpan(i * K, K).ToArray().Sum() - 1 + shares[i]) / Math.Sqrt(all)))];
    }

    /// <summary>Variance of alpha times n, for large n and normal items: Van Zyl, Neudecker and Nel (2000); Duhachek and Iacobucci (2004), eq. 2.</summary>
    internal double AsymptoticVariance()
    {
        double squares = 0, rows = 0;
        foreach (double value in _s) squares += value * value;
        for (int i = 0; i < K; i++) rows += Row(i) * Row(i);
        double factor = 2.0 * K * K / ((K - 1.0) * (K - 1) * Total * Total * Total);
        return factor * (Total * (squares + Trace * Trace) - 2 * Trace * rows);
    }

    private static double AlphaOf(int k, double trace, double total) => k / (k - 1.0) * (1 - trace / total);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private double Row(int item)
    {
        double sum = 0;
        for (int j = 0; j < K; j++) sum += _s[item * K + j];
        return sum;
    }
}
