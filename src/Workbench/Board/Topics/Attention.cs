using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Communities that need attention, and why: rules broken, steps left out, satisfaction below what chance allows. Of people, only what the viewer may see counts.</summary>
internal static class Attention
{
    private const int Most = 12;

    private sealed record Reason(int Weight, Label Text);

    public static Panel Panel(TopicRequest request, Panel panel)
    {
        var reasons = new Dictionary<string, List<Reason>>(StringComparer.Ordinal);
        void Add(string community, Reason reason)
        {
            if (request.Covers(community)) (reasons.TryGetValue(community, out var of) ? of : reasons[community] = []).Add(reason);
        }
        AddRules(request, Add);
        AddSteps(request, Add);
        AddScale(request, Add);
        if (request.Facts is { Rules: null, Projects: null, Survey: null }) return panel with { Absent = BoardFaults.NotCollected("没有规则、步骤或问卷可供判断", "there are no rules, steps or surveys to judge by") };
        if (reasons.Count == 0) return panel with { Absent = new("没有需要关注的社区：规则与步骤均符合，满意度在控制限内。", "No community needs attention: rules and steps are kept, satisfaction is within the limits.") };
        var worst = reasons.OrderByDescending(pair => pair.Value.Sum(reason => reason.Weight)).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most).ToArray();
        var table = new CandidateTable(panel.Id, panel.Heading, [new("community", new("社区", "Community"))], [new("subdistrict", new("街道", "Sub-district"), MeasureKind.Text, 0), new("why", new("原因", "Why"), MeasureKind.Text, 0)],
            [.. worst.Select(pair => Row(request, pair.Key, pair.Value))], Subject.PublicMoney, Note(reasons.Count), Provenance.Of("breaches, deviating projects and funnel limits", reasons.Count, reasons.Count));
        return panel with { Table = request.Release(table), Links = worst.ToImmutableDictionary(pair => pair.Key, pair => $"/communities/{Uri.EscapeDataString(pair.Key)}") };
    }

    private static TableRow Row(TopicRequest request, string community, List<Reason> reasons) => new([community], [request.Places[community]?.Label ?? Label.Same(community)], 0,
        [Value.Of(Label.Same(request.Places[community]?.Subdistrict ?? "")), Value.Of(new Label(string.Join("；", reasons.Select(reason => reason.Text.Zh)), string.Join("; ", reasons.Select(reason => reason.Text.En))))]);

    private static Label Note(int all) => new(
        $"共{all}个社区有一项以上原因，列出最多{Most}个，按严重程度排列。这是查看的顺序，不是排名。", $"{all} communities have a reason; at most {Most} are listed, by weight. It is an order to look in, not a ranking.");

    private static void AddRules(TopicRequest request, Action<string, Reason> add)
    {
        foreach (var result in request.Facts.Rules?.Results ?? [])
        {
            int at = RuleBook.CommunityAt(result.Spec.Rule);
            if (at < 0) continue;
            foreach (var verdict in RuleBook.Among(result, request.Year, _ => true).Verdicts.Where(verdict => verdict.Verdict == Verdict.Breach && verdict.Share is not null))
                add(verdict.Key[at], new(3, new($"违反“{result.Spec.Rule.Title.Zh}”（{Words.Percent((double)verdict.Share!)}）", $"breach: {result.Spec.Rule.Title.En} ({Words.Percent((double)verdict.Share!)})")));
        }
    }

    private static void AddSteps(TopicRequest request, Action<string, Reason> add)
    {
        if (RulePanels.Kept(request, request.Year) is not { } steps) return;
        foreach (var community in steps.Projects.GroupBy(project => project.Community, StringComparer.Ordinal))
        {
            int all = community.Count(), deviating = community.Count(project => project.Conformance == Conformance.Deviates);
            if (2 * deviating > all) add(community.Key, new(2, new($"{all}个项目中{deviating}个未按步骤", $"{deviating} of {all} projects do not keep to the steps")));
        }
    }

    private static void AddScale(TopicRequest request, Action<string, Reason> add)
    {
        if (request.Facts.Survey is not { } book) return;
        var table = FairPanels.Table(request, "attention", request.Places.Communities);
        int low = table.Measures.ToList().FindIndex(measure => measure.Id == "limit_low"), own = table.Measures.ToList().FindIndex(measure => measure.Id == "own");
        var label = PeoplePanels.LabelOf(book, book.Main);
        foreach (var row in table.Rows.Where(row => row.Values[low].State == ValueState.Number && row.Values[own].Number < row.Values[low].Number))
            add(row.Key[0][2..], new(3, new($"{label.Zh}低于控制限（{Words.Number(row.Values[own].Number)}）", $"{label.En.ToLowerInvariant()} below the limits ({Words.Number(row.Values[own].Number)})")));
    }
}
