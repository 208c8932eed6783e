using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How far off a model is in communities that it has not seen.</summary>
/// <param name="Model"><c>mean</c>, <c>linear</c> or <c>trees</c>.</param>
/// <param name="RSquared">1 - Σ(y - ŷ)² / Σ(y - mean of the other communities)²; below 0 where the mean predicts better.</param>
/// <param name="MeanAbsolute">Mean absolute error, in units of the outcome.</param>
/// <param name="RootMeanSquare">Root mean squared error, in units of the outcome.</param>
public sealed record OutOfCommunityError(string Model, double RSquared, double MeanAbsolute, double RootMeanSquare);

/// <summary>Permutation importance of a predictor (Breiman 2001; Fisher, Rudin and Dominici 2019).</summary>
/// <param name="Term">The predictor.</param>
/// <param name="Loss">R² lost in communities left out when its values are shuffled among their rows; near 0 for noise.</param>
/// <param name="StdDev">Standard deviation of the loss over the folds.</param>
public sealed record TreeImportance(string Term, double Loss, double StdDev);

/// <summary>A point of a partial dependence (Friedman 2001).</summary>
/// <param name="Term">The predictor.</param>
/// <param name="At">Value of a number, or level of a category, as a text.</param>
/// <param name="Prediction">Mean prediction were every row to have that value.</param>
/// <param name="People">Rows that have about that value.</param>
public sealed record DependencePoint(string Term, string At, double Prediction, long People);

/// <summary>A fold.</summary>
/// <param name="Communities">Communities left out.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="Linear">Root mean squared error of the linear model.</param>
/// <param name="Trees">That of the trees.</param>
public sealed record FoldError(int Communities, long Rows, double Linear, double Trees);

/// <summary>Boosted trees beside the linear model. Exploratory.</summary>
public sealed record TreesFit : IModelFit
{
    internal TreesFit(TreesSpec spec) => Spec = spec;

    /// <summary>What was grown.</summary>
    public TreesSpec Spec { get; }

    /// <summary>The mean, the linear model and the trees.</summary>
    public required ImmutableArray<OutOfCommunityError> Errors { get; init; }

    /// <summary>Importance of the predictors in the order of the formula.</summary>
    public required ImmutableArray<TreeImportance> Importances { get; init; }

    /// <summary>Partial dependences.</summary>
    public required ImmutableArray<DependencePoint> Dependence { get; init; }

    /// <summary>The folds.</summary>
    public required ImmutableArray<FoldError> Folds { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required int Communities { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "trees";

    /// <inheritdoc/>
    public string Uncertainty => "none (exploratory)";

    string IModelFit.Formula => Spec.Formula.Text;

    double IModelFit.Level => LinearSpec.DefaultLevel;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>The errors of a model by name.</summary>
    public OutOfCommunityError this[string model] => Errors.Single(one => one.Model == model);

    /// <summary><c>errors</c>, <c>importance</c>, <c>dependence</c>, <c>folds</c>, each titled exploratory.</summary>
    public ImmutableArray<FitPart> Parts =>
    [
        Part("errors", "留出社区上的误差", "errors in communities left out", [PartColumns.Text("model", "模型", "Model"), PartColumns.Number("r_squared", "R²", "R²"), PartColumns.Number("mae", "平均绝对误差", "MAE"), PartColumns.Number("rmse", "均方根误差", "RMSE")],
            [.. Errors.Select(one => ImmutableArray.Create<PartValue>(one.Model, one.RSquared, one.MeanAbsolute, one.RootMeanSquare))]),
        Part("importance", "置换重要性（R²损失）", "permutation importance (R² lost)", [PartColumns.Text("term", "变量", "Term"), PartColumns.Number("loss", "R²损失", "R² lost"), PartColumns.Number("std_dev", "折间标准差", "SD over folds")],
            [.. Importances.OrderByDescending(one => one.Loss).Select(one => ImmutableArray.Create<PartValue>(one.Term, one.Loss, one.StdDev))]),
        Part("dependence", "部分依赖", "partial dependence", [PartColumns.Text("term", "变量", "Term"), PartColumns.Text("at", "取值", "At"), PartColumns.Number("prediction", "平均预测", "Mean prediction"), PartColumns.People("n", "人数", "n")],
            [.. Dependence.Select(one => ImmutableArray.Create<PartValue>(one.Term, one.At, one.Prediction, one.People))]) with { People = [.. Dependence.Select(one => one.People)] },
        Part("folds", "各折", "folds", [PartColumns.Text("fold", "折", "Fold"), PartColumns.Count("communities", "社区", "Communities"), PartColumns.People("n", "人数", "n"), PartColumns.Number("rmse_linear", "线性RMSE", "RMSE linear"), PartColumns.Number("rmse_trees", "提升树RMSE", "RMSE trees")],
            [.. Folds.Select((one, at) => ImmutableArray.Create<PartValue>($"{at + 1}", one.Communities, one.Rows, one.Linear, one.Trees))]) with { People = [.. Folds.Select(one => one.Rows)], IsDiary = true },
    ];

    /// <summary>One row a predictor: its permutation importance, with its standard deviation over the folds for a standard error. No test.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Importances.Select(one => new TidyRow(one.Term, one.Loss, one.StdDev))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("r_squared_out_trees", this["trees"].RSquared), new("r_squared_out_linear", this["linear"].RSquared), new("rmse_trees", this["trees"].RootMeanSquare), new("rmse_linear", this["linear"].RootMeanSquare),
        new("mae_trees", this["trees"].MeanAbsolute), new("mae_linear", this["linear"].MeanAbsolute), new("nobs", Rows), new("communities", Communities),
    ];

    private static FitPart Part(string name, string zh, string en, ImmutableArray<PartColumn> columns, ImmutableArray<ImmutableArray<PartValue>> rows) => new(name, new($"探索性：{zh}", $"Exploratory: {en}"), columns, rows);
}
