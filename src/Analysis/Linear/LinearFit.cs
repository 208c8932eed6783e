using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated linear model. Vectors and matrices stand in the order of <see cref="Terms"/>.</summary>
public sealed record LinearFit : IModelFit
{
    private readonly CommunityRoots _roots;

    internal LinearFit(LinearSpec spec, CommunityRoots roots)
    {
        Spec = spec;
        _roots = roots;
    }

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

    /// <summary>Degrees of freedom of the t statistics: N - k, or G - 1 for CR1.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<FitPart> Parts { get; init; } = [];

    /// <inheritdoc/>
    public string Method => "ols";

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    string IModelFit.Formula => Spec.Formula.Text;

    string IModelFit.Uncertainty => Spec.Vcov.Name;

    double IModelFit.Level => Spec.Level;

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <summary>Rows left out because a value is missing.</summary>
    public long RowsIncomplete => _roots.RowsIncomplete;

    /// <summary>Communities, G; 0 when no cluster field was named.</summary>
    public int Communities => _roots.Communities;

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
    /// <exception cref="StudyException">CR1 without at least two communities.</exception>
    public LinearFit With(Vcov vcov)
    {
        var fit = LinearModel.Fit(Spec.With(vcov), _roots);
        return fit with { Provenance = fit.Provenance with { Sources = Provenance.Sources } };
    }

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy()
    {
        double critical = StudentT.Critical(1 - Spec.Level, DegreesOfFreedom);
        return [.. Terms.Select((_, i) => Row(i, critical))];
    }

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("r_squared", RSquared), new("adj_r_squared", AdjRSquared), new("sigma", Sigma),
        new("f_statistic", FStatistic), new("f_df1", Quality.FDf1), new("f_df2", Quality.ResidualDf), new("f_p_value", Quality.FPValue),
        new("log_likelihood", LogLikelihood), new("aic", Aic), new("bic", Bic),
        new("nobs", Rows), new("communities", _roots.Clustered ? Communities : null), new("df_residual", Quality.ResidualDf),
    ];

    private TidyRow Row(int i, double critical)
    {
        double estimate = Coefficients[i], error = StdErrors[i];
        double? statistic = error > 0 ? estimate / error : null;
        double? p = statistic is { } t ? StudentT.TwoSided(t, DegreesOfFreedom) : null;
        return new TidyRow(Terms[i], estimate, error, statistic, DegreesOfFreedom, p, estimate - critical * error, estimate + critical * error);
    }
}
