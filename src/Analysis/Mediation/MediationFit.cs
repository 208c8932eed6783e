using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated mediation model.</summary>
public sealed record MediationFit : IModelFit
{
    private readonly CommunityRoots _roots;

    internal MediationFit(MediationSpec spec, CommunityRoots roots)
    {
        Spec = spec;
        _roots = roots;
    }

    /// <summary>What was estimated.</summary>
    public MediationSpec Spec { get; }

    /// <summary>The coefficients of all equations, equation by equation; with levels those within communities first.</summary>
    public required ImmutableArray<PathEstimate> Paths { get; init; }

    /// <summary>The effects: indirect, totals, contrasts, and at values of moderators where the model has them.</summary>
    public required ImmutableArray<EffectEstimate> Effects { get; init; }

    /// <summary>Johnson and Neyman's regions; empty without moderators.</summary>
    public required ImmutableArray<ModerationRegion> Regions { get; init; }

    /// <summary>R² of each equation.</summary>
    public required ImmutableArray<EquationQuality> Quality { get; init; }

    /// <summary>Diaries of the random-intercept models; empty for least squares.</summary>
    public required ImmutableArray<PathSearch> Searches { get; init; }

    /// <summary>Draws left out because they do not identify the coefficients.</summary>
    public required int FailedDraws { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public required string Uncertainty { get; init; }

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms => _roots.PeopleOfTerms;

    /// <inheritdoc/>
    public string Method => "mediation";

    /// <inheritdoc/>
    public long Rows => Provenance.Rows;

    /// <inheritdoc/>
    public long RowsIncomplete => _roots.RowsIncomplete;

    /// <inheritdoc/>
    public int Communities => _roots.Communities;

    /// <inheritdoc/>
    public ImmutableArray<FitPart> Parts => MediationParts.Of(this);

    string IModelFit.Formula => MediationWords.OneLine(Spec.Model.Text);

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>
    /// The headline: each arrow (<c>path: x -> m</c>, with t), then the effects that hold for everyone (<c>indirect: x -> m -> y</c>, <c>total indirect: …</c>, <c>direct: …</c>, <c>total: …</c>,
    /// <c>proportion mediated: …</c>) and the indices of moderated mediation (<c>index of w: …</c>), with the standard deviation and the interval of their draws.
    /// </summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Paths.Where(path => path.IsArrow).Select(MediationParts.Row), .. Effects.Where(effect => effect.Values.IsEmpty && effect.Kind != "contrast").Select(Row)];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("nobs", Rows), new("communities", _roots.Clustered ? Communities : null),
        .. Quality.Select(one => new GlanceEntry($"r_squared_{(one.Level.Length > 0 ? one.Level + "_" : "")}{one.Outcome}", one.RSquared)),
        new("draws", Spec.Draws), new("failed_draws", FailedDraws),
    ];

    private static TidyRow Row(EffectEstimate effect) => new(effect.Name, effect.Estimate, effect.StdError, null, null, null, effect.ConfLow, effect.ConfHigh);
}
