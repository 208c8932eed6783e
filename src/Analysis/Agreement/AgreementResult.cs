using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How far coders agree on nominal codes, beyond chance. Coefficients are at most 1; 0 is chance, and null stands where all ratings are alike: chance agreement is then complete and nothing can be said.</summary>
/// <param name="Spec">How it was estimated.</param>
/// <param name="Units">Units that two coders or more rated.</param>
/// <param name="Coders">Coders who rated any of them.</param>
/// <param name="Observed">Share of agreeing pairs of ratings within units, 0..1.</param>
/// <param name="Alpha">Krippendorff's alpha, nominal.</param>
/// <param name="Low">Lower bound of alpha's interval; null without draws.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Kappa">Cohen's kappa; null for more than two coders.</param>
/// <param name="Pi">Scott's pi; null for more than two coders.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record AgreementResult(
    AgreementSpec Spec, int Units, int Coders, double Observed, double? Alpha, double? Low, double? High, double? Kappa, double? Pi, Provenance Provenance) : IResult
{
    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [new("alpha", Alpha, ConfLow: Low, ConfHigh: High), new("kappa", Kappa), new("pi", Pi), new("observed", Observed)];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [new("units", Units), new("coders", Coders)];
}
