using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// What one community does to the fit: the model without it, exactly, from the roots. β - β₍g₎ = R⁻¹(I - G_g)⁻¹s_g with G_g its share of X'WX and s_g its score; Cook (1977) and
/// Belsley, Kuh and Welsch (1980), with a community in the place of a row.
/// </summary>
/// <param name="Community">Its key.</param>
/// <param name="Rows">Its complete rows.</param>
/// <param name="Without">k estimates without it; null when they cannot be had without it.</param>
/// <param name="CooksDistance">(β-β₍g₎)'X'WX(β-β₍g₎) / (k s²); null as above or with a residual of exactly 0.</param>
/// <param name="Dfbetas">k changes β - β₍g₎ in standard errors of the rest: over s₍g₎ √(X'WX)⁻¹_jj; null as above.</param>
public sealed record CommunityInfluence(string Community, long Rows, ImmutableArray<double>? Without, double? CooksDistance, ImmutableArray<double>? Dfbetas)
{
    /// <summary>Below this share left, the coefficients hang on the community alone.</summary>
    private const double Singular = 1e-10;

    /// <summary>One entry a community, in ordinal order of the keys.</summary>
    /// <param name="fit">A fit with communities.</param>
    /// <exception cref="StudyException">No community was named.</exception>
    public static ImmutableArray<CommunityInfluence> Of(LinearFit fit)
    {
        if (!fit.Roots.Clustered) throw new StudyException(LinearFaults.NoClusterColumn(fit.Spec.Vcov));
        return Of(fit.Solution, fit.Roots.ByCommunity());
    }

    internal static ImmutableArray<CommunityInfluence> Of(Solution solution, CommunityRoots communities) =>
        [.. communities.Clusters.Zip(ClusterBlock.Of(solution, communities), (cluster, block) => Of(solution, cluster, block))];

    private static CommunityInfluence Of(Solution solution, CommunityRoot cluster, ClusterBlock block)
    {
        var eigen = new JacobiEigen(block.Share, block.K);
        if (eigen.Values.Any(value => 1 - value < Singular)) return new CommunityInfluence(cluster.Community, cluster.Root.Rows, null, null, null);
        double[] score = block.Score, pushed = SmallMatrix.Times(eigen.Map(value => 1 / (1 - value)), score, block.K);
        var change = Triangular.Solve(solution.Root, solution.P, pushed);
        double cook = SmallMatrix.Dot(pushed, pushed) / (solution.K * solution.Sigma * solution.Sigma);
        return new CommunityInfluence(cluster.Community, cluster.Root.Rows, [.. solution.Beta.Zip(change, (beta, step) => beta - step)], double.IsFinite(cook) ? cook : null,
            Scaled(solution, cluster.Root, block, change, SmallMatrix.Dot(score, pushed)));
    }

    // RSS₍g₎ = RSS - u_g'(I-H_gg)⁻¹u_g, and u_g'(I-H_gg)⁻¹u_g = u_g'u_g + s_g'(I-G_g)⁻¹s_g.
    private static ImmutableArray<double>? Scaled(Solution solution, CrossProduct root, ClusterBlock block, double[] change, double adjusted)
    {
        double last = root.Root[^1], rest = solution.ResidualSumOfSquares - SmallMatrix.Dot(block.Residual, block.Residual) - last * last - adjusted;
        long df = solution.ResidualDf - root.Rows;
        if (df <= 0 || !(rest > 0)) return null;
        double sigma = Math.Sqrt(rest / df);
        return [.. change.Select((step, j) => step / (sigma * Math.Sqrt(SmallMatrix.Dot(solution.Whitened(j), solution.Whitened(j)))))];
    }
}
