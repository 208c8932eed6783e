using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One regression tree. Node 0 is the root; a child below 0 is the leaf ~child.</summary>
/// <param name="Features">Feature that each node asks.</param>
/// <param name="Thresholds">Threshold of each node: at most it, left.</param>
/// <param name="Left">Left child of each node.</param>
/// <param name="Right">Right child of each node.</param>
/// <param name="Leaves">Value of each leaf.</param>
/// <param name="Weight">Weight of the tree in the sum.</param>
public sealed record BoostedTree(ImmutableArray<int> Features, ImmutableArray<float> Thresholds, ImmutableArray<int> Left, ImmutableArray<int> Right, ImmutableArray<double> Leaves, double Weight)
{
    internal double Of(ReadOnlySpan<double> row)
    {
        if (Features.IsEmpty) return Leaves[0];
        int node = 0;
        while (node >= 0) node = (float)row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        return Leaves[~node];
    }
}

/// <summary>A sum of trees.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Bias">Added to the sum.</param>
public sealed record TreeForest(ImmutableArray<BoostedTree> Trees, double Bias)
{
    /// <summary>The prediction for one row of features.</summary>
    public double Of(ReadOnlySpan<double> row)
    {
        double sum = Bias;
        foreach (var tree in Trees) sum += tree.Weight * tree.Of(row);
        return sum;
    }
}
