using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Tables that lead from the whole to sub-districts, to communities, to projects.</summary>
internal static class PlacePanels
{
    private const int MostRows = 400;

    /// <summary>Money of a year by sub-district, or by community within one.</summary>
    public static Panel Money(TopicRequest request, Panel panel, string path)
    {
        if (request.Facts.Ledger is not { } ledger) return panel with { Absent = MoneyPanels.NotCollected };
        bool deeper = request.Subdistrict.Length > 0 || request.Places.Subdistricts.IsEmpty;
        var parts = deeper
            ? request.Places.Communities.Where(community => request.Covers(community.Id)).Select(community => (Key: community.Id, community.Label, Cells: ledger.Of("", community.Id)))
            : request.Places.Subdistricts.Select(name => (Key: name, Label: Label.Same(name), Cells: ledger.Of(name, "")));
        var all = parts.Select(part => (part.Key, part.Label, Result: Analysis.Shares.Fit(request.Facts.Shares! with { Years = [request.Year], By = "year" }, part.Cells))).ToArray();
        var title = deeper ? new Label($"{request.Year}年各社区资金", $"Money by community, {request.Year}") : new Label($"{request.Year}年各街道资金", $"Money by sub-district, {request.Year}");
        var rows = all.Select(part => Row(part.Key, part.Label, part.Result)).ToArray();
        var table = new CandidateTable(panel.Id, title, [new(deeper ? "community" : "subdistrict", deeper ? new("社区", "Community") : new("街道", "Sub-district"))],
            [
                new("largest_share", new("最大用途占比", "Share of the largest use"), MeasureKind.Share, 1), new("amount", new($"金额（{request.Plan.Currency}）", $"Amount ({request.Plan.Currency})"), MeasureKind.Amount, 2),
                new("largest", new("最大用途", "Largest use"), MeasureKind.Text, 0), new("entries", new("笔数", "Entries"), MeasureKind.Count, 0),
            ],
            [.. rows.Take(MostRows)], Subject.PublicMoney, MoneyNote(request), Provenance.Of("shares of amounts, exact decimals", all.Sum(part => part.Result.Provenance.Rows), rows.Length));
        return panel with
        {
            Table = request.Release(table),
            Look = PanelLook.Bars,
            Lines = Cut(rows.Length),
            Links = rows.ToImmutableDictionary(row => row.Key[0], row => deeper ? $"{path}?community={Uri.EscapeDataString(row.Key[0])}&year={request.Year}" : $"{path}?subdistrict={Uri.EscapeDataString(row.Key[0])}&year={request.Year}"),
        };
    }

    /// <summary>A sentence where a table is longer than a page.</summary>
    public static ImmutableArray<Label> Cut(int rows) => rows <= MostRows ? [] : [new($"只列前{MostRows}行，共{rows}行；请选择街道。", $"The first {MostRows} of {rows} rows; choose a sub-district.")];

    private static TableRow Row(string key, Label label, SharesResult result)
    {
        var top = result.Shares.Where(share => share.Percent is not null).MaxBy(share => share.Percent);
        return new TableRow([key], [label], 0,
            [top is null ? Value.Absent : Value.Exact(top.Percent!.Value / 100), Value.Exact(result.Groups.Sum(group => group.Denominator.Amount)), top is null ? Value.Absent : Value.Of(top.Label), Value.Exact(result.Groups.Sum(group => group.Entries))]);
    }

    private static Label MoneyNote(TopicRequest request) => new($"口径：{request.Facts.Shares!.Title.Zh}。", $"Definition: {request.Facts.Shares!.Title.En}.");
}
