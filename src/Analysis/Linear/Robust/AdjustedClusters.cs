namespace CoProduction.Analysis;

/// <summary>
/// Communities whose residuals are adjusted by their leverage. With A_g the adjustment, L_g = Q'A_g'W_gX_gR⁻¹ (m × k) is all that the covariance, the degrees of freedom
/// and the joint tests need. CR2: A_g the symmetric root of the pseudo-inverse of the working covariance of u_g, Pustejovsky and Tipton (2018); CR3: (I - H_gg)⁻¹.
/// </summary>
internal sealed class AdjustedClusters
{
    /// <summary>An eigenvalue below this is zero: the community alone decides a coefficient. clubSandwich's limit.</summary>
    internal const double Singular = 1e-12;

    private AdjustedClusters(int k, bool symmetric, double[] working, (ClusterBlock Block, double[] L)[] parts)
    {
        K = k;
        Parts = [.. parts.Select(part => new AdjustedCluster(part.Block, part.L, symmetric))];
        Metric = symmetric ? SmallMatrix.Identity(k) : MetricOf(working, k);
    }

    internal int K { get; }

    internal AdjustedCluster[] Parts { get; }

    /// <summary>J with p_g'p_h = [g = h] a_g'a_g - y_g'J y_h, the working covariance of two communities' contributions.</summary>
    internal double[] Metric { get; }

    internal static AdjustedClusters Of(Vcov vcov, Solution solution, LinearStatistics statistics)
    {
        bool symmetric = !statistics.Roots.Weighted;
        var blocks = symmetric ? ClusterBlock.Of(solution, statistics.Roots.ByCommunity()) : ClusterBlock.Of(solution, Working(vcov, statistics));
        var working = symmetric ? SmallMatrix.Identity(solution.K) : Sum(blocks.Select(block => SmallMatrix.TransposedTimes(block.W, block.W, block.M)), solution.K);
        return new AdjustedClusters(solution.K, symmetric, working, [.. blocks.Select(block => (block, vcov == Vcov.CR3 ? Jackknife(block) : BiasReduced(block, working)))]);
    }

    private static WorkingRoots Working(Vcov vcov, LinearStatistics statistics) =>
        statistics.Working ?? throw new StudyException(LinearFaults.NoWorkingRoots(vcov));

    // B = I - XW' - WX' + X (ΣW'W) X' is the working covariance of u_g: (I-H)(I-H)' cut to the community.
    private static double[] BiasReduced(ClusterBlock block, double[] working)
    {
        int m = block.M, k = block.K;
        var h = SmallMatrix.TimesTransposed(block.X, block.W, k);
        var b = SmallMatrix.TimesTransposed(SmallMatrix.Times(block.X, working, k), block.X, k);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) b[i * m + j] += (i == j ? 1 : 0) - h[i * m + j] - h[j * m + i];
        var root = new JacobiEigen(b, m).Map(value => value > Singular ? 1 / Math.Sqrt(value) : 0);
        return SmallMatrix.Times(root, block.W, m);
    }

    private static double[] Jackknife(ClusterBlock block)
    {
        var eigen = new JacobiEigen(block.Share, block.K);
        if (eigen.Values.Any(value => 1 - value < Singular)) throw new StudyException(LinearFaults.DecidesAlone(block.Community, Vcov.CR3));
        return SmallMatrix.Times(block.W, eigen.Map(value => 1 / (1 - value)), block.K);
    }

    private static double[] Sum(IEnumerable<double[]> matrices, int k)
    {
        var sum = new double[k * k];
        foreach (var matrix in matrices) SmallMatrix.Add(sum, 1, matrix);
        return sum;
    }

    private static double[] MetricOf(double[] working, int k)
    {
        var metric = new double[4 * k * k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++) metric[i * 2 * k + j] = -working[i * k + j];
            metric[i * 2 * k + k + i] = metric[(k + i) * 2 * k + i] = 1;
        }
        return metric;
    }
}

/// <summary>One community of <see cref="AdjustedClusters"/>.</summary>
internal sealed class AdjustedCluster
{
    internal AdjustedCluster(ClusterBlock block, double[] l, bool symmetric)
    {
        Score = SmallMatrix.TransposedTimes(l, block.Residual, block.M);
        Lengths = SmallMatrix.TransposedTimes(l, l, block.M);
        var x = SmallMatrix.TransposedTimes(block.X, l, block.M);
        Overlap = symmetric ? x : [.. x, .. SmallMatrix.TransposedTimes(block.W, l, block.M)];
    }

    /// <summary>R⁻ᵀ X_g'W_gA_g u_g: k values.</summary>
    internal double[] Score { get; }

    /// <summary>L'L, k × k: a_g'a_g of a contrast z is z'(L'L)z.</summary>
    internal double[] Lengths { get; }

    /// <summary>X'L, under weights stacked on W'L: y_g of a contrast z is this times z.</summary>
    internal double[] Overlap { get; }
}
