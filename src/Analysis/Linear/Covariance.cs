using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Covariance matrices of the coefficients, k × k, row-major.</summary>
internal static class Covariance
{
    internal static ImmutableArray<double> Classical(Solution solution)
    {
        int k = solution.K;
        var inverse = Triangular.Inverse(solution.Root, solution.P, k);
        return Gram(k, k, (i, m) => inverse[i * k + m] * solution.Sigma);
    }

    /// <summary>HC0 to HC3: R⁻¹ S'S R⁻ᵀ with S the root of the scaled scores.</summary>
    internal static ImmutableArray<double> ByRow(Solution solution, ScoreRoot scores)
    {
        int k = solution.K;
        double factor = scores.Vcov == Vcov.HC1 ? Math.Sqrt((double)solution.Pooled.Rows / solution.ResidualDf) : 1;
        double[][] columns = [.. Enumerable.Range(0, k).Select(r => Triangular.Solve(solution.Root, solution.P, scores.Root.AsSpan(r * k, k)))];
        return Gram(k, k, (i, r) => columns[r][i] * factor);
    }

    /// <summary>The plain sandwich by cluster times a squared factor: CR0 and CR1.</summary>
    internal static ImmutableArray<double> ByCluster(Solution solution, CommunityRoots clusters, double factor)
    {
        var influences = clusters.Clusters.Select(cluster => Influence(solution, cluster.Root)).ToArray();
        return Gram(solution.K, influences.Length, (i, c) => influences[c][i] * factor);
    }

    /// <summary>CR2 and CR3: the sandwich of adjusted scores.</summary>
    internal static ImmutableArray<double> ByAdjusted(Solution solution, AdjustedClusters clusters)
    {
        var influences = clusters.Parts.Select(part => Triangular.Solve(solution.Root, solution.P, part.Score)).ToArray();
        return Gram(solution.K, influences.Length, (i, c) => influences[c][i]);
    }

    // (X'WX)⁻¹ X_g'W_g u_g. The score is taken from the community's own root: X_g'W_g u_g = R₁₁'(r₁₂ - R₁₁ β), so no sum of cross-products is ever subtracted.
    private static double[] Influence(Solution solution, CrossProduct community)
    {
        int k = solution.K, p = solution.P;
        var root = community.Root.AsSpan();
        var rotated = Triangular.Column(root, p, k, k);
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) rotated[i] -= root[i * p + j] * solution.Beta[j];
        var score = new double[k];
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) score[j] += root[i * p + j] * rotated[i];
        return Triangular.Solve(solution.Root, p, Triangular.SolveTransposed(solution.Root, p, score));
    }

    private static ImmutableArray<double> Gram(int k, int columns, Func<int, int, double> value)
    {
        var gram = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int c = 0; c < columns; c++) sum += value(i, c) * value(j, c);
                gram[i * k + j] = gram[j * k + i] = sum;
            }
        return [.. gram];
    }
}
