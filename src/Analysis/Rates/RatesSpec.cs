using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Prescribed rates to estimate.</summary>
/// <param name="Rules">Definitions of the rates, in the order to list them.</param>
/// <param name="Level">Level of the Wilson intervals, strictly between 0 and 1.</param>
public sealed record RatesSpec(ImmutableArray<RateRule> Rules, double Level = 0.95)
{
    /// <summary>Rows of the rates to read from the store.</summary>
    public FrameSpec Rates { get; } = new("rates", ["community", "year", "rate", "numerator", "denominator", "base_population", "design"], []);

    /// <summary>Rows of the communities to read from the store: the sizes that weight sampled rates.</summary>
    public FrameSpec Communities { get; } = new("communities", ["community", "households"], []);
}
