using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Further tables of a survey's answer.</summary>
internal static class SurveyParts
{
    internal static IEnumerable<FitPart> Of(SurveySpec spec, SurveyStatistics statistics, SurveyOutcome outcome)
    {
        if (!spec.Statement.Domains.IsEmpty) yield return Domains(spec.Statement.Domains, outcome.Estimates);
        if (outcome.Estimates.Any(estimate => estimate.DeffReplace is not null)) yield return Effects(outcome.Estimates);
        yield return Design(statistics.Units);
        if (statistics is SurveyRows { Weighting: { } weighting }) yield return WeightsPart(weighting);
    }

    private static FitPart Domains(ImmutableArray<string> fields, ImmutableArray<SurveyEstimate> estimates) => new(
        "domains", new("分域估计", "Estimates by domain"),
        [.. fields.Select(field => new PartColumn(field, Label.Same(field), MeasureKind.Text)), new("term", new("项", "Term"), MeasureKind.Text), new("rows", new("行数", "Rows"), MeasureKind.People, 0),
         new("weight_sum", new("估计人数", "Estimated size"), MeasureKind.Number, 1), new("estimate", new("估计值", "Estimate")), new("std_error", new("标准误", "Std. error")), new("df", new("自由度", "df"), MeasureKind.Number, 1),
         new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High"))],
        [.. estimates.Select(one => one.Domain.Select(key => (PartValue)key).Concat([one.Term, (double)one.Rows, one.Size, one.Estimate, one.StdError, one.Df, one.ConfLow, one.ConfHigh]).ToImmutableArray())])
    { People = People(estimates) };

    private static FitPart Effects(ImmutableArray<SurveyEstimate> estimates) => new(
        "effects", new("设计效应", "Design effects"),
        [new("term", new("项", "Term"), MeasureKind.Text), new("rows", new("行数", "Rows"), MeasureKind.People, 0), new("deff", new("设计效应（不放回）", "deff")), new("deff_replace", new("设计效应（放回）", "deff, with replacement")),
         new("effective_n", new("有效样本量", "Effective n"), MeasureKind.Number, 1)],
        [.. estimates.Select(one => ImmutableArray.Create<PartValue>(one.Tidy().Term, (double)one.Rows, one.Deff, one.DeffReplace, one.EffectiveRows))])
    { People = People(estimates) };

    private static ImmutableArray<long> People(ImmutableArray<SurveyEstimate> estimates) => [.. estimates.Select(estimate => estimate.People)];

    private static FitPart Design(SampleUnits units) => new(
        "design", new("抽样设计", "Design"),
        [new("strata", new("层", "Strata"), MeasureKind.Count, 0), new("units", new("初级抽样单元", "Primary sampling units"), MeasureKind.Count, 0), new("df", new("自由度", "df"), MeasureKind.Count, 0),
         new("weight_sum", new("权重之和", "Sum of weights"), MeasureKind.Number, 1), new("weight_min", new("最小权重", "Smallest weight")), new("weight_max", new("最大权重", "Largest weight")),
         new("kish_deff", new("权重不等的设计效应", "Kish deff of weights")), new("kish_effective_n", new("Kish有效样本量", "Kish effective n"), MeasureKind.Number, 1)],
        [[units.Strata.Length, units.Count, units.Df, units.Weights.Sum, units.Weights.Smallest, units.Weights.Largest, units.Weights.DesignEffect, units.Weights.EffectiveRows]]);

    private static FitPart WeightsPart(WeightingResult weighting) => new(
        "weights", new("权重调整", "Adjusted weights"),
        [new("rounds", new("轮数", "Rounds"), MeasureKind.Count, 0), new("last_change", new("末轮最大变化", "Last change"), MeasureKind.Number, 12), new("trimmed", new("截断的权重", "Weights trimmed"), MeasureKind.Count, 0),
         new("kish_deff_before", new("调整前设计效应", "Kish deff before")), new("kish_deff", new("调整后设计效应", "Kish deff after")), new("max_min_ratio", new("最大与最小之比", "Largest over smallest")), new("weight_sum", new("权重之和", "Sum of weights"), MeasureKind.Number, 1)],
        [[weighting.Rounds, weighting.LastChange, weighting.Trimmed, weighting.Before.DesignEffect, weighting.After.DesignEffect, weighting.After.Largest / weighting.After.Smallest, weighting.After.Sum]]);
}
