namespace CoProduction.Analysis;

/// <summary>
/// One community in the coordinates where X'WX is the identity (rows R⁻ᵀx) and its own rows are rotated into few: its root stands for all of them, since the rotation is
/// orthonormal and what lies outside the columns' span is left as it is by every adjustment.
/// </summary>
/// <param name="Community">Its key.</param>
/// <param name="X">m × k: Q'X_g R⁻¹.</param>
/// <param name="W">m × k: Q'W_gX_g R⁻¹; the same as X without weights, or when the rows are scaled by the roots of their weights.</param>
/// <param name="Residual">m: Q'u_g.</param>
internal sealed record ClusterBlock(string Community, double[] X, double[] W, double[] Residual)
{
    internal int M => Residual.Length;

    internal int K => X.Length / M;

    /// <summary>R⁻ᵀ X_g'W_gX_g R⁻¹, k × k: the community's share of the identity. Its eigenvalues are the leverages, in 0..1.</summary>
    internal double[] Share => SmallMatrix.TransposedTimes(X, W, M);

    /// <summary>R⁻ᵀ X_g'W_g u_g: k values.</summary>
    internal double[] Score => SmallMatrix.TransposedTimes(W, Residual, M);

    /// <summary>Blocks of the communities' roots; weighted rows are scaled by the roots of their weights.</summary>
    internal static ClusterBlock[] Of(Solution solution, CommunityRoots communities) => [.. communities.Clusters.Select(cluster => Of(solution, cluster))];

    /// <summary>Blocks of roots of [X, WX, y]: rows as they are.</summary>
    internal static ClusterBlock[] Of(Solution solution, WorkingRoots working) => [.. working.Clusters.Select(cluster => OfWorking(solution, cluster))];

    private static ClusterBlock Of(Solution solution, CommunityRoot community)
    {
        var x = Whitened(solution, community.Root, 0, solution.K);
        return new ClusterBlock(community.Community, x, x, Residuals(solution, community.Root, solution.K));
    }

    private static ClusterBlock OfWorking(Solution solution, CommunityRoot community)
    {
        int k = solution.K, m = 2 * k + 1;
        return new ClusterBlock(community.Community, Whitened(solution, community.Root, 0, m), Whitened(solution, community.Root, k, m), Residuals(solution, community.Root, m));
    }

    // Row i of T R⁻¹ solves R'f = t, with T the k columns from `first` on.
    private static double[] Whitened(Solution solution, CrossProduct root, int first, int rows)
    {
        int k = solution.K, p = root.Labels.Length;
        var whitened = new double[rows * k];
        for (int i = 0; i < rows; i++)
            Triangular.SolveTransposed(solution.Root, solution.P, root.Root.AsSpan(i * p + first, k)).CopyTo(whitened, i * k);
        return whitened;
    }

    private static double[] Residuals(Solution solution, CrossProduct root, int rows)
    {
        int p = root.Labels.Length;
        var residual = Triangular.Column(root.Root.AsSpan(), p, p - 1, rows);
        for (int i = 0; i < rows; i++) residual[i] -= SmallMatrix.Dot(root.Root.AsSpan(i * p, solution.K), solution.Beta);
        return residual;
    }
}
