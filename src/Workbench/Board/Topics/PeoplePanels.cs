using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Panels on people: selected from the reviewed cubes of the viewer, never reviewed again.</summary>
internal static class PeoplePanels
{
    private static readonly ImmutableArray<string> RateMeasures = ["estimate", "conf_low", "conf_high", "numerator", "denominator", "undetermined"];
    private static readonly ImmutableArray<string> MeanMeasures = ["mean", "conf_low", "conf_high", "n"];

    public static Label NoRates { get; } = BoardFaults.NotCollected("本研究没有知晓率、参与率与投票率", "the study has no rates of awareness, participation and voting");

    public static Label NoSurvey { get; } = BoardFaults.NotCollected("本研究没有带题目说明的问卷", "the study has no survey whose items are described");

    /// <summary>The rates of an area and year.</summary>
    public static Panel Rates(TopicRequest request, Panel panel, string year)
    {
        if (request.Facts.Rates is not { } book) return panel with { Absent = NoRates };
        var slices = book.Rules.Select(rule => (request.Area, RateBook.Breakdown(rule.Id, year)));
        var table = request.View.Rates!.Table(panel.Id, new($"{year}年知晓率、参与率与投票率：{request.Place.Zh}", $"Awareness, participation and voting rates, {year}: {request.Place.En}"), ["rate"],
            Geography.IsCommunity(request.Area) ? RateMeasures.RemoveAt(RateMeasures.Length - 1) : RateMeasures, slices);
        if (table.Rows.IsEmpty) return panel with { Absent = new($"{request.Place.Zh}{year}年没有比率。", $"There are no rates of {request.Place.En} in {year}.") };
        return panel with { Table = table, Look = PanelLook.Intervals, Lines = Withheld(request, table) };
    }

    /// <summary>The rates of an area in some years.</summary>
    public static ReleasedTable RateTable(TopicRequest request, string id, IEnumerable<string> years)
    {
        var slices = years.SelectMany(year => request.Facts.Rates!.Rules.Select(rule => (request.Area, RateBook.Breakdown(rule.Id, year))));
        return request.View.Rates!.Table(id, new($"知晓率、参与率与投票率：{request.Place.Zh}", $"Awareness, participation and voting rates: {request.Place.En}"), ["rate", "year"], RateMeasures, slices);
    }

    /// <summary>The main scale of an area, survey by survey.</summary>
    public static Panel Main(TopicRequest request, Panel panel)
    {
        if (request.Facts.Survey is not { } book) return panel with { Absent = NoSurvey };
        var table = MainTable(request, panel.Id);
        if (table.Rows.IsEmpty) return panel with { Absent = new($"{request.Place.Zh}没有受访者。", $"There are no respondents of {request.Place.En}.") };
        return panel with { Table = table, Look = PanelLook.Intervals, Lines = [.. Withheld(request, table), .. Change(table, book)] };
    }

    /// <summary>The means of the main scale by survey.</summary>
    public static ReleasedTable MainTable(TopicRequest request, string id)
    {
        var label = LabelOf(request.Facts.Survey!, request.Facts.Survey!.Main);
        return request.View.Means!.Table(id, new($"{label.Zh}（1–5分）：{request.Place.Zh}", $"{label.En} (1-5): {request.Place.En}"), ["wave"], MeanMeasures,
            request.Facts.Survey.Waves.Select(wave => (request.Area, SurveyCubes.Means(wave.Id, true))));
    }

    /// <summary>Label of a scale.</summary>
    public static Label LabelOf(SurveyBook book, string scale) => book.Latest.Scales.FirstOrDefault(one => one.Code == scale)?.Label ?? Label.Same(scale);

    /// <summary>Why something is withheld from this viewer.</summary>
    public static ImmutableArray<Label> Withheld(TopicRequest request, ReleasedTable table) => table.Withheld == 0 ? []
        : [Geography.IsCommunity(request.Area) && !request.View.Wide ? BoardFaults.NotForViewer : BoardFaults.TooFew];

    private static IEnumerable<Label> Change(ReleasedTable table, SurveyBook book)
    {
        if (book.Waves.Length < 2 || Words.Difference(table.Interval("mean", book.Waves[^2].Id), table.Interval("mean", book.Latest.Id)) is not { } change) yield break;
        var (at, half) = change;
        bool noise = Math.Abs(at) <= half;
        yield return new(
            $"{book.Waves[^2].Name.Zh} → {book.Latest.Name.Zh}：变化{Words.Change(at)} [{Words.Change(at - half)}, {Words.Change(at + half)}]，{(noise ? "可能只是抽样误差" : "超出抽样误差")}。",
            $"{book.Waves[^2].Name.En} → {book.Latest.Name.En}: a change of {Words.Change(at)} [{Words.Change(at - half)}, {Words.Change(at + half)}], {(noise ? "which may be sampling noise" : "more than sampling noise")}.");
    }
}
