using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One parameter of a fitted structural model.</summary>
/// <param name="Left">Left name, or name of a defined parameter.</param>
/// <param name="Operator">What it relates.</param>
/// <param name="Right">Right name; the expression of a defined parameter; empty for an intercept.</param>
/// <param name="Group">Name of the group; empty for one group and for defined parameters.</param>
/// <param name="Label">Label; empty for none.</param>
/// <param name="IsFree">False for a fixed value.</param>
/// <param name="Estimate">Estimate or fixed value.</param>
/// <param name="StdError">Standard error; null where fixed.</param>
/// <param name="PValue">Two-sided p of estimate / error in the normal distribution.</param>
/// <param name="ConfLow">Lower end of the interval.</param>
/// <param name="ConfHigh">Upper end of the interval.</param>
/// <param name="Standardised">The parameter with all variables standardised (std.all); null where a variance is not positive.</param>
/// <param name="StandardisedError">Its standard error by the delta method; null where it is fixed by standardising.</param>
/// <param name="StandardisedLatent">The parameter with latent variables standardised (std.lv).</param>
public sealed record SemParameter(
    string Left, ParameterOperator Operator, string Right, string Group, string Label, bool IsFree, double Estimate, double? StdError, double? PValue, double? ConfLow, double? ConfHigh,
    double? Standardised, double? StandardisedError, double? StandardisedLatent)
{
    /// <summary>The parameter in lavaan's words, with its group where there are several.</summary>
    public string Term => (Operator == ParameterOperator.Defined ? Left : StructuralParameter.TextOf(Left, Operator, Right)) + (Group.Length > 0 ? $" [{Group}]" : "");

    internal bool IsVariance => Operator == ParameterOperator.Covariance && Left == Right;
}

/// <summary>A fitted structural model.</summary>
public sealed record SemFit : IScoredFit
{
    internal SemFit(SemSpec spec) => Spec = spec;

    /// <summary>What was estimated.</summary>
    public SemSpec Spec { get; }

    /// <summary>The parameters: as stated, those added by default, the defined ones.</summary>
    public required ImmutableArray<SemParameter> Parameters { get; init; }

    /// <summary>Measures of fit under lavaan's names.</summary>
    public required ImmutableArray<FitMeasure> Measures { get; init; }

    /// <summary>Share of each explained variable's variance: variable, group, R².</summary>
    public required ImmutableArray<(string Variable, string Group, double? Share)> Explained { get; init; }

    /// <summary>Modification indices, the largest first; none with FIML.</summary>
    public required ImmutableArray<ModificationIndex> Modifications { get; init; }

    /// <summary>Residual correlations of pairs of observed variables, the largest first: first, second, group, residual.</summary>
    public required ImmutableArray<(string First, string Second, string Group, double Residual)> Residuals { get; init; }

    /// <summary>Reliability of the factors that have at least two observed items.</summary>
    public required ImmutableArray<FactorReliability> Factors { get; init; }

    /// <summary>Pairs of these factors: are they told apart?</summary>
    public required ImmutableArray<FactorPair> Pairs { get; init; }

    /// <summary>Names of the groups; one empty name for none.</summary>
    public required ImmutableArray<(string Name, long Rows)> Groups { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required int Communities { get; init; }

    /// <inheritdoc/>
    public required string Uncertainty { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <summary>Covariances of the free parameters, k × k, in the order of their first mention; parameters of one label are one.</summary>
    public required LabelledMatrix Covariance { get; init; }

    /// <summary>Further tables that were asked for: invariance, competing models, reliability.</summary>
    public ImmutableArray<FitPart> Further { get; init; } = [];

    /// <summary>Field of the groups, for <see cref="Scores"/>; null for none.</summary>
    public string? GroupField { get; init; }

    internal SemEstimate? Estimate { get; init; }

    /// <inheritdoc/>
    public string Method => Spec.Method;

    string IModelFit.Formula => Spec.Model.Text;

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary><c>fit_measures</c>, <c>standardized</c>, <c>r_squared</c>, <c>modification_indices</c>, <c>residual_correlations</c>, <c>reliability</c>, <c>discriminant_validity</c>, <c>path_diagram</c> and what was asked for.</summary>
    public ImmutableArray<FitPart> Parts => SemParts.Of(this);

    /// <summary>A measure of fit by lavaan's name; null when it does not apply.</summary>
    public double? this[string measure] => Measures.FirstOrDefault(one => one.Name == measure)?.Value;

    /// <summary>A parameter by its term, such as <c>visual =~ x2</c>; null when there is none.</summary>
    public SemParameter? Parameter(string term) => Parameters.FirstOrDefault(one => one.Term == term);

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Parameters.Select(one => new TidyRow(
        one.Term, one.Estimate, one.StdError, one.StdError is { } error ? one.Estimate / error : null, null, one.PValue, one.ConfLow, one.ConfHigh))];

    private static readonly ImmutableArray<string> Glanced = ["chisq", "df", "pvalue", "chisq.scaled", "pvalue.scaled", "cfi", "tli", "rmsea", "srmr", "aic", "bic", "npar"];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        .. Glanced.Select(name => Measures.FirstOrDefault(one => one.Name == name)).OfType<FitMeasure>().Select(one => new GlanceEntry(SemParts.Snake(one.Name), one.Value)),
        new("nobs", Rows), new("communities", Communities > 0 ? Communities : null),
    ];

    /// <inheritdoc/>
    public ImmutableArray<string> ScoredFields => Spec.Model.Observed;

    Frame IScoredFit.Scores(Frame rows) => Scores(rows, Spec.Scoring);

    /// <summary>Scores of the latent variables, a column a variable; missing for rows of no group of the fit, and for rows that miss an answer, unless the fit is by FIML. Equal to lavaan's <c>lavPredict</c>.</summary>
    /// <param name="rows">Rows with the observed variables, and the field of the groups.</param>
    /// <param name="scoring">How the items are weighed.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    public Frame Scores(Frame rows, FactorScoring scoring)
    {
        int latent = Spec.Model.Latent.Length;
        double[][] columns = [.. Spec.Model.Observed.Select(name => rows[name].Doubles())];
        SemScores[] scorers = [.. Groups.Select((_, g) => new SemScores(Estimate!, g, scoring))];
        var index = Groups.Select((one, g) => (one.Name, g)).ToDictionary(pair => pair.Name, pair => pair.g, StringComparer.Ordinal);
        Column? groups = Groups.Length > 1 ? rows[GroupField!] : null;
        double[] row = new double[columns.Length], scores = [.. Enumerable.Repeat(double.NaN, rows.Rows * latent)];
        for (int r = 0; r < rows.Rows; r++)
        {
            for (int i = 0; i < row.Length; i++) row[i] = columns[i][r];
            if (index.TryGetValue(groups?.Text(r) ?? Groups[0].Name, out int group)) scorers[group].Of(row, scores.AsSpan(r * latent, latent));
        }
        return ScoreColumns.Of(Spec.Model.Latent, scores);
    }

    /// <inheritdoc/>
    public long PeopleBehind(int row) => PeopleOf(Parameters[row].Group);

    internal long PeopleOf(string group) => group.Length == 0 ? Rows : Groups.First(one => one.Name == group).Rows;
}
