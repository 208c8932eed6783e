using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>The first page: money, rules, steps, rates, satisfaction, what changed, who needs attention.</summary>
internal sealed record OverviewTopic() : BoardTopic(
    "overview", new("总览", "Overview"), new("钱花在哪里、规则是否遵守、居民是否知晓、参与和满意，哪些社区需要关注。", "Where the money went, whether rules are kept, whether residents know, take part and are satisfied, and which communities need attention."))
{
    public override ImmutableArray<string> Filters => [FilterNames.Year, FilterNames.Subdistrict];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [request.YearChoice, request.SubdistrictChoice];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        yield return Changes.Panel(request, Panel("changes", "与上一年相比", "What changed since last year"));
        yield return MoneyPanels.MaintenanceShare(request, Panel("maintenance", "设施维护和维修占比", "Share of facility maintenance"));
        yield return MoneyPanels.ByClass(request, Panel("money", "资金用途", "Money by use"));
        yield return RulePanels.Summary(request, Panel("rules", "规则执行", "Rules"), request.Year);
        yield return Steps(request, Panel("steps", "九步工作法", "Nine-step method"));
        yield return PeoplePanels.Rates(request, Panel("rates", "知晓率、参与率、投票率", "Awareness, participation, voting"), request.Year);
        yield return PeoplePanels.Main(request, Panel("satisfaction", "满意度", "Satisfaction"));
        yield return Attention.Panel(request, Panel("attention", "需要关注的社区", "Communities that need attention"));
    }

    private static Panel Steps(TopicRequest request, Panel panel)
    {
        if (RulePanels.Kept(request, request.Year) is not { } steps) return panel with { Absent = RulePanels.NoSteps };
        if (steps.Projects.IsEmpty) return panel with { Absent = new($"{request.Place.Zh}{request.Year}年没有项目。", $"There is no project of {request.Place.En} in {request.Year}.") };
        string share = steps.ConformingShare is { } kept ? Words.Percent(kept) : "–";
        int Number(Conformance outcome) => steps.Count(outcome);
        var table = MoneyPanels.Tiles(panel.Id, request,
            [
                ("share", new("完全符合的项目（占可判定者）", "Projects that conform, of those judged"), Label.Same(share)), ("deviates", new("缺步骤或顺序颠倒", "Lack a step or run against the order"), Label.Same($"{Number(Conformance.Deviates)}")),
                ("undetermined", new("无法判定（缺日期）", "Undetermined (no date)"), Label.Same($"{Number(Conformance.Undetermined)}")), ("projects", new("项目数", "Projects"), Label.Same($"{steps.Projects.Length}")),
            ], steps.Provenance);
        return panel with { Table = table, Look = PanelLook.Tiles };
    }
}
