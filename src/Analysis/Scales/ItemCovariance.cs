namespace CoProduction.Analysis;

/// <summary>Means and covariances of k items over n complete rows, two passes; sums in row order.</summary>
internal sealed class ItemCovariance
{
    private readonly double[,] _s;

    private ItemCovariance(int rows, double[] means, double[,] s) => (Rows, Means, _s) = (rows, means, s);

    public int Rows { get; }

    public double[] Means { get; }

    public int Items => Means.Length;

    /// <summary>k × k covariance, n - 1.</summary>
    public double this[int i, int j] => _s[i, j];

    /// <param name="items">k columns of N values, NaN where missing.</param>
    public static ItemCovariance Of(double[][] items)
    {
        int[] complete = [.. Enumerable.Range(0, items[0].Length).Where(row => items.All(item => !double.IsNaN(item[row])))];
        double[] means = [.. items.Select(item => complete.Sum(row => item[row]) / complete.Length)];
        var s = new double[items.Length, items.Length];
        for (int i = 0; i < items.Length; i++)
            for (int j = i; j < items.Length; j++)
                s[i, j] = s[j, i] = complete.Sum(row => (items[i][row] - means[i]) * (items[j][row] - means[j])) / (complete.Length - 1);
        return new ItemCovariance(complete.Length, means, s);
    }

    /// <summary>Cronbach's alpha of some of the items, each with a sign; null when the sum does not vary.</summary>
    public double? Alpha(int[] items, Func<int, int> sign)
    {
        double trace = items.Sum(i => _s[i, i]), total = items.Sum(i => items.Sum(j => sign(i) * sign(j) * _s[i, j]));
        return items.Length < 2 || total <= 0 ? null : items.Length / (items.Length - 1.0) * (1 - trace / total);
    }

    /// <summary>Alpha of the items' correlations; null when an item does not vary.</summary>
    public double? StandardisedAlpha()
    {
        int k = Items;
        double sum = 0;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++) sum += _s[i, j] / Math.Sqrt(_s[i, i] * _s[j, j]);
        double r = sum / (k * (k - 1) / 2.0);
        return double.IsFinite(r) ? k * r / (1 + (k - 1) * r) : null;
    }

    /// <summary>Correlation of an item with the sum of the others; null when either does not vary.</summary>
    public double? ItemRest(int item)
    {
        int[] rest = [.. Enumerable.Range(0, Items).Where(other => other != item)];
        double shared = rest.Sum(j => _s[item, j]), variance = rest.Sum(i => rest.Sum(j => _s[i, j]));
        double r = shared / Math.Sqrt(_s[item, item] * variance);
        return double.IsFinite(r) ? r : null;
    }
}
