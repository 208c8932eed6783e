using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Board;

/// <summary>The fair comparison of communities, of those that the viewer may see.</summary>
internal static class FairPanels
{
    private const int Ends = 100;
    private static readonly ImmutableArray<string> Measures = ["own", "n", "shrunken", "shrunken_low", "shrunken_high", "limit_low", "limit_high", "reading"];

    /// <summary>The communities' means with limits and shrunken estimates.</summary>
    public static ReleasedTable Table(TopicRequest request, string id, IEnumerable<CommunityEntry> communities)
    {
        var book = request.Facts.Survey!;
        var label = PeoplePanels.LabelOf(book, book.Main);
        string breakdown = SurveyCubes.Means(book.Latest.Id, true);
        var slices = communities.Select(community => Geography.OfCommunity(community.Id)).Where(area => request.View.Means!.Shows(area, breakdown)).Select(area => (area, breakdown));
        return request.View.Means!.Table(id, new($"各社区{label.Zh}的公平比较（{book.Latest.Name.Zh}）", $"{label.En} of communities, compared fairly ({book.Latest.Name.En})"), ["area"], Measures, slices);
    }

    /// <summary>The funnel and its table, or why there is none.</summary>
    public static Panel Funnel(TopicRequest request, Panel panel)
    {
        if (request.Facts.Survey is not { } book) return panel with { Absent = PeoplePanels.NoSurvey };
        if (book.WhyNotFair is { } why) return panel with { Absent = why };
        var table = Table(request, panel.Id, request.Places.Communities.Where(community => request.Covers(community.Id)));
        if (table.Rows.IsEmpty) return panel with { Absent = request.View.Wide ? BoardFaults.TooFew : BoardFaults.NotForViewer };
        var figure = Reports.Funnel.Of(panel.Id, table.Title, table.Note, new("每个社区一点：横轴为人数，纵轴为均值；曲线为99.8%控制限。", "One point a community: people across, mean upwards; the curves are the 99.8% limits."));
        return panel with { Figure = Disclosure.Figure(table, figure), Lines = [Counted(table)], Links = Links(table) };
    }

    /// <summary>The shrunken estimates in order: the fairest answer to who is above whom.</summary>
    public static Panel Shrunken(TopicRequest request, Panel panel)
    {
        if (request.Facts.Survey is not { WhyNotFair: null } book) return panel with { Absent = request.Facts.Survey?.WhyNotFair ?? PeoplePanels.NoSurvey };
        var found = Table(request, panel.Id, request.Places.Communities.Where(community => request.Covers(community.Id)));
        if (found.Rows.IsEmpty) return panel with { Absent = request.View.Wide ? BoardFaults.TooFew : BoardFaults.NotForViewer };
        string breakdown = SurveyCubes.Means(book.Latest.Id, true);
        var all = found.Rows.OrderByDescending(row => row.Values[2].Number).Select(row => (row.Key[0], breakdown)).ToArray();
        var ordered = all.Length <= 2 * Ends ? all : [.. all[..Ends], .. all[^Ends..]];
        ImmutableArray<Label> cut = all.Length <= 2 * Ends ? [] : [new($"共{all.Length}个社区，只列最高与最低的各{Ends}个；请选择街道。", $"The {Ends} highest and {Ends} lowest of {all.Length} communities; choose a sub-district.")];
        var table = request.View.Means!.Table(panel.Id, found.Title, ["area"], ["shrunken", "shrunken_low", "shrunken_high", "adjusted", "n", "reading"], ordered);
        return panel with { Table = table, Look = PanelLook.FoldedIntervals, Links = Links(table), Lines = cut };
    }

    private static Label Counted(ReleasedTable table)
    {
        int Below(string limit, int sign) => table.Rows.Count(row => row.Values[5].State == ValueState.Number && sign * (row.Values[0].Number - row.Values[limit == "low" ? 5 : 6].Number) > 0);
        int below = Below("low", -1), above = Below("high", 1);
        return new($"{table.Rows.Length}个社区中，{below}个低于、{above}个高于控制限；其余的差异可能只是偶然。", $"Of {table.Rows.Length} communities {below} lie below the limits and {above} above; the differences of the others may be chance.");
    }

    private static ImmutableDictionary<string, string> Links(ReleasedTable table) => table.Rows.ToImmutableDictionary(row => row.Key[0], row => $"/communities/{Uri.EscapeDataString(row.Key[0][2..])}");
}
