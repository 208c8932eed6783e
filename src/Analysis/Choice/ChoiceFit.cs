using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated choice model.</summary>
public sealed record ChoiceFit : IModelFit
{
    internal ChoiceFit(ChoiceSpec spec) => Spec = spec;

    /// <summary>What was estimated.</summary>
    public ChoiceSpec Spec { get; }

    /// <summary>The parameters reported, in the order of <see cref="Estimates"/>: coefficients, then thresholds.</summary>
    public required ImmutableArray<ChoiceTerm> Terms { get; init; }

    /// <summary>Their estimates, on the scale of the linear predictor.</summary>
    public required ImmutableArray<TidyRow> Estimates { get; init; }

    /// <summary>Categories of the outcome in order, of a multinomial model the base first; empty for counts.</summary>
    public required ImmutableArray<string> Categories { get; init; }

    /// <summary>Rows of each category.</summary>
    public required ImmutableArray<long> CategoryRows { get; init; }

    /// <summary>Covariance of the estimates.</summary>
    public required LabelledMatrix Vcov { get; init; }

    /// <summary>Figures of the fit as a whole.</summary>
    public required ChoiceQuality Quality { get; init; }

    /// <summary>Units of the sample where errors rest on them; null otherwise.</summary>
    public required SampleUnits? Units { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required int Communities { get; init; }

    /// <inheritdoc/>
    public required TermPeople PeopleOfTerms { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<FitPart> Parts { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => Spec.Family.Method();

    /// <inheritdoc/>
    public string Formula => Spec.Formula.Text;

    /// <inheritdoc/>
    public string Uncertainty => Spec.ErrorsUsed.Name;

    /// <inheritdoc/>
    public double Level => Spec.Level;

    /// <summary>A coefficient rests on the rows that its term sets apart; an equation on its category and the base; a threshold on the two categories beside it.</summary>
    public long PeopleBehind(int row) => Math.Min(PeopleOfTerms.Behind(Terms[row].Name, Rows), CategoryPeople(Terms[row].Category));

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => Estimates;

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("log_likelihood", Quality.LogLikelihood), new("null_log_likelihood", Quality.NullLogLikelihood), new("mcfadden_r_squared", Quality.McFadden), new("deviance", -2 * Quality.LogLikelihood),
        .. IsPseudo ? [] : new GlanceEntry[] { new("aic", Quality.Aic), new("bic", Quality.Bic) },
        .. Theta is { } theta ? new GlanceEntry[] { new("theta", theta.Estimate), new("theta_std_error", theta.StdError) } : [],
        .. Quality.Dispersion is { } dispersion ? [new GlanceEntry("dispersion", dispersion)] : Array.Empty<GlanceEntry>(),
        new("nobs", Quality.Size), new("parameters", Quality.Parameters), new("iterations", Quality.Iterations), new("converged", 1),
        .. Communities > 0 ? [new GlanceEntry("communities", Communities)] : Array.Empty<GlanceEntry>(),
        .. Spec.ErrorsUsed == ChoiceErrors.Taylor && Units is { } units ? new GlanceEntry[] { new("units", units.Count), new("strata", units.Strata.Length), new("df_design", units.Df), new("weight_sum", units.Weights.Sum) } : [],
    ];

    /// <summary>θ of a negative binomial model with its standard error by the observed information, MASS's <c>SE.theta</c>; null otherwise.</summary>
    public (double Estimate, double StdError)? Theta { get; internal init; }

    /// <summary>True where the likelihood is of weighted rows and no probability.</summary>
    private bool IsPseudo => Spec.Design.Weights is not null && !Spec.Repeated;

    /// <summary>People that what is said of a category rests on: of a threshold and an equation, the smaller of its two categories.</summary>
    private long CategoryPeople(int category) =>
        category < 0 || CategoryRows.IsEmpty ? Rows : Spec.Family == ChoiceFamily.Multinomial ? Math.Min(CategoryRows[0], CategoryRows[category]) : Math.Min(CategoryRows[category], CategoryRows[category + 1]);
}
