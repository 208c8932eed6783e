using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The estimated reliability of a scale.</summary>
public sealed record ReliabilityFit : IModelFit
{
    internal ReliabilityFit(ReliabilitySpec spec) => Spec = spec;

    /// <summary>What was estimated.</summary>
    public ReliabilitySpec Spec { get; }

    /// <summary>Alpha, standardised alpha, omega, omega total, omega hierarchical; those that do not exist are left out and a caution says why.</summary>
    public required ImmutableArray<ScaleCoefficient> Coefficients { get; init; }

    /// <summary>The k items in the order of the scale.</summary>
    public required ImmutableArray<ItemStatistic> Items { get; init; }

    /// <summary>The splits odd-even and first-second half.</summary>
    public required ImmutableArray<SplitHalf> Splits { get; init; }

    /// <summary>Guttman's λ4 over all splits, or over a sample of them.</summary>
    public required SplitRange AllSplits { get; init; }

    /// <summary>Loadings of the k items; empty with fewer than 3.</summary>
    public required ImmutableArray<ItemLoading> Loadings { get; init; }

    /// <summary>Mean correlation of two items.</summary>
    public required double AverageCorrelation { get; init; }

    /// <summary>Guttman's λ6 of the correlations.</summary>
    public required double Lambda6 { get; init; }

    /// <summary>Share of the general factor in the items' common variance, ECV, in 0..1; null without omega hierarchical.</summary>
    public required double? CommonShare { get; init; }

    /// <summary>Lowest and highest answer.</summary>
    public required (double Minimum, double Maximum) Range { get; init; }

    /// <summary>Rows of the lower and the upper group by total score; 0 when they would overlap.</summary>
    public required (long Lower, long Upper) ScoreGroups { get; init; }

    /// <summary>Complete rows, n.</summary>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required int Communities { get; init; }

    /// <summary><c>Feldt</c>, <c>bootstrap</c> or <c>cluster bootstrap</c>.</summary>
    public required string Uncertainty { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "alpha";

    /// <summary>The coefficient of a name; null when it does not exist.</summary>
    public ScaleCoefficient? this[string name] => Coefficients.FirstOrDefault(coefficient => coefficient.Name == name);

    /// <summary>Items that, turned round, would raise alpha: perhaps coded the wrong way.</summary>
    public ImmutableArray<string> ReverseSuspects => [.. Items.Where(item => item.AlphaIfReversed > this["alpha"]?.Estimate).Select(item => item.Item)];

    string IModelFit.Formula => Spec.Scale.Text;

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary><c>items</c>, <c>reliability</c>, <c>split_half</c>, <c>loadings</c>.</summary>
    public ImmutableArray<FitPart> Parts => ReliabilityParts.Of(this);

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() =>
        [.. Coefficients.Select(one => new TidyRow(one.Name, one.Estimate, one.StdError, ConfLow: one.ConfLow, ConfHigh: one.ConfHigh))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("items", Items.Length), new("average_r", AverageCorrelation), new("lambda4", AllSplits.Best.Guttman), new("lambda6", Lambda6), new("ecv", CommonShare),
        new("lower_group", ScoreGroups.Lower), new("upper_group", ScoreGroups.Upper), new("nobs", Rows), new("communities", Communities > 0 ? Communities : null),
    ];
}

/// <summary>A coefficient of reliability.</summary>
/// <param name="Name">Such as <c>alpha</c>.</param>
/// <param name="Variant">The formula variant in words.</param>
/// <param name="Estimate">The estimate; at most 1.</param>
/// <param name="StdError">Standard error: of alpha for large n (Van Zyl, Neudecker and Nel 2000), or over the draws; null where neither applies.</param>
/// <param name="ConfLow">Lower end of the interval; null where there is none.</param>
/// <param name="ConfHigh">Upper end of the interval; null where there is none.</param>
public sealed record ScaleCoefficient(string Name, string Variant, double Estimate, double? StdError, double? ConfLow, double? ConfHigh)
{
    internal static ImmutableArray<(string Name, string Variant)> Names(int factors) =>
    [
        ("alpha", "Cronbach (1951), covariances"),
        ("standardised_alpha", "alpha of the correlations"),
        ("omega", "McDonald (1999): one factor, maximum likelihood, covariances"),
        ("omega_total", $"Revelle: {factors} minimum-residual factors, oblimin, Schmid-Leiman, correlations"),
        ("omega_hierarchical", $"Zinbarg et al. (2005): general factor of {factors}, oblimin, Schmid-Leiman, correlations"),
    ];
}

/// <summary>Loadings of one item, turned round where the scale says so, for standardised items.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="OneFactor">Loading on the single factor, maximum likelihood.</param>
/// <param name="General">Loading on the general factor of the Schmid-Leiman solution; null without it.</param>
/// <param name="Groups">m loadings on the group factors; empty without them.</param>
/// <param name="Communality">Its communality, at most 0.995; null without the solution.</param>
public sealed record ItemLoading(string Item, double OneFactor, double? General, ImmutableArray<double> Groups, double? Communality);
