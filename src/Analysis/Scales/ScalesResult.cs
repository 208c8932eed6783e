using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reliability and means of scales.</summary>
/// <param name="Spec">The scales and the design.</param>
/// <param name="Scales">One per scale, in the order of the spec.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record ScalesResult(ScalesSpec Spec, ImmutableArray<ScaleReliability> Scales, Provenance Provenance) : IResult
{
    /// <summary>The scale of a name.</summary>
    /// <exception cref="StudyException">No such scale; names the nearest.</exception>
    public ScaleReliability this[string name] => Scales.FirstOrDefault(scale => scale.Spec.Name == name)
        ?? throw AnalysisFaults.UnknownScale(name, Scales.Select(scale => scale.Spec.Name));

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Scales.Select(scale => new TidyRow(
        scale.Spec.Name, scale.Mean.Estimate, scale.Mean.StdError, Df: scale.Mean.Df, ConfLow: scale.Mean.ConfLow, ConfHigh: scale.Mean.ConfHigh))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [.. Scales.SelectMany(scale => new GlanceEntry[]
    {
        new($"{scale.Spec.Name}_alpha", scale.Alpha), new($"{scale.Spec.Name}_standardised_alpha", scale.StandardisedAlpha), new($"{scale.Spec.Name}_n", scale.Rows),
    })];
}

/// <summary>Cronbach's alpha of a scale (Cronbach 1951, eq. 2) with its items, over complete rows and after reversing, and the mean of its score.</summary>
/// <param name="Spec">The scale.</param>
/// <param name="Rows">Rows with every item answered, n.</param>
/// <param name="Alpha">k/(k-1) · (1 - Σ item variances / variance of the sum); at most 1, negative when items disagree; null when it does not exist.</param>
/// <param name="StandardisedAlpha">k r / (1 + (k-1) r), r the mean inter-item correlation; null when an item does not vary.</param>
/// <param name="Items">Items in the order of the scale.</param>
/// <param name="Mean">Mean of the score over the rows that have one, by the design.</param>
public sealed record ScaleReliability(ScaleSpec Spec, int Rows, double? Alpha, double? StandardisedAlpha, ImmutableArray<ItemReliability> Items, DesignMean Mean)
{
    /// <summary>Items that, turned round, would raise alpha: perhaps coded the wrong way.</summary>
    public ImmutableArray<string> ReverseSuspects => [.. Items.Where(item => item.AlphaIfReversed > Alpha).Select(item => item.Item)];
}

/// <summary>One item of a scale, after reversing where the scale says so.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="Reversed">True when it was turned round.</param>
/// <param name="Mean">Mean over complete rows.</param>
/// <param name="StdDev">Standard deviation, n - 1.</param>
/// <param name="ItemRest">Correlation with the sum of the other items; null when either does not vary.</param>
/// <param name="AlphaIfDeleted">Alpha of the scale without it; null with fewer than 3 items.</param>
/// <param name="AlphaIfReversed">Alpha of the scale with it turned round once more.</param>
public sealed record ItemReliability(string Item, bool Reversed, double Mean, double StdDev, double? ItemRest, double? AlphaIfDeleted, double? AlphaIfReversed);

/// <summary>A mean by the design of a survey: weighted, with a linearised standard error over primary sampling units within strata (Taylor series; Binder 1983).</summary>
/// <param name="Estimate">Weighted mean; null without rows.</param>
/// <param name="StdError">Standard error; null with fewer than 2 units.</param>
/// <param name="Df">Primary sampling units minus strata.</param>
/// <param name="Rows">Rows with a value and a weight.</param>
/// <param name="Units">Primary sampling units; the rows themselves when no cluster is named.</param>
public sealed record DesignMean(double? Estimate, double? StdError, int Df, int Rows, int Units)
{
    /// <summary>Lower end of the 95 % interval, normal.</summary>
    public double? ConfLow => Estimate - ScalesSpec.NormalQuantile * StdError;

    /// <summary>Upper end of the 95 % interval, normal.</summary>
    public double? ConfHigh => Estimate + ScalesSpec.NormalQuantile * StdError;
}
