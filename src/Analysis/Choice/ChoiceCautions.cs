using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting a choice model.</summary>
internal static class ChoiceCautions
{
    /// <summary>Pearson's chi-squared over its degrees of freedom from which counts are overdispersed; Cameron and Trivedi (1998), section 3.4, test against 1.</summary>
    private const double Overdispersed = 1.5;

    /// <summary>Fewer rows of a category than this leave its parameters unstable; Peduzzi et al. (1996) ask for ten events a term.</summary>
    private const long FewRows = 10;

    internal static ImmutableArray<Label> Of(ChoiceReduction rows, ChoiceQuality quality, ChoiceUncertainty uncertainty) =>
    [
        .. quality.Dispersion > Overdispersed && rows.Spec.ErrorsUsed == ChoiceErrors.Classical ? [ChoiceFaults.Overdispersed(quality.Dispersion.Value)] : Array.Empty<Label>(),
        .. quality.Extreme > 0 ? [ChoiceFaults.Separation(quality.Extreme)] : Array.Empty<Label>(),
        .. rows.Spec.Family.IsCount() ? [] : rows.People.Where(entry => entry.Value < FewRows).Select(entry => ChoiceFaults.Small(rows.Keys.Categories[(int)entry.Key], entry.Value)),
        .. uncertainty.Clusters is > 0 and < LinearCautions.FewCommunities ? [ChoiceFaults.FewClustersCaution(uncertainty.Clusters)] : Array.Empty<Label>(),
        .. uncertainty is { Clusters: > 0, Units: { } units } && units.SizeVariation > LinearCautions.UnequalSizes ? [ChoiceFaults.UnequalClusters(units.SizeVariation)] : Array.Empty<Label>(),
        .. LinearCautions.Collinear(rows.Plan.Design.Formula, rows.Plan.Labels, rows.Plan.Origins, rows.Root),
    ];
}
