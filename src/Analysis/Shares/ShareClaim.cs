using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A share that someone stated: the class, the year, the value and who said it.</summary>
/// <param name="UseClass">Use class the claim is about.</param>
/// <param name="Year">Year of the claim.</param>
/// <param name="Ratio">Stated share, such as 0.75.</param>
/// <param name="Tolerance">Distance up to which a share supports the claim.</param>
/// <param name="Source">Who said it.</param>
public sealed record ShareClaim(string UseClass, string Year, decimal Ratio, decimal Tolerance, Label Source)
{
    /// <summary>The worked example: in 2018 facility maintenance took 3/4 of the special fund, within 0.005 (Wu 2022, interview 20191210; phase and denominator not stated there).</summary>
    public static ShareClaim ThreeQuartersOf2018 { get; } = new("facility_maintenance", "2018", 0.75m, 0.005m,
        new("吴月（2022），访谈20191210", "Wu (2022), interview 20191210"));
}

/// <summary>A claim held against several definitions.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Definitions">One outcome per definition, in the order given.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record SharesComparison(ShareClaim Claim, ImmutableArray<DefinitionOutcome> Definitions, Provenance Provenance);

/// <summary>A claim under one definition.</summary>
/// <param name="Spec">The definition.</param>
/// <param name="Share">The share under it; null when there is no money of that year.</param>
/// <param name="Supports">True when the share lies within the tolerance of the claim; null without a share.</param>
public sealed record DefinitionOutcome(SharesSpec Spec, ShareOfAmount? Share, bool? Supports);
