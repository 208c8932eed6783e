using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Further tables of a choice model.</summary>
internal sealed class ChoiceParts
{
    private static readonly ImmutableArray<PartColumn> Tested =
    [
        new("estimate", new("估计值", "Estimate")), new("std_error", new("标准误", "Std. error")), new("statistic", new("检验统计量", "Statistic"), MeasureKind.Number, 2),
        new("p_value", new("p值", "p"), MeasureKind.PValue), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High")),
    ];

    private readonly ChoiceReduction _rows;
    private readonly ChoiceEstimate _estimate;
    private readonly ChoiceUncertainty _uncertainty;
    private readonly ChoiceSpec _spec;

    private ChoiceParts(ChoiceReduction rows, ChoiceEstimate estimate, ChoiceUncertainty uncertainty) => (_rows, _estimate, _uncertainty, _spec) = (rows, estimate, uncertainty, rows.Spec);

    internal static ImmutableArray<FitPart> Of(ChoiceReduction rows, ChoiceEstimate estimate, ChoiceQuality quality, ChoiceUncertainty uncertainty, ImmutableArray<ChoiceTerm> terms, FinalPass pass)
    {
        var parts = new ChoiceParts(rows, estimate, uncertainty);
        var representative = pass.Profile is { } profile ? new RepresentativeRows(rows.Plan, estimate, profile) : null;
        return
        [
            .. rows.Spec.Family.IsCount() ? [] : new[] { parts.Categories() },
            .. rows.Spec.Family.IsOrdered() ? [parts.Thresholds(terms)] : Array.Empty<FitPart>(),
            .. rows.Spec.Family.HasRatios() ? [parts.Ratios(terms)] : Array.Empty<FitPart>(),
            .. pass.Margins is { } sums ? [parts.Margins("margins", new("平均边际效应与预测", "Average marginal effects and predictions"), sums.Finish())] : Array.Empty<FitPart>(),
            .. representative is not null && rows.Spec.At is { } at ? parts.At(representative, at) : [],
            .. representative is not null && !rows.Spec.Predicted.IsEmpty ? [parts.Predictions(representative)] : Array.Empty<FitPart>(),
            .. rows.Spec.Brant ? [BrantTest.Of(rows).Part()] : Array.Empty<FitPart>(),
            Diary(quality),
        ];
    }

    private FitPart Categories() => new(
        "categories", new("结果的类别", "Categories of the outcome"), [new("category", new("类别", "Category"), MeasureKind.Text), new("rows", new("人数", "Rows"), MeasureKind.People, 0)],
        [.. _rows.Keys.Categories.Select((category, j) => ImmutableArray.Create<PartValue>(category, (double)_rows.People[j]))]);

    private FitPart Thresholds(ImmutableArray<ChoiceTerm> terms) => new(
        "thresholds", new("阈值", "Thresholds"), [new("threshold", new("阈值", "Threshold"), MeasureKind.Text), .. Tested],
        [.. terms.Where(term => term.Kind == ChoiceTermKind.Threshold).Select(term => Row([term.Name], _estimate.Theta[term.At], _uncertainty.Error(term.At, _estimate.Map.Parameters), true))])
    { People = [.. terms.Where(term => term.Kind == ChoiceTermKind.Threshold).Select(term => Math.Min(_rows.People[term.Category], _rows.People[term.Category + 1]))] };

    private FitPart Ratios(ImmutableArray<ChoiceTerm> terms)
    {
        var (name, title) = ChoiceNames.Ratios(_spec.Family);
        ChoiceTerm[] shown = [.. terms.Where(term => term.Kind == ChoiceTermKind.Coefficient && !IsConstant(term))];
        return new FitPart(
            name, title, [new("term", new("变量", "Term"), MeasureKind.Text), new("ratio", new("比值", "Ratio")), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High"))], [.. shown.Select(Ratio)])
        { People = [.. shown.Select(term => PeopleOf(term.Category))] };
    }

    // P(y > j) is odds of exp(xβ) over the threshold; a nominal effect lifts the threshold, so its ratio is of the odds of y ≤ j.
    private ImmutableArray<PartValue> Ratio(ChoiceTerm term)
    {
        double value = _estimate.Theta[term.At];
        var (_, _, low, high) = _uncertainty.Test(value, _uncertainty.Error(term.At, _estimate.Map.Parameters), _spec.Level);
        return [term.Name, Math.Exp(value), Math.Exp(low!.Value), Math.Exp(high!.Value)];
    }

    private static bool IsConstant(ChoiceTerm term) => term.Name == DesignColumn.InterceptName || term.Name.EndsWith(":" + DesignColumn.InterceptName, StringComparison.Ordinal);

    private FitPart Margins(string name, Label title, ImmutableArray<ChoiceMargin> margins) => new(
        name, title, [new("term", new("项", "Term"), MeasureKind.Text), new("category", new("类别", "Category"), MeasureKind.Text), new("kind", new("类型", "Kind"), MeasureKind.Text), .. Tested],
        [.. margins.Select(margin => Row([margin.Term, Outcome(margin.Outcome), margin.IsEffect ? "effect" : "prediction"], margin.Estimate, _uncertainty.Error(margin.Gradient), margin.IsEffect))])
    { People = [.. margins.Select(margin => PeopleOfOutcome(margin.Outcome))] };

    private IEnumerable<FitPart> At(RepresentativeRows representative, ImmutableArray<(string Variable, string Value)> at)
    {
        var person = representative.Person(at);
        yield return new FitPart("profile", new("代表性个体", "Representative person"), [new("variable", new("变量", "Variable"), MeasureKind.Text), new("value", new("取值", "Value"), MeasureKind.Text)],
            [.. person.Select(entry => ImmutableArray.Create<PartValue>(entry.Variable, RepresentativeRows.Shown(entry.Value)))]);
        yield return Margins("margins_at", new("代表性个体的边际效应与预测", "Marginal effects and predictions at representative values"), representative.Margins(person));
    }

    private FitPart Predictions(RepresentativeRows representative)
    {
        var points = representative.Predictions(_spec.Predicted);
        return new FitPart(
            "predictions", new("预测概率曲线", "Predicted probabilities"),
            [new("variable", new("变量", "Variable"), MeasureKind.Text), new("value", new("取值", "Value"), MeasureKind.Text), new("category", new("类别", "Category"), MeasureKind.Text),
             new("estimate", new("预测值", "Prediction")), new("std_error", new("标准误", "Std. error")), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High"))],
            [.. points.Select(Point)])
        { People = [.. points.Select(point => Math.Min(point.People ?? _rows.Rows, PeopleOfOutcome(point.Margin.Outcome)))] };
    }

    private ImmutableArray<PartValue> Point(PredictedPoint point)
    {
        double error = _uncertainty.Error(point.Margin.Gradient);
        var (low, high) = Bounds(point.Margin.Estimate, error);
        return [point.Margin.Variable, point.Value, Outcome(point.Margin.Outcome), point.Margin.Estimate, error, low, high];
    }

    // Wald on the logit of a probability and on the logarithm of a count: bounds stay where predictions can be.
    private (double? Low, double? High) Bounds(double estimate, double error)
    {
        bool counts = _spec.Family.IsCount();
        double slope = counts ? estimate : estimate * (1 - estimate);
        if (!(slope > 0)) return (null, null);
        double at = counts ? Math.Log(estimate) : Math.Log(estimate / (1 - estimate)), reach = _uncertainty.Reach(_spec.Level) * error / slope;
        double Back(double x) => counts ? Math.Exp(x) : LinkFunction.Logit.Share(x);
        return (Back(at - reach), Back(at + reach));
    }

    private ImmutableArray<PartValue> Row(ImmutableArray<string> names, double estimate, double error, bool tested)
    {
        var (statistic, p, low, high) = _uncertainty.Test(estimate, error, _spec.Level);
        return [.. names.Select(name => (PartValue)name), estimate, error, tested ? statistic : null, tested ? p : null, low, high];
    }

    private string Outcome(int outcome) => _spec.Family.IsCount() ? "mean" : _rows.Keys.Categories[_spec.Family.IsBinary() ? 1 : outcome];

    private long PeopleOfOutcome(int outcome) => _spec.Family.IsCount() ? _rows.Rows : _spec.Family.IsBinary() ? _rows.People.Values.Min() : _rows.People[outcome];

    private long PeopleOf(int category) => category < 0 ? _rows.Rows : Math.Min(_rows.People[category], _rows.People[_spec.Family == ChoiceFamily.Multinomial ? 0 : category + 1]);

    private static FitPart Diary(ChoiceQuality quality) => new("diary", new("迭代记录", "Iterations"),
        [new("iterations", new("次数", "Iterations"), MeasureKind.Count, 0), new("last_change", new("末次步长", "Last step"), MeasureKind.Number, 12), new("tolerance", new("容差", "Tolerance"), MeasureKind.Number, 12), new("converged", new("是否收敛", "Converged"), MeasureKind.Text)],
        [[quality.Iterations, quality.LastChange, Maximum.Tolerance * Math.Sqrt(quality.Size), "yes"]])
    { IsDiary = true };
}
