using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of step conformance.</summary>
public static class StepsTables
{
    private static readonly ImmutableArray<TableMeasure> ByYearMeasures =
    [
        Count("projects", "项目数", "Projects"), Count("conforms", "完全符合", "Conform"), Count("missing", "缺步骤", "Lack a step"),
        Count("out_of_order", "顺序颠倒", "Out of order"), Count("undetermined", "无法判定", "Undetermined"),
        new("conforming_share", new("符合率", "Share conforming"), MeasureKind.Share, 1),
    ];

    /// <summary>Projects by year: how many conform, lack a step, run against the order, cannot be judged.</summary>
    public static CandidateTable ByYear(StepsResult result)
    {
        var years = result.Projects.GroupBy(project => project.Year).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, Label.Same(group.Key), [.. group]));
        return new CandidateTable("steps-by-year", new($"{result.Spec.Rule.Title.Zh}执行情况", $"{result.Spec.Rule.Title.En}: conformance of projects"), [new("year", new("年度", "Year"))],
            ByYearMeasures, [.. years, Row(TableRow.Total, new("合计", "All"), result.Projects)], Subject.PublicMoney, Note(result), result.Provenance);
    }

    /// <summary>Projects that lack each step or took it out of order, and the days to the next step.</summary>
    public static CandidateTable ByStep(StepsResult result) => new(
        "steps-by-step", new("各步骤的缺失、颠倒与用时", "Steps: missing, out of order, and days to the next"), [new("step", new("步骤", "Step"))],
        [
            Count("missing", "缺失项目数", "Projects lacking it"), Count("out_of_order", "早于前一步", "Dated before the step before it"), Count("timed", "可计用时的项目数", "Projects timed"),
            new("median_days", new("至下一步中位天数", "Median days to the next"), MeasureKind.Number, 1), new("longest_days", new("最长天数", "Longest days"), MeasureKind.Count, 0),
        ],
        [.. result.Spec.Rule.Steps.Select((label, index) => StepRow(result, index + 1, label))], Subject.PublicMoney, Note(result), result.Provenance);

    private static TableMeasure Count(string id, string zh, string en) => new(id, new(zh, en), MeasureKind.Count, 0);

    private static TableRow Row(string key, Label label, ImmutableArray<ProjectSteps> projects)
    {
        int Number(Func<ProjectSteps, bool> which) => projects.Count(which);
        int conforms = Number(project => project.Conformance == Conformance.Conforms), undetermined = Number(project => project.Conformance == Conformance.Undetermined);
        return new TableRow([key], [label], 0,
        [
            Value.Exact(projects.Length), Value.Exact(conforms), Value.Exact(Number(project => !project.Missing.IsEmpty)), Value.Exact(Number(project => !project.OutOfOrder.IsEmpty)),
            Value.Exact(undetermined), projects.Length > undetermined ? Value.Exact((decimal)conforms / (projects.Length - undetermined)) : Value.Absent,
        ]);
    }

    private static TableRow StepRow(StepsResult result, int step, Label label)
    {
        var next = result.Transitions.FirstOrDefault(transition => transition.From == step);
        return new TableRow([$"{step}"], [new($"{step} {label.Zh}", $"{step} {label.En}")], 0,
        [
            Value.Exact(result.Projects.Count(project => project.Missing.Contains(step))), Value.Exact(result.Projects.Count(project => project.OutOfOrder.Any(pair => pair.Later == step))),
            Value.Exact(next?.Projects ?? 0), Value.Of(next?.MedianDays), next is null ? Value.Absent : Value.Exact(next.LongestDays),
        ]);
    }

    private static Label Note(StepsResult result)
    {
        var rule = result.Spec.Rule;
        return new(
            $"规则 {rule.Id}（{rule.Version}，{rule.Place}）。已完成项目须有全部步骤，已批准项目须有前{result.Spec.Decided}步，其余项目须有其最后一步之前的各步；缺步骤与顺序颠倒可同时出现；只缺日期者无法判定，不计入符合率的分母。依据：{rule.Evidence.Zh}。",
            $"Rule {rule.Id} ({rule.Version}, {rule.Place}). A finished project must have every step, an approved one the first {result.Spec.Decided}, any other those before its last recorded step. A project may both lack a step and run against the order; where only a date is missing it cannot be judged and is left out of the share. Source: {rule.Evidence.En}.");
    }
}
