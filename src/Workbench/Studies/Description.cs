using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>What was read: the sources with their rows and rejections, and the variables with their labels and what is missing.</summary>
internal static class Description
{
    public static async Task<StudySection> OfAsync(IStudyRows rows)
    {
        var tables = ImmutableArray.CreateBuilder<CandidateTable>();
        tables.Add(Sources(rows));
        foreach (string? survey in rows.Surveys.IsEmpty && rows is not LoadedStudy ? [null] : rows.Surveys.Select(one => (string?)one))
            tables.Add(await VariablesAsync(rows, survey).ConfigureAwait(false));
        var heading = rows is LoadedStudy study ? study.Plan.Title : Label.Same(rows.Name);
        return new StudySection(new Section(heading, Paragraphs(rows), tables.ToImmutable(), [], _ => []), rows.Privacy);
    }

    private static ImmutableArray<Label> Paragraphs(IStudyRows rows) => rows is LoadedStudy { Plan.Synthetic: true }
        ? [new("合成数据：不涉及任何真实的人和社区。", "Synthetic records: no real person or community.")] : [];

    private static CandidateTable Sources(IStudyRows rows) => new(
        "sources", new("来源", "Sources"), [new("source", new("来源", "Source"))],
        [new("file", new("文件", "File"), MeasureKind.Text, 0), new("accepted", new("接受行", "Accepted"), MeasureKind.Count, 0), new("rejected", new("拒绝行", "Rejected"), MeasureKind.Count, 0), new("sha256", new("哈希", "SHA-256"), MeasureKind.Text, 0)],
        [.. rows.Sources.Select(stamp => new TableRow([stamp.Source], [Label.Same(stamp.Source)], 0, [Text(stamp.File), Value.Exact(stamp.Accepted), Value.Exact(stamp.Rejected), Text(stamp.Sha256[..12])]))],
        Subject.PublicMoney, new("哈希为文件内容SHA-256的前12位。", "The hash is the first 12 digits of the file's SHA-256."), Provenance.Of("as loaded", 0) with { Sources = rows.Sources });

    private static async Task<CandidateTable> VariablesAsync(IStudyRows rows, string? survey)
    {
        var of = rows.Rows(survey);
        var columns = await of.ReduceAsync(of.Names, [], (_, blocks) => JoinedFrame.Of(blocks), default).ConfigureAwait(false);
        var wordings = rows is LoadedStudy study && survey is not null ? study.Questions(survey).ToImmutableDictionary(question => question.Item, question => question.Wording) : ImmutableDictionary<string, Label>.Empty;
        return new CandidateTable(
            survey is null ? "variables" : $"variables-{survey}", new($"变量（{survey ?? rows.Name}）", $"Variables ({survey ?? rows.Name})"), [new("variable", new("变量", "Variable"))],
            [new("label", new("含义", "Label"), MeasureKind.Text, 0), new("kind", new("类型", "Kind"), MeasureKind.Text, 0), new("n", new("有值", "n"), MeasureKind.People, 0), new("missing", new("缺失", "Missing"), MeasureKind.People, 0), new("reasons", new("缺失原因", "Reasons"), MeasureKind.Text, 0)],
            [.. columns.Columns.Select(column => Row(column, LabelOf(rows.Framework, wordings, column.Name)))], Subject.Respondents,
            new("量表得分为各题均值。", "Scores of scales are the means of their items."), Provenance.Of("counts of rows", columns.Rows) with { Sources = rows.Sources });
    }

    private static TableRow Row(Column column, Label label)
    {
        var missing = Enumerable.Range(0, column.Count).Select(column.Reason).Where(reason => reason != MissingReason.Present).GroupBy(reason => reason).OrderByDescending(group => group.Count()).ToArray();
        long absent = missing.Sum(group => (long)group.Count());
        return new TableRow([column.Name], [Label.Same(column.Name)], column.Count, [Value.Of(label), Value.Of(Kind(column)), Value.Exact(column.Count - absent), Value.Exact(absent), Reasons([.. missing.Select(group => (MissingReasons.LabelOf(group.Key), group.Count()))])]);
    }

    private static Label LabelOf(Framework framework, ImmutableDictionary<string, Label> wordings, string name) =>
        wordings.GetValueOrDefault(name) ?? framework.Constructs.FirstOrDefault(construct => construct.Id == name)?.Label
        ?? DataSchema.Table("responses").Fields.FirstOrDefault(field => field.Name == name)?.Title ?? Label.Same(name);

    private static Label Kind(Column column) => column switch
    {
        NumberColumn or MoneyColumn => new("数值", "number"),
        IntegerColumn => new("整数", "whole number"),
        DateColumn => new("日期", "day"),
        _ => new("类别", "category"),
    };

    private static Value Reasons(ImmutableArray<(Label Reason, int Rows)> counts) => counts.IsEmpty ? Value.Absent
        : Value.Of(new Label(string.Join("，", counts.Select(one => FormattableString.Invariant($"{one.Reason.Zh} {one.Rows}"))), string.Join(", ", counts.Select(one => FormattableString.Invariant($"{one.Reason.En} {one.Rows}")))));

    private static Value Text(string text) => text.Length == 0 ? Value.Absent : Value.Of(Label.Same(text));
}
