using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Two-way clustering, Cameron, Gelbach and Miller (2011): the covariance by community plus the one by the second field less the one by their pairs.
/// </summary>
/// <param name="Vcov">k × k, positive semi-definite.</param>
/// <param name="Groups">Groups of the way that has fewer.</param>
/// <param name="Repaired">True when negative eigenvalues were set to zero.</param>
internal sealed record TwoWay(ImmutableArray<double> Vcov, int Groups, bool Repaired)
{
    /// <summary>A share of the largest eigenvalue below this is rounding.</summary>
    private const double Rounding = 1e-13;

    /// <summary>Adds the ways up.</summary>
    /// <param name="solution">The fit.</param>
    /// <param name="roots">Roots by community, grouped by the second field.</param>
    /// <param name="field">The second field.</param>
    /// <param name="factor">Factor of the standard errors for a number of groups; <c>groups</c> is the way's own, <c>fewest</c> that of the way with fewest.</param>
    /// <param name="onlyVariances">True to repair as fixest does, only when a variance is negative; false as sandwich with <c>fix = TRUE</c>, whenever an eigenvalue is.</param>
    internal static TwoWay Of(Solution solution, CommunityRoots roots, string field, Func<int, int, double> factor, bool onlyVariances = false)
    {
        CommunityRoots first = roots.ByCommunity(), second = roots.ByGroup(field), pairs = roots.ByPair(field);
        int fewest = Math.Min(first.Clusters.Length, second.Clusters.Length);
        if (second.Clusters.Length < 2) throw new StudyException(LinearFaults.SecondWayTooFew(field, second.Clusters.Length));
        ImmutableArray<double> Way(CommunityRoots way) => Covariance.ByCluster(solution, way, factor(way.Clusters.Length, fewest));
        double[] sum = [.. Way(first).Zip(Way(second), Way(pairs)).Select(entry => entry.First + entry.Second - entry.Third)];
        var (vcov, repaired) = onlyVariances && Enumerable.Range(0, solution.K).All(i => sum[i * solution.K + i] >= 0) ? (sum, false) : Positive(sum, solution.K);
        return new TwoWay([.. vcov], fewest, repaired);
    }

    private static (double[] Vcov, bool Repaired) Positive(double[] sum, int k)
    {
        var eigen = new JacobiEigen(sum, k);
        bool negative = eigen.Values.Min() < -Rounding * eigen.Values.Max();
        return negative ? (eigen.Map(value => Math.Max(value, 0)), true) : (sum, false);
    }
}
