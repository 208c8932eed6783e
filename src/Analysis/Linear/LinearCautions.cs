using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting a fit that is not an error.</summary>
internal static class LinearCautions
{
    /// <summary>Below this many communities CR1 intervals are too narrow; Cameron and Miller (2015), section VI.</summary>
    internal const int FewCommunities = 40;

    /// <summary>A residual share below this is rounding: the data are fitted exactly.</summary>
    private const double ExactShare = 1e-24;

    internal static ImmutableArray<Label> Of(LinearSpec spec, CommunityRoots roots, Solution solution)
    {
        var cautions = ImmutableArray.CreateBuilder<Label>();
        if (spec.Vcov == Vcov.CR1 && roots.Communities < FewCommunities) cautions.Add(LinearFaults.FewCommunities(roots.Communities));
        if (spec.Vcov == Vcov.CR1 && roots.Communities <= solution.K) cautions.Add(LinearFaults.FewerCommunitiesThanTerms(roots.Communities, solution.K));
        if (solution.ResidualSumOfSquares <= ExactShare * (solution.ModelSumOfSquares + solution.ResidualSumOfSquares)) cautions.Add(LinearFaults.ExactFit());
        return cautions.ToImmutable();
    }
}
