namespace CoProduction.Analysis;

/// <summary>The uncertainty of a fit with absorbed effects.</summary>
internal static class FixedEffectsInference
{
    internal static string Described(FixedEffectsSpec spec) =>
        spec.Vcov == Vcov.CR1 ? $"CR1 as fixest: G/(G-1)·(N-1)/(N-K) with K the terms and the effects not nested in a cluster, t with G-1 df{(spec.SecondCluster is null ? "" : "; two ways, G the smaller")}"
        : spec.Vcov == Vcov.Classical ? "classical: s^2 (X'X)^-1, t with N-K df, K all terms and effects"
        : spec.Vcov.Description;

    internal static Inference Of(FixedEffectsSpec spec, Absorption absorption, Solution solution, IProgress<long>? progress, CancellationToken stop)
    {
        if (spec.Vcov == Vcov.Classical) return Inference.Same(Covariance.Classical(solution), solution.K, solution.ResidualDf);
        int communities = absorption.Within.Communities;
        if (communities < 2) throw new StudyException(LinearFaults.TooFewCommunities(spec.Vcov, communities));
        if (spec.Vcov.Adjusted || spec.Vcov == Vcov.Wild) CheckNested(spec, absorption);
        if (spec.Vcov.Adjusted) return Inference.OfAdjusted(solution, AdjustedClusters.Of(spec.Vcov, solution, absorption.Within));
        if (spec.SecondCluster is { } second)
        {
            var ways = TwoWay.Of(solution, absorption.Within, second, (_, fewest) => Factor(spec, absorption, fewest, solution), onlyVariances: true);
            return Inference.Same(ways.Vcov, solution.K, ways.Groups - 1) with { Repaired = ways.Repaired };
        }
        var inference = Inference.Same(Covariance.ByCluster(solution, absorption.Within, Factor(spec, absorption, communities, solution)), solution.K, communities - 1);
        return spec.Vcov == Vcov.Wild ? inference with { Wild = new WildClusters(solution, absorption.Within, spec.Wild).Run(spec.Level, progress, stop) } : inference;
    }

    private static double Factor(FixedEffectsSpec spec, Absorption absorption, double groups, Solution solution)
    {
        double n = solution.Pooled.Rows;
        return spec.Vcov == Vcov.CR0 ? 1 : Math.Sqrt(groups / (groups - 1) * ((n - 1) / (n - EffectWay.NestedParameters(solution.K, absorption.Ways))));
    }

    // Pustejovsky and Tipton (2018), theorem 2: leaving the absorbed effects out of the adjustment changes nothing when they are nested in the clusters and rows are unweighted.
    // For the wild bootstrap (also weighted) the effects of a community are multiplied with its residuals, so that absorbing commutes with drawing.
    private static void CheckNested(FixedEffectsSpec spec, Absorption absorption)
    {
        if (spec.SecondCluster is not null) throw new StudyException(LinearFaults.NotTwoWay(spec.Vcov));
        bool exact = absorption.Ways.Length == 1 && absorption.Ways[0].Nested && (spec.Vcov == Vcov.Wild || !absorption.Within.Weighted);
        if (!exact) throw new StudyException(FixedEffectsFaults.OnlyOneWayNested(spec.Vcov, spec.Cluster));
    }
}
