using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Tables of linear models.</summary>
public static class LinearTables
{
    private static readonly ImmutableArray<TableMeasure> Measures =
    [
        new("estimate", new("估计值", "Estimate"), MeasureKind.Number, 3), new("std_error", new("标准误", "Std. error"), MeasureKind.Number, 3),
        new("statistic", new("t值", "t"), MeasureKind.Number, 2), new("df", new("自由度", "df"), MeasureKind.Number, 0), new("p_value", new("p值", "p"), MeasureKind.PValue, 3),
        new("conf_low", new("下限", "Low"), MeasureKind.Number, 3), new("conf_high", new("上限", "High"), MeasureKind.Number, 3),
    ];

    /// <summary>One row per term, in the formula's order; every row rests on the respondents of the fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="title">Title for people.</param>
    public static CandidateTable Coefficients(LinearFit fit, Label title) => new(
        "coefficients", title, [new("term", new("变量", "Term"))], Measures, [.. fit.Tidy().Select(row => Row(row, fit.Rows))], Subject.Respondents, Note(fit), fit.Provenance);

    private static TableRow Row(TidyRow row, long people) => new([row.Term], [Label.Same(row.Term)], people,
        [Value.Of(row.Estimate), Value.Of(row.StdError), Value.Of(row.Statistic), Value.Of(row.Df), Value.Of(row.PValue), Value.Of(row.ConfLow), Value.Of(row.ConfHigh)]);

    private static Label Note(LinearFit fit)
    {
        string level = (fit.Spec.Level * 100).ToString("0.##", CultureInfo.InvariantCulture), fits = string.Create(CultureInfo.InvariantCulture, $"R² = {fit.RSquared:0.000}, σ = {fit.Sigma:0.000}");
        return new(
            $"{fit.Spec.Formula.Text}；{fit.Provenance.Method}；n = {fit.Rows}（另有{fit.RowsIncomplete}行因缺失未计入），社区 {fit.Communities} 个；{fits}；{level}%置信区间。{string.Concat(fit.Cautions.Select(caution => caution.Zh))}",
            $"{fit.Spec.Formula.Text}; {fit.Provenance.Method}; n = {fit.Rows} ({fit.RowsIncomplete} rows left out as incomplete), {fit.Communities} communities; {fits}; {level}% confidence intervals.{string.Concat(fit.Cautions.Select(caution => " " + caution.En))}");
    }
}
