using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Response rates of a survey.</summary>
/// <param name="Cases">The dispositions.</param>
/// <param name="EligibleShare">e, the share of unknown cases taken as eligible, in 0..1.</param>
/// <param name="Rates">RR1 to RR6 in order, in 0..1.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record ResponseRatesResult(Dispositions Cases, double EligibleShare, ImmutableArray<double> Rates, Provenance Provenance) : IResult
{
    /// <summary>One row a rate, <c>RR1</c> to <c>RR6</c>.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Rates.Select((rate, i) => new TidyRow("RR" + (char)('1' + i), rate))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [new("cases", Cases.Cases), new("eligible", Cases.Eligible), new("unknown", Cases.Unknown), new("e", EligibleShare)];
}
