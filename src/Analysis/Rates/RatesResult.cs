using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Rates with their intervals.</summary>
/// <param name="Spec">The rates.</param>
/// <param name="Communities">One estimate per rate, year and community, in ordinal order.</param>
/// <param name="Years">One estimate per rate and year over all communities.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record RatesResult(RatesSpec Spec, ImmutableArray<RateEstimate> Communities, ImmutableArray<RateEstimate> Years, Provenance Provenance) : IResult
{
    /// <summary>The estimate of a rate and year over all communities; null when there is none.</summary>
    public RateEstimate? Of(string rate, string year) => Years.FirstOrDefault(found => found.Rate == rate && found.Year == year);

    /// <summary>One row per rate and year over all communities, then one per community.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Years.Concat(Communities).Select(rate => new TidyRow(
        $"{rate.Rate}:{rate.Year}:{rate.Community}", rate.Estimate, Df: null, ConfLow: rate.Low, ConfHigh: rate.High))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("rates", Communities.Length), new("undetermined", Communities.Count(rate => rate.Estimate is null)), new("level", Spec.Level),
    ];
}
