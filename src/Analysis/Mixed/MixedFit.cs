using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A variance or covariance of the random effects.</summary>
/// <param name="Group">Name of the grouping, innermost field first; <c>Residual</c> for σ².</param>
/// <param name="Term">Column that varies; empty for the residual.</param>
/// <param name="With">The other column of a covariance; empty for a variance.</param>
/// <param name="Variance">Variance or covariance, in squared units of the outcome per units of the terms.</param>
/// <param name="StdDev">Standard deviation; null for a covariance.</param>
/// <param name="Correlation">Correlation, -1..1; null for a variance, and where a variance is zero.</param>
public sealed record VarianceComponent(string Group, string Term, string With, double Variance, double? StdDev, double? Correlation);

/// <summary>An estimated linear mixed model. Vectors and matrices stand in the order of <see cref="Terms"/>.</summary>
public sealed record MixedFit : IModelFit
{
    internal MixedFit(MixedSpec spec) => Spec = spec;

    /// <summary>What was estimated.</summary>
    public MixedSpec Spec { get; }

    /// <summary>R's names of the k fixed terms.</summary>
    public required ImmutableArray<string> Terms { get; init; }

    /// <summary>k estimates, in units of the outcome per unit of the term.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>k standard errors, in the units of the estimates.</summary>
    public required ImmutableArray<double> StdErrors { get; init; }

    /// <summary>k degrees of freedom after Satterthwaite; Kuznetsova, Brockhoff and Christensen (2017).</summary>
    public required ImmutableArray<double> DegreesOfFreedom { get; init; }

    /// <summary>k × k covariance of the estimates given the variances, σ² (X'V^-1 X)^-1.</summary>
    public required LabelledMatrix Vcov { get; init; }

    /// <summary>Relative covariance factors θ: entries of Λ, innermost level first, each block down its columns, as lme4 orders them.</summary>
    public required ImmutableArray<double> Theta { get; init; }

    /// <summary>Residual standard deviation σ, in units of the outcome.</summary>
    public required double Sigma { get; init; }

    /// <summary>Variances and covariances of the random effects, the residual's last.</summary>
    public required ImmutableArray<VarianceComponent> Random { get; init; }

    /// <summary>REML criterion or deviance: minus twice the (restricted) log-likelihood at the optimum.</summary>
    public required double Criterion { get; init; }

    /// <summary>Intraclass correlations of the outcome, one a level, innermost first.</summary>
    public required ImmutableArray<IntraclassCorrelation> Intraclass { get; init; }

    /// <summary>Variance by source; null without a constant and with weights.</summary>
    public required VarianceExplained? Explained { get; init; }

    /// <summary>The steps of the search for θ.</summary>
    public required ImmutableArray<MixedStep> Diary { get; init; }

    /// <summary>True when the search ended at an optimum.</summary>
    public required bool Converged { get; init; }

    /// <summary>True when a variance is zero or a correlation is one.</summary>
    public required bool Singular { get; init; }

    /// <summary>Shrunken deviations of the units, when they were asked for.</summary>
    public ImmutableArray<ShrunkenUnit> Units { get; init; } = [];

    /// <summary>Test against a smaller model, when one was given.</summary>
    public LikelihoodRatio? Comparison { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required TermPeople PeopleOfTerms { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <summary>Units of the innermost level, such as communities.</summary>
    public required int Communities { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<FitPart> Parts { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "lmm";

    string IModelFit.Formula => Spec.Formula.Text;

    string IModelFit.Uncertainty => "Satterthwaite";

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>Log-likelihood, restricted for REML.</summary>
    public double LogLikelihood => -Criterion / 2;

    /// <summary>Fixed terms, entries of θ and σ.</summary>
    public int Parameters => Terms.Length + Theta.Length + 1;

    /// <summary>Akaike's criterion; from the restricted likelihood for REML, and then comparable only between models of the same fixed terms.</summary>
    public double Aic => Criterion + 2 * Parameters;

    /// <summary>Schwarz's criterion, with N rows; the same limit.</summary>
    public double Bic => Criterion + Math.Log(Rows) * Parameters;

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Terms.Select((_, i) => Row(i))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("sigma", Sigma), new("log_likelihood", LogLikelihood), new(Spec.Reml ? "reml_criterion" : "deviance", Criterion), new("aic", Aic), new("bic", Bic),
        new("nobs", Rows), new("communities", Communities), new("icc", Explained?.Icc), new("r2_marginal", Explained?.Marginal), new("r2_conditional", Explained?.Conditional),
        .. Theta.Select((value, i) => new GlanceEntry($"theta_{i + 1}", value)), new("iterations", Diary[^1].Iteration), new("converged", Converged ? 1 : 0), new("singular", Singular ? 1 : 0),
    ];

    private TidyRow Row(int i)
    {
        double estimate = Coefficients[i], error = StdErrors[i], df = DegreesOfFreedom[i], wide = StudentT.Critical(1 - Spec.Level, df) * error;
        return new TidyRow(Terms[i], estimate, error, estimate / error, df, StudentT.TwoSided(estimate / error, df), estimate - wide, estimate + wide);
    }
}
