using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Sufficient statistics of one community for a linear model: the triangular root R with R'R = [X y]'W[X y].
/// A value that can be merged with another community's: <c>Merge</c> is the QR of the two stacked roots, so the condition number is never squared.
/// </summary>
public sealed partial record CrossProduct
{
    internal CrossProduct(ImmutableArray<string> labels, ImmutableArray<double> root, long rows, double weightSum, double logWeightSum)
    {
        Labels = labels;
        Root = root;
        Rows = rows;
        WeightSum = weightSum;
        LogWeightSum = logWeightSum;
    }

    /// <summary>Names of the k + 1 columns: the terms in order, then the outcome.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>(k+1) × (k+1), row-major, upper triangular with non-negative diagonal; rows and columns in the order of <see cref="Labels"/>.</summary>
    public ImmutableArray<double> Root { get; }

    /// <summary>Number of complete rows, N; rows of weight zero are not counted.</summary>
    public long Rows { get; }

    /// <summary>Sum of the weights; equals <see cref="Rows"/> without weights.</summary>
    public double WeightSum { get; }

    /// <summary>Sum of the logarithms of the weights, needed by the weighted log-likelihood; 0 without weights.</summary>
    public double LogWeightSum { get; }
}
