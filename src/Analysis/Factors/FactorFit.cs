using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An item of a factor solution.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="Reversed">True when it was turned round.</param>
/// <param name="Loadings">m pattern loadings.</param>
/// <param name="Structure">m correlations with the factors; equal to the loadings where factors do not correlate.</param>
/// <param name="Communality">Share of its variance that the factors make, 0..1.</param>
/// <param name="Uniqueness">The rest.</param>
/// <param name="Kmo">Its measure of sampling adequacy, 0..1.</param>
/// <param name="Weights">m weights of the standardised item in the factor scores.</param>
/// <param name="Thresholds">Polychoric thresholds; empty with Pearson's correlations.</param>
public sealed record FactorItem(
    string Item, bool Reversed, ImmutableArray<double> Loadings, ImmutableArray<double> Structure, double Communality, double Uniqueness, double Kmo, ImmutableArray<double> Weights, ImmutableArray<double> Thresholds);

/// <summary>A factor.</summary>
/// <param name="Name">F1, F2 …</param>
/// <param name="SumOfSquares">Variance of the items that it makes, diag(Φ L'L).</param>
/// <param name="Share">That over the number of items, 0..1.</param>
/// <param name="Cumulative">Summed up to this factor.</param>
/// <param name="Determinacy">Squared multiple correlation with the items, 0..1.</param>
public sealed record FactorShare(string Name, double SumOfSquares, double Share, double Cumulative, double Determinacy);

/// <summary>An eigenvalue of the correlations.</summary>
/// <param name="Value">Eigenvalue.</param>
/// <param name="RandomMean">Mean in random samples.</param>
/// <param name="RandomQuantile">Asked quantile in random samples.</param>
/// <param name="Retained">True when it and all before exceed the quantile.</param>
public sealed record FactorEigenvalue(double Value, double RandomMean, double RandomQuantile, bool Retained);

/// <summary>A χ² test.</summary>
/// <param name="ChiSquared">Statistic.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="PValue">0..1.</param>
public sealed record FactorTest(double ChiSquared, double Df, double PValue);

/// <summary>Exploratory factors.</summary>
public sealed record FactorFit : IScoredFit
{
    internal FactorFit(FactorSpec spec) => Spec = spec;

    /// <summary>What was found.</summary>
    public FactorSpec Spec { get; }

    /// <summary>The k items in order.</summary>
    public required ImmutableArray<FactorItem> Items { get; init; }

    /// <summary>The m factors.</summary>
    public required ImmutableArray<FactorShare> Factors { get; init; }

    /// <summary>m × m correlations of the factors.</summary>
    public required LabelledMatrix FactorCorrelations { get; init; }

    /// <summary>k × k correlations of the items, turned items turned.</summary>
    public required LabelledMatrix Correlations { get; init; }

    /// <summary>The k eigenvalues of the correlations with parallel analysis of components.</summary>
    public required ImmutableArray<FactorEigenvalue> Eigenvalues { get; init; }

    /// <summary>The k eigenvalues of the correlations with communalities on the diagonal, with parallel analysis of common factors; <see cref="FactorSpec.Parallel"/> says which communalities.</summary>
    public required ImmutableArray<FactorEigenvalue> CommonEigenvalues { get; init; }

    /// <summary>Kaiser's (1974) measure of sampling adequacy, 0..1.</summary>
    public required double Kmo { get; init; }

    /// <summary>Bartlett's (1951) test of sphericity; null with weights or polychoric correlations.</summary>
    public required FactorTest? Sphericity { get; init; }

    /// <summary>Test that m factors suffice; null unless by maximum likelihood of unweighted Pearson correlations with degrees of freedom.</summary>
    public required FactorTest? Test { get; init; }

    /// <summary>Root mean square of the residual correlations.</summary>
    public required double ResidualRoot { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "efa";

    /// <inheritdoc/>
    public string Uncertainty => "none";

    /// <inheritdoc/>
    public int Communities => 0;

    string? IScoredFit.GroupField => null;

    /// <inheritdoc/>
    public ImmutableArray<string> ScoredFields => Spec.Scale.Items;

    /// <summary>Means and standard deviations (divisor n - 1) of the items before they are turned.</summary>
    internal ImmutableArray<(double Mean, double Deviation)> Moments { get; init; } = [];

    /// <summary>Scores of the factors by <see cref="FactorSpec.BartlettScores"/>: weights times items standardised as the sample was, as psych's <c>factor.scores</c> and <c>factanal</c>; missing for rows that miss an answer.</summary>
    /// <param name="rows">Rows with the items.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    public Frame Scores(Frame rows)
    {
        int m = Factors.Length;
        var scores = new double[rows.Rows * m];
        for (int i = 0; i < Items.Length; i++)
        {
            double[] column = rows[Items[i].Item].Doubles();
            var (mean, deviation) = Moments[i];
            for (int at = 0; at < scores.Length; at++) scores[at] += Items[i].Weights[at % m] * (Items[i].Reversed ? -1 : 1) * (column[at / m] - mean) / deviation;
        }
        return ScoreColumns.Of([.. Factors.Select(factor => factor.Name)], scores);
    }

    string IModelFit.Formula => Spec.Scale.Text;

    double IModelFit.Level => LinearSpec.DefaultLevel;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary><c>loadings</c>, <c>structure</c>, <c>factors</c>, <c>factor_correlations</c>, <c>eigenvalues</c>, <c>common_eigenvalues</c>, <c>adequacy</c>, <c>score_weights</c>, <c>correlations</c>, <c>thresholds</c>; those that do not apply are left out.</summary>
    public ImmutableArray<FitPart> Parts => FactorParts.Of(this);

    /// <summary>One row a loading, <c>F1: item</c>.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Factors.SelectMany((factor, f) => Items.Select(item => new TidyRow($"{factor.Name}: {item.Item}", item.Loadings[f])))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("factors", Factors.Length), new("retained_by_parallel_analysis", Eigenvalues.Count(one => one.Retained)), new("retained_common_factors", CommonEigenvalues.Count(one => one.Retained)), new("kmo", Kmo), new("bartlett_chi_squared", Sphericity?.ChiSquared), new("bartlett_df", Sphericity?.Df),
        new("bartlett_p", Sphericity?.PValue), new("explained", Factors[^1].Cumulative), new("rmsr", ResidualRoot), new("chi_squared", Test?.ChiSquared), new("df", Test?.Df), new("p_value", Test?.PValue), new("nobs", Rows),
    ];
}
