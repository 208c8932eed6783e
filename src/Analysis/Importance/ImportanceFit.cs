using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The part of a predictor in R².</summary>
/// <param name="Term">The formula's term.</param>
/// <param name="Lmg">Its part of R²; the parts sum to R².</param>
/// <param name="Relative">Its part over R², 0..1.</param>
/// <param name="First">R² of it alone.</param>
/// <param name="Last">What it adds to all others.</param>
/// <param name="BySize">Mean gain over the models of 0, 1, … m - 1 other predictors.</param>
/// <param name="StdError">Standard deviation over the draws; null without them.</param>
/// <param name="ConfLow">Lower percentile of the draws.</param>
/// <param name="ConfHigh">Upper percentile of the draws.</param>
public sealed record PredictorShare(string Term, double Lmg, double Relative, double First, double Last, ImmutableArray<double> BySize, double? StdError, double? ConfLow, double? ConfHigh);

/// <summary>One predictor before another; Azen and Budescu (2003).</summary>
/// <param name="First">The one with the larger part of R²: it dominates generally.</param>
/// <param name="Second">The other.</param>
/// <param name="Complete">It adds at least as much to every model without both.</param>
/// <param name="Conditional">It adds at least as much on average in every size of model.</param>
/// <param name="Reproducibility">Share of the draws in which it has the larger part; null without draws.</param>
public sealed record DominancePair(string First, string Second, bool Complete, bool Conditional, double? Reproducibility);

/// <summary>The divided variance of a linear model.</summary>
public sealed record ImportanceFit : IModelFit
{
    internal ImportanceFit(ImportanceSpec spec) => Spec = spec;

    /// <summary>What was divided.</summary>
    public ImportanceSpec Spec { get; }

    /// <summary>R² of the whole model, 0..1.</summary>
    public required double RSquared { get; init; }

    /// <summary>Percentiles of R² over the draws; null without them.</summary>
    public required (double Low, double High)? RSquaredInterval { get; init; }

    /// <summary>The m predictors in the order of the formula.</summary>
    public required ImmutableArray<PredictorShare> Predictors { get; init; }

    /// <summary>Pairs of predictors, the larger first.</summary>
    public required ImmutableArray<DominancePair> Dominance { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required int Communities { get; init; }

    /// <inheritdoc/>
    public required TermPeople PeopleOfTerms { get; init; }

    /// <summary><c>none</c>, <c>bootstrap</c> or <c>cluster bootstrap</c>.</summary>
    public required string Uncertainty { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "lmg";

    string IModelFit.Formula => Spec.Formula.Text;

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary><c>importance</c>, <c>by_size</c>, <c>dominance</c>.</summary>
    public ImmutableArray<FitPart> Parts => [Shares(), Sizes(), Pairs()];

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Predictors.Select(one => new TidyRow(one.Term, one.Lmg, one.StdError, ConfLow: one.ConfLow, ConfHigh: one.ConfHigh))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("r_squared", RSquared), new("r_squared_low", RSquaredInterval?.Low), new("r_squared_high", RSquaredInterval?.High), new("predictors", Predictors.Length), new("nobs", Rows),
        new("communities", Communities > 0 ? Communities : null),
    ];

    private FitPart Shares() => new("importance", new("各预测变量的重要性", "Importance of the predictors"),
        [
            PartColumns.Text("term", "变量", "Term"), PartColumns.Number("lmg", "LMG", "LMG"), PartColumns.Share("relative", "占R²", "Of R²"), PartColumns.Number("conf_low", "下限", "Low"), PartColumns.Number("conf_high", "上限", "High"),
            PartColumns.Number("first", "单独R²", "R² alone"), PartColumns.Number("last", "最后加入", "Added last"),
        ],
        [.. Predictors.OrderByDescending(one => one.Lmg).Select(one => ImmutableArray.Create<PartValue>(one.Term, one.Lmg, one.Relative, one.ConfLow, one.ConfHigh, one.First, one.Last))]);

    private FitPart Sizes() => new("by_size", new("按模型大小的平均增量", "Mean gain by the size of the model"),
        [PartColumns.Text("term", "变量", "Term"), .. Enumerable.Range(0, Predictors.Length).Select(size => PartColumns.Number($"with_{size}", $"另有{size}个", $"With {size} others"))],
        [.. Predictors.Select(one => ImmutableArray.Create<PartValue>(one.Term).AddRange(one.BySize.Select(gain => (PartValue)gain)))]);

    private FitPart Pairs() => new("dominance", new("优势分析", "Dominance"),
        [
            PartColumns.Text("first", "较强", "Stronger"), PartColumns.Text("second", "较弱", "Weaker"), PartColumns.Text("complete", "完全优势", "Complete"), PartColumns.Text("conditional", "条件优势", "Conditional"),
            PartColumns.Share("reproducibility", "重复率", "Reproduced"),
        ],
        [.. Dominance.Select(pair => ImmutableArray.Create<PartValue>(pair.First, pair.Second, pair.Complete ? "yes" : "no", pair.Conditional ? "yes" : "no", pair.Reproducibility))]);
}
