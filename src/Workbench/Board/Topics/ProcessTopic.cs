using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>The process: how projects keep to the prescribed steps, where they wait, and one project's timeline.</summary>
internal sealed record ProcessTopic() : BoardTopic("process", new("过程", "Process"), new("项目是否走完规定的步骤，卡在哪一步。", "Do projects take the prescribed steps, and where do they wait."))
{
    public override ImmutableArray<string> Filters => [FilterNames.Year, FilterNames.Subdistrict, FilterNames.Community, FilterNames.Project];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [request.YearChoice, request.SubdistrictChoice, request.CommunityChoice];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        if (request.Filters[FilterNames.Project].Length > 0)
        {
            yield return ProjectPanels.Timeline(request, Panel("timeline", "一个项目的步骤", "Steps of a project"));
            yield break;
        }
        yield return RulePanels.StepsByYear(request, Panel("years", "各年度符合情况", "Conformance by year"));
        yield return RulePanels.StepsByStep(request, Panel("bottlenecks", "各步骤与瓶颈", "Steps and bottlenecks"));
        yield return ByArea(request, Panel("areas", "分区域", "By area"));
        if (request.Community.Length > 0) yield return ProjectPanels.OfCommunity(request, Panel("projects", "项目", "Projects"));
        else yield return ProjectPanels.Deviating(request, Panel("deviating", "未按步骤或无法判定的项目", "Projects that deviate or cannot be judged"));
    }

    private static Panel ByArea(TopicRequest request, Panel panel)
    {
        if (RulePanels.Kept(request, request.Year) is not { } steps) return panel with { Absent = RulePanels.NoSteps };
        bool deeper = request.Subdistrict.Length > 0 || request.Community.Length > 0 || request.Places.Subdistricts.IsEmpty;
        var groups = steps.Projects.GroupBy(project => deeper ? project.Community : request.Places[project.Community]?.Subdistrict ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
        var table = new CandidateTable(panel.Id, new($"{request.Year}年步骤符合率", $"Projects that keep to the steps, {request.Year}"), [new("area", new("区域", "Area"))],
            [new("share", new("符合率", "Share conforming"), MeasureKind.Share, 1), new("conforms", new("符合", "Conform"), MeasureKind.Count, 0), new("deviates", new("偏离", "Deviate"), MeasureKind.Count, 0), new("undetermined", new("无法判定", "Undetermined"), MeasureKind.Count, 0)],
            [.. groups.Select(group => Row(request, group.Key, deeper, [.. group]))], Subject.PublicMoney, StepsTables.ByStep(steps).Note, steps.Provenance);
        if (table.Rows.IsEmpty) return panel with { Absent = new($"{request.Year}年没有项目。", $"There is no project in {request.Year}.") };
        string name = deeper ? FilterNames.Community : FilterNames.Subdistrict;
        return panel with { Table = request.Release(table), Look = PanelLook.Bars, Links = table.Rows.Where(row => row.Key[0].Length > 0).ToImmutableDictionary(row => row.Key[0], row => $"/process?{name}={Uri.EscapeDataString(row.Key[0])}&year={request.Year}") };
    }

    private static TableRow Row(TopicRequest request, string area, bool community, ProjectSteps[] projects)
    {
        int Number(Conformance outcome) => projects.Count(project => project.Conformance == outcome);
        int judged = projects.Length - Number(Conformance.Undetermined);
        return new TableRow([area], [community ? request.Places[area]?.Label ?? Label.Same(area) : area.Length == 0 ? new("街道不详", "Sub-district not known") : Label.Same(area)], 0,
            [judged == 0 ? Value.Absent : Value.Exact((decimal)Number(Conformance.Conforms) / judged), Value.Exact(Number(Conformance.Conforms)), Value.Exact(Number(Conformance.Deviates)), Value.Exact(Number(Conformance.Undetermined))]);
    }
}
