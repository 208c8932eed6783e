using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

public sealed partial record CrossProduct
{
    /// <summary>The root of given rows, by Householder QR of [X y]; with weights, of √W [X y].</summary>
    /// <param name="labels">Names of the k + 1 columns, the outcome last.</param>
    /// <param name="rows">N × (k + 1) values, row-major.</param>
    /// <param name="weights">N weights ≥ 0; empty for none. A row of weight zero is left out, as R does.</param>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of labels, or the weights are not N.</exception>
    /// <exception cref="StudyException">A weight is negative, or a value is not finite.</exception>
    public static CrossProduct Of(ImmutableArray<string> labels, ReadOnlySpan<double> rows, ReadOnlySpan<double> weights = default)
    {
        int p = labels.Length, n = rows.Length / p;
        if (n * p != rows.Length) throw new ArgumentException($"{rows.Length} values do not fill rows of {p}.", nameof(rows));
        if (!weights.IsEmpty && weights.Length != n) throw new ArgumentException($"{weights.Length} weights for {n} rows.", nameof(weights));
        var root = new GrowingRoot(p, Math.Clamp(n, 1, GrowingRoot.BlockRows));
        for (int i = 0; i < n; i++) root.Add(rows.Slice(i * p, p), weights.IsEmpty ? 1 : weights[i], !weights.IsEmpty);
        return root.Finish(labels);
    }

    /// <summary>A root read back from storage.</summary>
    /// <param name="labels">Names of the k + 1 columns, the outcome last.</param>
    /// <param name="root">(k+1) × (k+1) values, row-major.</param>
    /// <param name="rows">Number of complete rows.</param>
    /// <param name="weightSum">Sum of the weights.</param>
    /// <param name="logWeightSum">Sum of the logarithms of the weights.</param>
    /// <exception cref="StudyException">The values are not an upper triangular matrix with a finite, non-negative diagonal.</exception>
    public static CrossProduct Restore(ImmutableArray<string> labels, ImmutableArray<double> root, long rows, double weightSum, double logWeightSum)
    {
        int p = labels.Length;
        bool right = root.Length == p * p && rows >= 0 && root.All(double.IsFinite);
        for (int i = 0; right && i < p * p; i++) right = i / p < i % p || (i / p == i % p ? root[i] >= 0 : root[i] == 0);
        return right ? new CrossProduct(labels, root, rows, weightSum, logWeightSum) : throw new StudyException(LinearFaults.NotARoot(p));
    }

    /// <summary>The root of the rows of both: QR of the two stacked roots.</summary>
    /// <exception cref="StudyException">The labels differ, in name or in order.</exception>
    public CrossProduct Merge(CrossProduct other)
    {
        if (!Labels.AsSpan().SequenceEqual(other.Labels.AsSpan())) throw new StudyException(LinearFaults.LabelsDiffer(Labels, other.Labels));
        var root = Root.ToArray();
        Absorb(root, Labels.Length, other.Root.AsSpan(), other.Labels.Length, [.. Enumerable.Range(0, Labels.Length)]);
        return new CrossProduct(Labels, ImmutableCollectionsMarshal.AsImmutableArray(root), Rows + other.Rows, WeightSum + other.WeightSum, LogWeightSum + other.LogWeightSum);
    }

    /// <summary>The root of some of the columns: one wide root serves every model on a subset.</summary>
    /// <param name="columns">Labels to keep, in the order wanted.</param>
    /// <exception cref="StudyException">A label is unknown; names the nearest.</exception>
    public CrossProduct Select(ImmutableArray<string> columns)
    {
        ImmutableArray<int> kept = [.. columns.Select(IndexOf)];
        var root = new double[kept.Length * kept.Length];
        Absorb(root, kept.Length, Root.AsSpan(), Labels.Length, kept);
        return new CrossProduct(columns, ImmutableCollectionsMarshal.AsImmutableArray(root), Rows, WeightSum, LogWeightSum);
    }

    /// <summary>The merge of many, pairwise as a tree: the rounding grows with the logarithm of their number.</summary>
    /// <param name="parts">At least one root.</param>
    internal static CrossProduct MergeAll(ImmutableArray<CrossProduct> parts)
    {
        while (parts.Length > 1)
            parts = [.. parts.Chunk(2).Select(pair => pair.Length == 2 ? pair[0].Merge(pair[1]) : pair[0])];
        return parts[0];
    }

    private int IndexOf(string label) =>
        Labels.IndexOf(label) is var index and >= 0 ? index : throw new StudyException(LinearFaults.UnknownTerm(label, Labels));

    private static void Absorb(double[] root, int p, ReadOnlySpan<double> stacked, int rows, ImmutableArray<int> columns)
    {
        int stride = Householder.Padded(rows);
        var block = new double[p * stride];
        for (int c = 0; c < p; c++)
            for (int r = 0; r < rows; r++) block[c * stride + r] = stacked[r * rows + columns[c]];
        Householder.Absorb(root, block, p, stride);
    }
}
