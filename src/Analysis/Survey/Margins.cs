using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Average marginal effects and predictive margins over the weighted rows, by the delta method about the coefficients (Graubard and Korn 1999; Korn and Graubard 1999, section 3.7):
/// a number's average slope, a category's average difference from its first level, and the average prediction with the category set to each level.
/// </summary>
internal static class Margins
{
    private sealed record Margin(string Term, string Kind, double Estimate, double[] Gradient);

    internal static FitPart Of(SurveySpec spec, SurveyRows rows, ModelOutcome model)
    {
        var plan = rows.Margins!;
        double size = WeightedModel.Size(rows).Sum;
        var slopes = plan.Numbers.Select(number => Slope(spec, rows, plan, model, number, size));
        var levels = plan.Categories.SelectMany(category => Levels(spec, rows, plan, model, category, size)).ToArray();
        return Part(spec, model, [.. slopes, .. levels.Where(margin => margin.Kind == "effect"), .. levels.Where(margin => margin.Kind == "prediction")]);
    }

    private static IEnumerable<Margin> Levels(SurveySpec spec, SurveyRows rows, MarginPlan plan, ModelOutcome model, string category, double size)
    {
        var levels = plan.LevelsOf(category);
        Margin[] predictions = [.. levels.Select((level, at) => Prediction(spec, rows, plan, model, category, at, size) with { Term = $"{category}={level}" })];
        return [.. predictions.Skip(1).Select((one, i) => new Margin($"{category}: {levels[i + 1]} - {levels[0]}", "effect", one.Estimate - predictions[0].Estimate, [.. one.Gradient.Zip(predictions[0].Gradient, (a, b) => a - b)])), .. predictions];
    }

    private static Margin Slope(SurveySpec spec, SurveyRows rows, MarginPlan plan, ModelOutcome model, string number, double size)
    {
        int k = model.Beta.Length;
        double estimate = 0;
        double[] gradient = new double[k], slope = new double[k];
        Each(rows, plan, (row, values, weight) =>
        {
            plan.Slope(values, number, slope);
            double along = WeightedModel.Predictor(slope, model.Beta);
            var (mean, first) = WeightedModel.Mean(spec.Family, WeightedModel.Predictor(row, model.Beta));
            double second = spec.Family == SurveyFamily.Gaussian ? 0 : first * (1 - 2 * mean);
            estimate += weight * first * along;
            for (int j = 0; j < k; j++) gradient[j] += weight * (second * along * row[j] + first * slope[j]);
        });
        return new Margin(number, "effect", estimate / size, [.. gradient.Select(value => value / size)]);
    }

    private static Margin Prediction(SurveySpec spec, SurveyRows rows, MarginPlan plan, ModelOutcome model, string category, int level, double size)
    {
        int k = model.Beta.Length;
        double estimate = 0;
        double[] gradient = new double[k], changed = new double[k];
        Each(rows, plan, (_, values, weight) =>
        {
            plan.With(values, category, level, changed);
            var (mean, first) = WeightedModel.Mean(spec.Family, WeightedModel.Predictor(changed, model.Beta));
            estimate += weight * mean;
            for (int j = 0; j < k; j++) gradient[j] += weight * first * changed[j];
        });
        return new Margin(category, "prediction", estimate / size, [.. gradient.Select(value => value / size)]);
    }

    private delegate void OfRow(ReadOnlySpan<double> row, ReadOnlySpan<double> values, double weight);

    private static void Each(SurveyRows rows, MarginPlan plan, OfRow action)
    {
        int p = rows.Plan.Labels.Length;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
                if (block.Answers(r)) action(block.Values.AsSpan(r * p, p - 1), block.Atoms!.AsSpan(r * plan.Width, plan.Width), block.Weights[r]);
    }

    private static FitPart Part(SurveySpec spec, ModelOutcome model, ImmutableArray<Margin> margins) => new(
        "margins", new("平均边际效应与预测边际（加权）", "Average marginal effects and predictive margins, weighted"),
        [new("term", new("项", "Term"), MeasureKind.Text), new("kind", new("类型", "Kind"), MeasureKind.Text), new("estimate", new("估计值", "Estimate")), new("std_error", new("标准误", "Std. error")),
         new("statistic", new("检验统计量", "Statistic"), MeasureKind.Number, 2), new("p_value", new("p值", "p"), MeasureKind.PValue), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High"))],
        [.. margins.Select(margin => Row(spec, model, margin))]);

    private static ImmutableArray<PartValue> Row(SurveySpec spec, ModelOutcome model, Margin margin)
    {
        double error = Math.Sqrt(QuadraticForms.Sandwich(margin.Gradient, 1, model.Beta.Length, model.Variance)[0]);
        double? statistic = margin.Kind == "effect" && error > 0 ? margin.Estimate / error : null;
        double? p = statistic is { } t && model.Df > 0 ? StudentT.TwoSided(t, model.Df) : null;
        var bounds = SurveyInterval.Of(margin.Estimate, error, model.Df, spec.Level);
        return [margin.Term, margin.Kind, margin.Estimate, error, statistic, p, bounds?.Low, bounds?.High];
    }
}
