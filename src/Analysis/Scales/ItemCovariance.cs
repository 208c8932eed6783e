namespace CoProduction.Analysis;

/// <summary>Means and covariances of k items over n complete rows, and the reliabilities that follow.</summary>
/// <param name="rows">Complete rows, n.</param>
/// <param name="means">k means.</param>
/// <param name="s">k × k covariance, n - 1.</param>
internal sealed class ItemCovariance(int rows, double[] means, double[,] s)
{
    public int Rows => rows;

    public double[] Means => means;

    public int Items => means.Length;

    public double this[int i, int j] => s[i, j];

    /// <summary>Cronbach's alpha of some of the items, each with a sign; null when the sum does not vary.</summary>
    public double? Alpha(int[] items, Func<int, int> sign)
    {
        double trace = items.Sum(i => s[i, i]), total = items.Sum(i => items.Sum(j => sign(i) * sign(j) * s[i, j]));
        return items.Length < 2 || total <= 0 ? null : items.Length / (items.Length - 1.0) * (1 - trace / total);
    }

    /// <summary>Alpha of the items' correlations; null when an item does not vary.</summary>
    public double? StandardisedAlpha()
    {
        int k = Items;
        double sum = 0;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++) sum += s[i, j] / Math.Sqrt(s[i, i] * s[j, j]);
        double r = sum / (k * (k - 1) / 2.0);
        return double.IsFinite(r) ? k * r / (1 + (k - 1) * r) : null;
    }

    /// <summary>Correlation of an item with the sum of the others; null when either does not vary.</summary>
    public double? ItemRest(int item)
    {
        int[] rest = [.. Enumerable.Range(0, Items).Where(other => other != item)];
        double shared = rest.Sum(j => s[item, j]), variance = rest.Sum(i => rest.Sum(j => s[i, j]));
        double r = shared / Math.Sqrt(s[item, item] * variance);
        return double.IsFinite(r) ? r : null;
    }
}
