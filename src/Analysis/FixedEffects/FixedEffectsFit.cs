using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated linear model with absorbed effects. Vectors and matrices stand in the order of <see cref="Terms"/>; the effects themselves are not estimated.</summary>
public sealed record FixedEffectsFit : IModelFit
{
    private readonly CommunityRoots _roots;
    private readonly Solution _solution;
    private readonly Inference _inference;

    internal FixedEffectsFit(FixedEffectsSpec spec, CommunityRoots roots, Solution solution, Inference inference)
    {
        Spec = spec;
        _roots = roots;
        _solution = solution;
        _inference = inference;
        Parts = [];
    }

    internal Estimates Estimates => new(Spec.Formula.Text, Terms, _roots.Origins.IsEmpty ? [] : _roots.Origins.RemoveAt(0), _solution, _inference);

    /// <summary>What was estimated.</summary>
    public FixedEffectsSpec Spec { get; }

    /// <summary>R's names of the k coefficients, without the intercept.</summary>
    public required ImmutableArray<string> Terms { get; init; }

    /// <summary>k estimates, in units of the outcome per unit of the term.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>k standard errors, in the units of the estimates.</summary>
    public required ImmutableArray<double> StdErrors { get; init; }

    /// <summary>k × k covariance of the estimates, of the kind that <see cref="Spec"/> names.</summary>
    public required LabelledMatrix Vcov { get; init; }

    /// <summary>The absorbed fields, in the formula's order.</summary>
    public required ImmutableArray<EffectWay> Ways { get; init; }

    /// <summary>The fit as a whole.</summary>
    public required AbsorbedQuality Quality { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <summary>Degrees of freedom of joint tests: N - K, G - 1 of the way with fewest clusters, or the smallest of <see cref="TermDegreesOfFreedom"/>.</summary>
    public double DegreesOfFreedom => _inference.JointDf;

    /// <summary>k degrees of freedom, one a term.</summary>
    public ImmutableArray<double> TermDegreesOfFreedom => _inference.Df;

    /// <summary>The draws of the wild cluster bootstrap; null for other kinds of errors.</summary>
    public WildBootstrap? Wild => _inference.Wild;

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms => _roots.PeopleOfTerms;

    /// <inheritdoc/>
    public string Method => "fe";

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    string IModelFit.Formula => Spec.Formula.Text;

    string IModelFit.Uncertainty => Spec.Vcov.Name;

    double IModelFit.Level => Spec.Level;

    /// <inheritdoc/>
    public long RowsIncomplete => _roots.RowsIncomplete;

    /// <inheritdoc/>
    public int Communities => _roots.Communities;

    /// <summary>Part <c>absorbed</c> and what was added.</summary>
    public ImmutableArray<FitPart> Parts { get; init; }

    /// <summary>A new fit of the same statistics with another covariance of the coefficients.</summary>
    /// <exception cref="StudyException">The kind is not offered with these effects.</exception>
    public FixedEffectsFit With(Vcov vcov)
    {
        var fit = FixedEffectsModel.Fit(Spec.With(vcov), _roots);
        return fit with { Provenance = fit.Provenance with { Sources = Provenance.Sources } };
    }

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => _inference.Tidy(Terms, Coefficients, StdErrors, Spec.Level);

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("r_squared", Quality.RSquared), new("adj_r_squared", Quality.AdjRSquared), new("within_r_squared", Quality.WithinRSquared), new("sigma", Quality.Sigma),
        new("nobs", Rows), new("communities", Communities), new("df_residual", Quality.ResidualDf),
    ];
}
