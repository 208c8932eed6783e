using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting a fit that is not an error.</summary>
internal static class LinearCautions
{
    /// <summary>Below this many communities CR1 intervals are too narrow; Cameron and Miller (2015), section VI.</summary>
    internal const int FewCommunities = 40;

    /// <summary>Above this coefficient of variation of their sizes communities are very unequal; MacKinnon and Webb (2017) find CR1 to fail there.</summary>
    internal const double UnequalSizes = 1;

    /// <summary>Below this effective number of communities a coefficient rests on few; Carter, Schnepel and Steigerwald (2017).</summary>
    internal const double FewEffective = 20;

    /// <summary>Below this many Satterthwaite degrees of freedom p values are not reliable; Tipton (2015).</summary>
    internal const double SmallDf = 4;

    /// <summary>Below this many communities sign draws are few; Webb (2023).</summary>
    internal const int FewSigns = 12;

    /// <summary>Variance inflation from which a term that stands alone in its variables is near-collinear.</summary>
    internal const double HighInflation = 10;

    /// <summary>A residual share below this is rounding: the data are fitted exactly.</summary>
    private const double ExactShare = 1e-24;

    internal static ImmutableArray<Label> Of(LinearSpec spec, CommunityRoots roots, Solution solution, Inference inference)
    {
        bool plain = spec.Vcov == Vcov.CR0 || spec.Vcov == Vcov.CR1;
        var cautions = ImmutableArray.CreateBuilder<Label>();
        int groups = spec.SecondCluster is null ? roots.Communities : (int)inference.JointDf + 1;
        if (plain && groups < FewCommunities) cautions.Add(Few(spec.Vcov, groups, spec.SecondCluster is not null));
        if (spec.Vcov.ByCommunity && groups <= solution.K) cautions.Add(LinearFaults.FewerCommunitiesThanTerms(spec.Vcov, groups, solution.K));
        if (plain) cautions.AddRange(Unequal(roots, solution));
        if (spec.Vcov.ByCommunity) cautions.AddRange(Singles(roots));
        if (solution.ResidualSumOfSquares <= ExactShare * (solution.ModelSumOfSquares + solution.ResidualSumOfSquares)) cautions.Add(LinearFaults.ExactFit());
        cautions.AddRange(OfInference(inference, spec.Wild, roots.Communities, roots.Terms));
        cautions.AddRange(Collinear(spec.Formula, roots.Terms, roots.Origins, solution.Pooled));
        return cautions.ToImmutable();
    }

    /// <summary>What the way the uncertainty was found asks to be said.</summary>
    internal static IEnumerable<Label> OfInference(Inference inference, WildSpec wild, int communities, ImmutableArray<string> terms)
    {
        if (inference.Repaired) yield return LinearFaults.NotPositive();
        foreach (var caution in inference.Adjusted is null ? [] : Small(inference.Df, terms)) yield return caution;
        foreach (var caution in inference.Wild is null ? [] : OfWild(inference.Wild, wild, communities, terms)) yield return caution;
    }

    /// <summary>What few groups ask for: CR2 and the wild bootstrap cluster one way.</summary>
    internal static Label Few(Vcov vcov, int groups, bool twoWays) => twoWays ? LinearFaults.FewOfTwoWays(vcov, groups) : LinearFaults.FewCommunities(vcov, groups);

    /// <summary>That communities have a single respondent.</summary>
    internal static IEnumerable<Label> Singles(CommunityRoots roots)
    {
        var clusters = roots.ByCommunity().Clusters;
        int single = clusters.Count(cluster => cluster.Root.Rows == 1);
        if (single > 0) yield return LinearFaults.SingleRespondents(single, clusters.Length);
    }

    /// <summary>That communities are very unequal, in size or in their weight for a coefficient.</summary>
    internal static IEnumerable<Label> Unequal(CommunityRoots roots, Solution solution)
    {
        var balance = ClusterBalance.Of(solution, roots.ByCommunity());
        int least = Enumerable.Range(0, solution.K).MinBy(j => balance.Effective[j]);
        bool few = roots.Communities >= FewCommunities && balance.Effective[least] < FewEffective;
        if (balance.SizeVariation > UnequalSizes || few) yield return LinearFaults.UnequalCommunities(balance.SizeVariation, balance.Effective[least], roots.Terms[least]);
    }

    private static IEnumerable<Label> Small(ImmutableArray<double> df, ImmutableArray<string> terms)
    {
        int least = df.IndexOf(df.Min());
        if (df[least] < SmallDf) yield return LinearFaults.SmallDf(terms[least], df[least]);
    }

    private static IEnumerable<Label> OfWild(WildBootstrap wild, WildSpec spec, int communities, ImmutableArray<string> terms)
    {
        if (spec.Weights == WildWeights.Rademacher && communities < FewSigns) yield return LinearFaults.FewSigns(communities);
        for (int i = 0; i < terms.Length; i++)
            if (wild.ConfLow[i] is null || wild.ConfHigh[i] is null) yield return LinearFaults.Unbounded(terms[i]);
    }

    /// <summary>That terms are near-collinear. Powers and interactions inflate each other by construction; only terms whose variables stand in no other term are judged.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="terms">Labels of the columns.</param>
    /// <param name="origins">For each, the term of the formula that it comes from; empty for the intercept.</param>
    /// <param name="pooled">A root that carries these columns.</param>
    internal static IEnumerable<Label> Collinear(Formula formula, ImmutableArray<string> terms, ImmutableArray<string> origins, CrossProduct pooled)
    {
        var inflated = Inflation.Of(terms, origins, pooled).Where(term => term.PerColumn > HighInflation && Inflation.StandsAlone(formula, term.Term)).ToList();
        if (inflated.Count > 0) yield return LinearFaults.NearCollinear([.. inflated.Select(term => term.Term)], inflated.Max(term => term.PerColumn));
    }
}
