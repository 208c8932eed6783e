using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting coefficients of reliability.</summary>
internal static class ReliabilityCautions
{
    /// <summary>Above this correlation two items ask nearly the same.</summary>
    private const double NearlyTheSame = 0.9;

    private const int ItemsPerGroup = 3;

    /// <summary>Communities of the smallest simulated studies (benchmarks/coverage).</summary>
    private const int FewestSimulated = 20;

    internal static ImmutableArray<Label> Of(Estimated found, ScoreGroups groups) => [.. OfCoding(found), .. OfItems(found, groups), .. OfFactors(found), .. OfDraws(found)];

    private static IEnumerable<Label> OfCoding(Estimated found)
    {
        var (scale, moments) = (found.Spec.Scale, found.Moments);
        if (moments.Alpha is < 0) yield return ReliabilityFaults.NegativeAlpha();
        string[] suspects = [.. scale.Items.Where((_, i) => moments.AlphaTurned(i) > moments.Alpha)];
        if (suspects.Length > 0) yield return ReliabilityFaults.ReverseSuspects(suspects);
        if (found.Spec.Range is null && scale.Reversed.Contains(true)) yield return ReliabilityFaults.ObservedRange(found.Range.Minimum, found.Range.Maximum);
    }

    private static IEnumerable<Label> OfItems(Estimated found, ScoreGroups groups)
    {
        var (scale, r, k) = (found.Spec.Scale, found.Correlations, found.Moments.K);
        if (k == 2) yield return ReliabilityFaults.TwoItems();
        string[] pairs = [.. from i in Enumerable.Range(0, k) from j in Enumerable.Range(0, i) where Math.Abs(r[i * k + j]) >= NearlyTheSame select $"{scale.Items[j]}-{scale.Items[i]}"];
        if (pairs.Length > 0) yield return ReliabilityFaults.NearDuplicates(pairs, NearlyTheSame);
        if (groups.Sizes.Lower == 0) yield return ReliabilityFaults.OverlappingGroups();
    }

    private static IEnumerable<Label> OfFactors(Estimated found)
    {
        var (scale, omegas, m) = (found.Spec.Scale, found.Omegas, found.Spec.Factors);
        if (omegas.OneFactor is null) yield return ReliabilityFaults.NoOmega(scale.Items.Length);
        else if (omegas.OneFactor.Heywood is { IsEmpty: false } one) yield return ReliabilityFaults.Heywood("omega", Names(scale, one));
        if (omegas.Hierarchy is not { } hierarchy)
        {
            if (omegas.OneFactor is not null) yield return ReliabilityFaults.NoHierarchy(scale.Items.Length, Omegas.FewestItems(m), m);
            yield break;
        }
        if (scale.Items.Length < ItemsPerGroup * m) yield return ReliabilityFaults.ThinGroups(scale.Items.Length, m, ItemsPerGroup);
        if (m == 2) yield return ReliabilityFaults.TwoGroups();
        if (hierarchy.Solution.Heywood is { IsEmpty: false } cases) yield return ReliabilityFaults.Heywood("omega_total, omega_hierarchical", Names(scale, cases));
        if (hierarchy.Higher is { Heywood.IsEmpty: false } higher) yield return ReliabilityFaults.HigherHeywood(higher.Heywood.Length);
        if (hierarchy.Turned is { IsEmpty: false } turned) yield return ReliabilityFaults.TurnedByFactor(Names(scale, turned));
    }

    private static IEnumerable<Label> OfDraws(Estimated found)
    {
        if (found.Bootstrap is not { } bootstrap) yield break;
        int communities = found.Statistics.Roots.Communities;
        if (found.Statistics.Roots.Clustered && communities < LinearCautions.FewCommunities)
            yield return bootstrap.Interval == ReliabilityInterval.TOfLog ? ReliabilityFaults.FewForT(communities, FewestSimulated) : ReliabilityFaults.FewCommunities(communities);
        foreach (var single in found.Statistics.Roots.Clustered ? LinearCautions.Singles(found.Statistics.Roots) : []) yield return single;
        if (!found.Statistics.Roots.Clustered && found.Statistics.Roots.Weighted) yield return ReliabilityFaults.WeightedRows();
        if (bootstrap.Failed > 0) yield return ReliabilityFaults.DrawsFailed(bootstrap.Failed, bootstrap.Draws);
        if (bootstrap.Unconverged > 0) yield return ReliabilityFaults.DrawsUnconverged(bootstrap.Unconverged, bootstrap.Draws);
        if (bootstrap.Heywood > 0) yield return ReliabilityFaults.DrawsHeywood(bootstrap.Heywood, bootstrap.Draws);
    }

    private static string[] Names(ScaleFormula scale, ImmutableArray<int> items) => [.. items.Select(item => scale.Items[item])];
}
