using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Communities: a fair comparison, and a page for each.</summary>
internal sealed record CommunitiesTopic() : BoardTopic("communities", new("社区", "Communities"), new("社区之间的公平比较；每个社区一页。", "A fair comparison of communities; a page for each."))
{
    public override ImmutableArray<string> Filters => [FilterNames.Year, FilterNames.Subdistrict, FilterNames.Community];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => request.Community.Length > 0 ? [request.YearChoice] : [request.YearChoice, request.SubdistrictChoice];

    public override IEnumerable<Panel> Panels(TopicRequest request) => request.Community.Length > 0 ? One(request) : All(request);

    private IEnumerable<Panel> All(TopicRequest request)
    {
        yield return FairPanels.Funnel(request, Panel("funnel", "公平比较：漏斗图", "Fair comparison: funnel"));
        yield return FairPanels.Shrunken(request, Panel("shrunken", "收缩估计，由高到低", "Shrunken estimates, highest first"));
        yield return Attention.Panel(request, Panel("attention", "需要关注的社区", "Communities that need attention"));
        yield return List(request, Panel("list", "社区名录", "List of communities"));
    }

    private IEnumerable<Panel> One(TopicRequest request)
    {
        yield return About(request, Panel("about", "基本情况", "About the community"));
        yield return Attention.Panel(request, Panel("attention", "需要关注之处", "What needs attention"));
        yield return MoneyPanels.ByClass(request, Panel("money", "资金用途", "Money by use"));
        yield return RulePanels.Summary(request, Panel("rules", "规则执行", "Rules"), "");
        yield return PeoplePanels.Rates(request, Panel("rates", "知晓率、参与率、投票率", "Awareness, participation, voting"), request.Year);
        yield return PeoplePanels.Main(request, Panel("satisfaction", "满意度", "Satisfaction"));
        yield return Compared(request, Panel("compared", "与全区相比", "Compared with the district"));
        yield return ProjectPanels.OfCommunity(request, Panel("projects", "项目", "Projects"));
    }

    private static Panel Compared(TopicRequest request, Panel panel)
    {
        if (request.Facts.Survey is not { } book) return panel with { Absent = PeoplePanels.NoSurvey };
        if (book.WhyNotFair is { } why) return panel with { Absent = why };
        var table = FairPanels.Table(request, panel.Id, [request.Places[request.Community]!]);
        return table.Rows.IsEmpty ? panel with { Absent = request.View.Wide ? BoardFaults.TooFew : BoardFaults.NotForViewer } : panel with { Table = table };
    }

    private static Panel About(TopicRequest request, Panel panel)
    {
        var community = request.Places[request.Community]!;
        var table = MoneyPanels.Tiles(panel.Id, request,
            [
                ("subdistrict", new("街道", "Sub-district"), community.Subdistrict.Length == 0 ? Label.Same("–") : Label.Same(community.Subdistrict)), ("kind", new("类型", "Kind"), community.Kind.Zh.Length == 0 ? Label.Same("–") : community.Kind),
                ("households", new("户数", "Households"), Label.Same(community.Households is { } households ? Words.Money(households) : "–")),
            ], Provenance.Of("one community", 1, 1));
        return panel with { Heading = community.Label, Table = table, Look = PanelLook.Tiles };
    }

    private static Panel List(TopicRequest request, Panel panel)
    {
        var all = request.Places.Communities.Where(community => request.Covers(community.Id)).ToArray();
        if (all.Length == 0) return panel with { Absent = BoardFaults.NotCollected("没有社区名录", "there is no list of communities") };
        const int Most = 500;
        var table = new CandidateTable(panel.Id, panel.Heading, [new("community", new("社区", "Community"))],
            [new("subdistrict", new("街道", "Sub-district"), MeasureKind.Text, 0), new("kind", new("类型", "Kind"), MeasureKind.Text, 0), new("households", new("户数", "Households"), MeasureKind.Count, 0)],
            [.. all.Take(Most).Select(community => new TableRow([community.Id], [community.Label], 0, [Text(community.Subdistrict), Text(community.Kind), community.Households is { } households ? Value.Exact(households) : Value.Absent]))],
            Subject.PublicMoney, Label.Same(""), Provenance.Of("communities", all.Length, all.Length));
        return panel with
        {
            Table = request.Release(table),
            Look = PanelLook.Folded,
            Links = all.Take(Most).ToImmutableDictionary(community => community.Id, community => $"/communities/{Uri.EscapeDataString(community.Id)}"),
            Lines = all.Length <= Most ? [] : [new($"只列前{Most}个，共{all.Length}个；请选择街道。", $"The first {Most} of {all.Length}; choose a sub-district.")],
        };
    }

    private static Value Text(string text) => text.Length == 0 ? Value.Absent : Value.Of(Label.Same(text));

    private static Value Text(Label text) => text.Zh.Length == 0 ? Value.Absent : Value.Of(text);
}
