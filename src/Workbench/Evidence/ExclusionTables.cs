using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>Who was left out of a survey's tables by its rules of exclusion, and what that changes.</summary>
internal static class ExclusionTables
{
    /// <summary>The flow and the scales with and without the rules; none where the survey has no rules.</summary>
    /// <param name="source">The survey.</param>
    /// <param name="flow">Its exclusions; null without rules.</param>
    /// <param name="with">Scales of the respondents left.</param>
    /// <param name="without">Scales of all respondents.</param>
    /// <param name="labels">Labels of the scales.</param>
    public static ImmutableArray<CandidateTable> Of(string source, ExclusionFlow? flow, ScalesResult with, ScalesResult without, ImmutableDictionary<string, Label> labels) =>
        flow is null ? [] : [Flow(source, flow, with.Provenance), Beside(source, flow, with, without, labels)];

    // As in a model's flow the rows left stand at the start and the end only.
    private static CandidateTable Flow(string source, ExclusionFlow flow, Provenance provenance) => new(
        $"exclusions-{source}", new($"排除流程（{source}）", $"Flow of exclusions ({source})"), [new("step", new("步骤", "Step"))],
        [new("rows", new("人数", "Respondents"), MeasureKind.People, 0), new("reason", new("理由", "Reason"), MeasureKind.Text, 0)],
        [Step("(start)", flow.Start, ""), .. flow.Steps.Select(step => Step(step.Rule.Text, step.Excluded, step.Rule.Reason)), Step("(left)", flow.Left, "")], Subject.Respondents, Note(flow), provenance)
    {
        TotalsKnown = true,
    };

    // Both sides together tell of the people in whom they differ.
    private static CandidateTable Beside(string source, ExclusionFlow flow, ScalesResult with, ScalesResult without, ImmutableDictionary<string, Label> labels)
    {
        long apart = flow.Start - flow.Left;
        return new CandidateTable(
            $"without-exclusions-{source}", new($"排除前后的量表（{source}）", $"Scales with and without the exclusions ({source})"), [new("scale", new("量表", "Scale"))],
            [
                Number("with", "排除后均值", "Mean, with", 2), Number("with_se", "标准误", "Std. error", 3), Number("with_alpha", "α系数", "Alpha", 3),
                Number("without", "未排除均值", "Mean, without", 2), Number("without_se", "标准误", "Std. error", 3), Number("without_alpha", "α系数", "Alpha", 3),
            ],
            [.. with.Scales.Zip(without.Scales, (one, other) => new TableRow(
                [one.Spec.Name], [labels.GetValueOrDefault(one.Spec.Name, Label.Same(one.Spec.Name))], apart > 0 ? Math.Min(Math.Min(one.Rows, one.Mean.Rows), apart) : Math.Min(one.Rows, one.Mean.Rows),
                [.. Values(one), .. Values(other)]))],
            Subject.Respondents, new("“排除后”为报告所用。", "'With' is what the report uses."), with.Provenance);
    }

    private static IEnumerable<Value> Values(ScaleReliability scale) => [Value.Of(scale.Mean.Estimate), Value.Of(scale.Mean.StdError), Value.Of(scale.Alpha)];

    private static TableRow Step(string step, long rows, string reason) => new([step], [MethodWords.Of(step) ?? Label.Same(step)], rows, [Value.Exact(rows), Value.Of(Label.Same(reason))]);

    private static Label Note(ExclusionFlow flow) => new(
        $"各规则依次适用；被排除者不计入本问卷的表格与图形。{string.Concat(flow.Cautions.Select(label => label.Zh))}",
        $"The rules apply one after the other; tables and figures of this survey do not count whom they exclude.{string.Concat(flow.Cautions.Select(label => " " + label.En))}");

    private static TableMeasure Number(string id, string zh, string en, int decimals) => new(id, new(zh, en), MeasureKind.Number, decimals);
}
