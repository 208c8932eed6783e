using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated linear model. Vectors and matrices stand in the order of <see cref="Terms"/>.</summary>
public sealed record LinearFit : IModelFit
{
    private readonly LinearStatistics _statistics;
    private readonly Inference _inference;

    internal LinearFit(LinearSpec spec, LinearStatistics statistics, Solution solution, Inference inference)
    {
        Spec = spec;
        _statistics = statistics;
        Solution = solution;
        _inference = inference;
    }

    internal CommunityRoots Roots => _statistics.Roots;

    internal Solution Solution { get; }

    internal Estimates Estimates => new(Spec.Formula.Text, Terms, Roots.Origins, Solution, _inference);

    internal AdjustedClusters? Adjusted => _inference.Adjusted;

    /// <summary>What was estimated.</summary>
    public LinearSpec Spec { get; }

    /// <summary>R's names of the k coefficients.</summary>
    public required ImmutableArray<string> Terms { get; init; }

    /// <summary>k estimates, in units of the outcome per unit of the term.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>k standard errors, in the units of the estimates; roots of the diagonal of <see cref="Vcov"/>.</summary>
    public required ImmutableArray<double> StdErrors { get; init; }

    /// <summary>k × k covariance of the estimates, of the kind that <see cref="Spec"/> names.</summary>
    public required LabelledMatrix Vcov { get; init; }

    /// <summary>The fit as a whole.</summary>
    public required FitQuality Quality { get; init; }

    /// <summary>Complete rows, N; rows of weight zero are not counted.</summary>
    public required long Rows { get; init; }

    /// <summary>Degrees of freedom of the t statistics: N - k, or G - 1 for CR0, CR1 and the wild bootstrap; for CR2 and CR3 the smallest of <see cref="TermDegreesOfFreedom"/>.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>k degrees of freedom, one a term: those of Satterthwaite for CR2 and CR3, else all equal.</summary>
    public ImmutableArray<double> TermDegreesOfFreedom => _inference.Df;

    /// <summary>The draws of the wild cluster bootstrap; null for other kinds of errors.</summary>
    public WildBootstrap? Wild => _inference.Wild;

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<FitPart> Parts { get; init; } = [];

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms => Roots.PeopleOfTerms;

    /// <inheritdoc/>
    public string Method => "ols";

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    string IModelFit.Formula => Spec.Formula.Text;

    string IModelFit.Uncertainty => Spec.Vcov.Name;

    double IModelFit.Level => Spec.Level;

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <summary>Rows left out because a value is missing.</summary>
    public long RowsIncomplete => Roots.RowsIncomplete;

    /// <summary>Communities, G; 0 when no cluster field was named.</summary>
    public int Communities => Roots.Communities;

    /// <summary>Residual standard error, in units of the outcome.</summary>
    public double Sigma => Quality.Sigma;

    /// <summary>R², about the mean with an intercept and about zero without; null when the outcome does not vary.</summary>
    public double? RSquared => Quality.RSquared;

    /// <summary>R² corrected for the number of terms; null when the outcome does not vary.</summary>
    public double? AdjRSquared => Quality.AdjRSquared;

    /// <summary>Classical F of all terms but the intercept; null where it does not apply.</summary>
    public double? FStatistic => Quality.FStatistic;

    /// <summary>Gaussian log-likelihood; null when the residual is exactly 0.</summary>
    public double? LogLikelihood => Quality.LogLikelihood;

    /// <summary>Akaike's criterion; null when the residual is exactly 0.</summary>
    public double? Aic => Quality.Aic;

    /// <summary>Schwarz's criterion; null when the residual is exactly 0.</summary>
    public double? Bic => Quality.Bic;

    /// <summary>A new fit of the same statistics with another covariance of the coefficients.</summary>
    /// <exception cref="StudyException">Errors by community without at least two communities; HC without its second pass; CR2 or CR3 under weights without their roots.</exception>
    public LinearFit With(Vcov vcov)
    {
        var fit = LinearModel.Fit(Spec.With(vcov), _statistics);
        return fit with { Provenance = fit.Provenance with { Sources = Provenance.Sources } };
    }

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => _inference.Tidy(Terms, Coefficients, StdErrors, Spec.Level);

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("r_squared", RSquared), new("adj_r_squared", AdjRSquared), new("sigma", Sigma),
        new("f_statistic", FStatistic), new("f_df1", Quality.FDf1), new("f_df2", Quality.ResidualDf), new("f_p_value", Quality.FPValue),
        new("log_likelihood", LogLikelihood), new("aic", Aic), new("bic", Bic),
        new("nobs", Rows), new("communities", Roots.Clustered ? Communities : null), new("df_residual", Quality.ResidualDf),
    ];
}
