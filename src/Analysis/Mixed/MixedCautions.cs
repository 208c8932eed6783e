using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting a mixed model that is not an error.</summary>
internal static class MixedCautions
{
    /// <summary>Below this many groups variances are estimated badly; Maas and Hox (2005) find 50 safe and 30 tolerable.</summary>
    internal const int FewUnits = 40;

    internal static ImmutableArray<Label> Of(MixedEstimate estimate, ImmutableArray<IntraclassCorrelation> correlations, bool weighted)
    {
        var cautions = ImmutableArray.CreateBuilder<Label>();
        if (!estimate.Converged) cautions.Add(MixedFaults.Unconverged());
        if (estimate.Singular) cautions.Add(MixedFaults.Singular());
        foreach (var level in estimate.Design.Levels)
            if (level.Units.Length < FewUnits) cautions.Add(MixedFaults.FewUnits(level.Name, level.Units.Length));
        if (!estimate.Deviance.Reml && estimate.Design.Levels.Any(level => level.Units.Length < FewUnits)) cautions.Add(MixedFaults.MlWithFewUnits());
        int single = estimate.Design.Roots.Count(root => root.Rows == 1);
        if (single > 0) cautions.Add(MixedFaults.SingleRespondents(estimate.Design.Levels[0].Name, single, estimate.Design.Roots.Length));
        foreach (var one in correlations)
            if (one.Icc1Anova < 0) cautions.Add(MixedFaults.NegativeIcc(one.Group));
        if (weighted) cautions.Add(MixedFaults.Weighted());
        return cautions.ToImmutable();
    }
}
