using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>Panels on money: public, so that any filter may be answered from the ledger.</summary>
internal static class MoneyPanels
{
    private const string Maintenance = "facility_maintenance";

    public static Label NotCollected { get; } = BoardFaults.NotCollected("本研究没有资金台账", "the study has no ledger of the fund");

    /// <summary>Shares by use class of a place: of a year, or year by year.</summary>
    public static SharesResult Shares(TopicRequest request, string year, Phase? phase = null) =>
        Analysis.Shares.Fit(request.Facts.Shares! with { Years = year.Length == 0 ? [] : [year], By = "year", Phase = phase ?? request.Facts.Shares!.Phase }, request.Facts.Ledger!.Of(request.Subdistrict, request.Community));

    /// <summary>Money by use class of a year.</summary>
    public static Panel ByClass(TopicRequest request, Panel panel)
    {
        if (request.Facts.Ledger is null) return panel with { Absent = NotCollected };
        var result = Shares(request, request.Year);
        if (result.Shares.IsEmpty) return panel with { Absent = new($"{request.Place.Zh}{request.Year}年没有资金记录。", $"No money is recorded for {request.Place.En} in {request.Year}.") };
        var table = SharesTables.Table(result, new($"{request.Year}年资金用途：{request.Place.Zh}", $"Money by use, {request.Year}: {request.Place.En}")) with { Id = panel.Id };
        return panel with { Table = request.Release(Plain(table)), Look = PanelLook.Bars, Lines = [MoneyEvidence.Reading(result.Spec)] };
    }

    /// <summary>The share of maintenance with what it is a share of.</summary>
    public static Panel MaintenanceShare(TopicRequest request, Panel panel)
    {
        if (request.Facts.Ledger is null) return panel with { Absent = NotCollected };
        var result = Shares(request, request.Year);
        if (result.Share(request.Year, Maintenance) is not { Ratio: { } ratio } share)
            return panel with { Absent = BoardFaults.NotCollected("本研究的资金分类没有“设施维护和维修”", "the study's use classes have no facility maintenance") };
        var (above, below) = (Words.Large(share.Numerator.Amount, request.Plan.Currency), Words.Large(share.Denominator.Amount, request.Plan.Currency));
        Label shown = Label.Same(Words.Percent((double)ratio));
        var table = Tiles(panel.Id, request, [("share", new("设施维护和维修占比", "Share of facility maintenance"), shown), ("numerator", new("分子：设施维护和维修", "Numerator: facility maintenance"), above),
            ("denominator", new($"分母：{result.Spec.Title.Zh}", $"Denominator: {result.Spec.Title.En}"), below)], result.Provenance);
        return panel with { Table = table, Look = PanelLook.Tiles, Lines = Claim(request) };
    }

    /// <summary>The composition of every year as a figure.</summary>
    public static Panel Years(TopicRequest request, Panel panel)
    {
        if (request.Facts.Ledger is null) return panel with { Absent = NotCollected };
        var result = Shares(request, "");
        if (result.Shares.IsEmpty) return panel with { Absent = new($"{request.Place.Zh}没有资金记录。", $"No money is recorded for {request.Place.En}.") };
        var drawn = SharesTables.Table(result, new($"专项基金的用途构成：{request.Place.Zh}", $"What the special fund was spent on: {request.Place.En}")) with { Id = panel.Id };
        return panel with { Figure = Disclosure.Review(SpendingShares.Of(panel.Id, drawn, drawn.Note, SharesTables.Alt(result)), request.Plan.Privacy) };
    }

    /// <summary>The published three quarters under several definitions, where the study is District X.</summary>
    public static Panel? Definitions(TopicRequest request, Panel panel)
    {
        if (request.Facts is not { Shares: { } standard, LedgerBySource: { } cells } || MoneyEvidence.Claim(request.Plan, standard, cells) is not { } comparison) return null;
        return panel with { Table = request.Release(SharesTables.Table(comparison) with { Id = panel.Id }) };
    }

    /// <summary>A table of texts beside labels, one large number a row.</summary>
    public static ReleasedTable Tiles(string id, TopicRequest request, ImmutableArray<(string Key, Label Label, Label Value)> tiles, Provenance origin) => request.Release(new CandidateTable(
        id, Label.Same(""), [new("what", new("内容", "What"))], [new("value", new("数值", "Value"), MeasureKind.Text, 0)],
        [.. tiles.Select(tile => new TableRow([tile.Key], [tile.Label], 0, [Value.Of(tile.Value)]))], Subject.PublicMoney, Label.Same(""), origin));

    // One year a table: its column says nothing.
    private static CandidateTable Plain(CandidateTable table) => table with
    {
        Dimensions = table.Dimensions[1..],
        Measures = [table.Measures[2], table.Measures[0], table.Measures[3]],
        Rows = [.. table.Rows.Select(row => row with { Key = row.Key[1..], Labels = row.Labels[1..], Values = [row.Values[2], row.Values[0], row.Values[3]] })],
    };

    private static ImmutableArray<Label> Claim(TopicRequest request) => request is { Plan.Place: "district-x", Area: Geography.Whole, Year: "2018" }
        ? [new("文献（吴月2022，访谈20191210）称2018年基础设施维护约占3/4，未说明分母与阶段；这里是演示用的合成数据。", "The article (Wu 2022, interview 20191210) says that maintenance took 3/4 in 2018, without denominator or phase; the data here are synthetic.")]
        : [];
}
