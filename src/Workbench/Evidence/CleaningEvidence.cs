using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Evidence;

/// <summary>What rules changed in the data before anything was counted: value by value where the rows are money and projects, rule by rule where they are people.</summary>
internal static class CleaningEvidence
{
    private static readonly ImmutableHashSet<string> People = ["responses", "ballots", "votes", "interviews", "codings"];

    private sealed record Change(CleaningRule Rule, string Before, string After, long Rows);

    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        var tables = ImmutableArray.CreateBuilder<CandidateTable>();
        foreach (var source in study.Plan.Sources.Where(source => !source.Cleaning.Fields.IsEmpty && study.Has(source.Table)))
            tables.Add(Table(source, await ChangesAsync(study.Store, source, cancellationToken).ConfigureAwait(false)));
        var unmapped = await Unmapped.OfAsync(study.Plan, study.Store, cancellationToken).ConfigureAwait(false);
        if (!unmapped.IsEmpty) tables.Add(Table(unmapped));
        return tables.Count == 0 ? null : new Section(new("数据做过哪些更改？", "What was changed in the data?"), [Reading], tables.ToImmutable(), [], _ => []);
    }

    private static Label Reading { get; } = new(
        "更改按规则进行，每条规则注明理由与作者，每次读取都重新执行；原始值保存在数据库中。略去的行列于拒收清单。",
        "Changes follow rules with a reason and an author, replayed at every reading; the raw values stay in the store. Rows left out stand among the rejections.");

    private static async Task<ImmutableArray<Change>> ChangesAsync(IStudyStore store, SourcePlan source, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (string field in source.Cleaning.Fields)
        {
            string rule = CleaningPlan.RuleOf(field);
            string[] places = [.. Enumerable.Range(1, source.Cleaning.Rules.Length).Select(place => place.ToString(CultureInfo.InvariantCulture))];
            var cells = await store.CellsAsync(new CellsSpec(source.Table, [rule, CleaningPlan.RawOf(field), field], [], null, [new RowFilter("_source", [source.Id]), new RowFilter(rule, [.. places])]), cancellationToken).ConfigureAwait(false);
            changes.AddRange(cells.Rows.Select(cell => new Change(source.Cleaning.Rules[int.Parse(cell.Key[0], CultureInfo.InvariantCulture) - 1], cell.Key[1], cell.Key[2], cell.Count)));
        }
        return changes.ToImmutable();
    }

    private static CandidateTable Table(SourcePlan source, ImmutableArray<Change> changes)
    {
        bool people = People.Contains(source.Table);
        var rows = people ? changes.GroupBy(change => change.Rule).Select(group => Row([], group.Key, group.Sum(change => change.Rows))) : changes.Select(change => Row([change.Before, change.After], change.Rule, change.Rows));
        ImmutableArray<Dimension> dimensions = [new("rule", new("规则", "Rule")), new("field", new("字段", "Field")), .. people ? [] : new[] { new Dimension("before", new("原始值", "Before")), new Dimension("after", new("清理后", "After")) }];
        return new CandidateTable($"cleaning-{source.Id}", new($"数据清理：{source.Id}", $"Cleaning: {source.Id}"), dimensions,
            [new("rows", new("行数", "Rows"), people ? MeasureKind.People : MeasureKind.Count, 0), new("reason", new("理由（作者）", "Reason (author)"), MeasureKind.Text, 0)], [.. rows],
            people ? Subject.Respondents : Subject.PublicMoney, Reading, Provenance.Of("rules of cleaning, counted by rule", changes.Sum(change => change.Rows)));
    }

    private static TableRow Row(ImmutableArray<string> values, CleaningRule rule, long rows)
    {
        ImmutableArray<string> key = [string.Create(CultureInfo.InvariantCulture, $"{rule.File} {rule.Number}"), rule.Field, .. values];
        return new TableRow(key, [.. key.Select(Label.Same)], rows, [Value.Exact(rows), Value.Of(Label.Same($"{rule.Reason} ({rule.Author})"))]);
    }

    private static CandidateTable Table(ImmutableArray<Unmapped> unmapped) => new(
        "unmapped-categories", new("没有对应类别的本地类别", "Local categories without a class"), [new("source", new("来源", "Source")), new("category", new("本地类别", "Category"))],
        [new("rows", new("行数", "Rows"), MeasureKind.Count, 0), new("suggestion", new("拼写相近的条目", "Nearest entries"), MeasureKind.Text, 0)],
        [.. unmapped.Select(found => new TableRow([found.Source, found.Category], [Label.Same(found.Source), Label.Same(found.Category)], found.Rows, [Value.Exact(found.Rows), Value.Of(Label.Same(found.Suggestion))]))],
        Subject.PublicMoney, new("请在对照表中补充条目，或更正原文件。", "Add an entry to the crosswalk, or correct the file."), Provenance.Of("categories that no entry of the crosswalk fits", unmapped.Sum(found => found.Rows)));
}
