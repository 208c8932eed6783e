using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a planned survey can find.</summary>
/// <param name="Spec">The plan.</param>
/// <param name="DesignEffect">Variance of the estimate over that of a simple random sample of as many people; below 1 where communities are compared with themselves.</param>
/// <param name="EffectiveRows">People over the design effect.</param>
/// <param name="StdError">Standard error of the estimate, in its units.</param>
/// <param name="Df">Degrees of freedom of the test; null for a proportion (normal).</param>
/// <param name="SmallestEffect">Smallest effect found with the target power (Bloom 1995, MDES), in units of the outcome; null for a proportion.</param>
/// <param name="Power">Power for <see cref="PowerSpec.Effect"/>, in 0..1; null without one.</param>
/// <param name="Margin">Margin of error of the design; null except for a proportion.</param>
/// <param name="CommunitiesNeeded">Communities, of as many people each, for the effect with the target power, or for the margin; null when neither is asked for, or when ten million do not suffice.</param>
/// <param name="RowsNeeded">People for the effect or the margin.</param>
/// <param name="Provenance">The formula.</param>
public sealed record PowerResult(
    PowerSpec Spec, double DesignEffect, double EffectiveRows, double StdError, double? Df, double? SmallestEffect, double? Power, double? Margin, long? CommunitiesNeeded, double? RowsNeeded,
    Provenance Provenance) : IResult
{
    /// <summary>The smallest detectable effect, or the proportion with its margin.</summary>
    public ImmutableArray<TidyRow> Tidy() => SmallestEffect is { } smallest
        ? [new TidyRow("smallest_effect", smallest, StdError, Df: Df)]
        : [new TidyRow("proportion", Spec.ExpectedProportion, StdError, ConfLow: Spec.ExpectedProportion - Margin, ConfHigh: Spec.ExpectedProportion + Margin)];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("people", Spec.Communities * Spec.PerCommunity), new("design_effect", DesignEffect), new("effective_people", EffectiveRows), new("std_error", StdError), new("df", Df),
        new("smallest_effect", SmallestEffect), new("power", Power), new("margin", Margin), new("communities_needed", CommunitiesNeeded), new("people_needed", RowsNeeded),
    ];
}
