using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Covariance matrices of the coefficients, k × k, row-major.</summary>
internal static class Covariance
{
    internal static ImmutableArray<double> Of(Vcov vcov, Solution solution, CommunityRoots roots) =>
        vcov == Vcov.CR1 ? ByCommunity(solution, roots) : Classical(solution);

    private static ImmutableArray<double> Classical(Solution solution)
    {
        int k = solution.K;
        var inverse = Triangular.Inverse(solution.Root, solution.P, k);
        return Gram(k, k, (i, m) => inverse[i * k + m] * solution.Sigma);
    }

    private static ImmutableArray<double> ByCommunity(Solution solution, CommunityRoots roots)
    {
        if (!roots.Clustered) throw new StudyException(LinearFaults.NoClusterColumn());
        if (roots.Communities < 2) throw new StudyException(LinearFaults.TooFewCommunities(roots.Communities));
        double g = roots.Communities, n = solution.Pooled.Rows;
        double factor = Math.Sqrt(g / (g - 1) * ((n - 1) / (n - solution.K)));
        var influences = roots.ByCommunity().Clusters.Select(cluster => Influence(solution, cluster.Root)).ToArray();
        return Gram(solution.K, influences.Length, (i, c) => influences[c][i] * factor);
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
