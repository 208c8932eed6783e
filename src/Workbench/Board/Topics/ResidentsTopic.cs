using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Board;

/// <summary>Residents: scales, rates, answers by group, and which differences are more than noise.</summary>
internal sealed record ResidentsTopic() : BoardTopic("residents", new("居民", "Residents"), new("居民知晓、参与、满意到什么程度；各组差异是否超出抽样误差。", "How far residents know, take part and are satisfied; which differences between groups are more than sampling noise."))
{
    private static readonly ImmutableArray<string> Measures = ["mean", "conf_low", "conf_high", "n"];

    public override ImmutableArray<string> Filters => [FilterNames.Wave, FilterNames.Subdistrict, FilterNames.Scale, FilterNames.Group, FilterNames.Year];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => request.Facts.Survey is { } book
        ? [WaveChoice(request, book), request.SubdistrictChoice, ScaleChoice(request, book), GroupChoice(request, book), request.YearChoice] : [request.SubdistrictChoice, request.YearChoice];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        if (request.Facts.Survey is { } book)
        {
            var wave = book.Waves.First(one => one.Id == WaveChoice(request, book).Chosen);
            string scale = ScaleChoice(request, book).Chosen, group = GroupChoice(request, book).Chosen;
            yield return Scales(request, Panel("scales", "量表均值", "Means of scales"), book, wave);
            yield return ByGroup(request, Panel("groups", "分组比较", "By group"), book, wave, scale, group);
            yield return ByArea(request, Panel("areas", "分街道比较", "By sub-district"), book, wave, scale);
            yield return Answers(request, Panel("answers", "各题回答", "Answers to each item"), book, wave, scale);
            yield return AnswersByGroup(request, Panel("answersbygroup", "各题回答（分组）", "Answers by group"), book, wave, scale, group);
        }
        else yield return Panel("scales", "量表均值", "Means of scales") with { Absent = PeoplePanels.NoSurvey };
        yield return PeoplePanels.Rates(request, Panel("rates", "知晓率、参与率、投票率", "Awareness, participation, voting"), request.Year);
    }

    private static FilterChoice WaveChoice(TopicRequest request, SurveyBook book) => new(
        FilterNames.Wave, new("调查", "Survey"), [.. book.Waves.Reverse().Select(wave => new Level(wave.Id, wave.Name))], request.Filters.Among(FilterNames.Wave, [.. book.Waves.Select(wave => wave.Id)], book.Latest.Id));

    private static FilterChoice ScaleChoice(TopicRequest request, SurveyBook book) => new(
        FilterNames.Scale, new("量表", "Scale"), book.Latest.Scales, request.Filters.Among(FilterNames.Scale, [.. book.Latest.Scales.Select(scale => scale.Code)], book.Main));

    private static FilterChoice GroupChoice(TopicRequest request, SurveyBook book) => new(
        FilterNames.Group, new("分组", "Group"), [.. book.Latest.Groups.Select(group => new Level(group, SurveyCubes.GroupLabel(group)))], request.Filters.Among(FilterNames.Group, book.Latest.Groups, book.Latest.Groups.FirstOrDefault("")));

    private static Panel Scales(TopicRequest request, Panel panel, SurveyBook book, SurveyWave wave)
    {
        string area = Geography.OfSubdistrict(request.Subdistrict);
        var table = request.View.Means!.Table(panel.Id, new($"量表均值（1–5分）：{request.Place.Zh}，{wave.Name.Zh}", $"Means of scales (1-5): {request.Place.En}, {wave.Name.En}"), ["scale"], Measures, [(area, SurveyCubes.Means(wave.Id, true)), (area, SurveyCubes.Means(wave.Id, false))]);
        return Shown(request, panel, table);
    }

    private static Panel ByGroup(TopicRequest request, Panel panel, SurveyBook book, SurveyWave wave, string scale, string group)
    {
        if (group.Length == 0) return panel with { Absent = BoardFaults.NotCollected("问卷没有年龄、性别、产权等分组信息", "the survey records no age, gender or tenure") };
        var (label, by) = (PeoplePanels.LabelOf(book, scale), SurveyCubes.GroupLabel(group));
        if (request.Subdistrict.Length > 0 && scale != book.Main)
            return panel with { Absent = new($"街道内的分组比较只提供“{PeoplePanels.LabelOf(book, book.Main).Zh}”；其他量表请看全区。", $"Within a sub-district groups are compared on {PeoplePanels.LabelOf(book, book.Main).En.ToLowerInvariant()} only; see the whole district for other scales.") };
        var table = request.View.Means!.Table(panel.Id, new($"{label.Zh}，按{by.Zh}：{request.Place.Zh}，{wave.Name.Zh}", $"{label.En} by {by.En.ToLowerInvariant()}: {request.Place.En}, {wave.Name.En}"), ["level"], Measures,
            [(Geography.OfSubdistrict(request.Subdistrict), SurveyCubes.Means(wave.Id, scale == book.Main, group))], key => key[4] == scale);
        return Shown(request, panel, table);
    }

    private static Panel ByArea(TopicRequest request, Panel panel, SurveyBook book, SurveyWave wave, string scale)
    {
        var label = PeoplePanels.LabelOf(book, scale);
        var areas = request.Places.Subdistricts.Select(Geography.OfSubdistrict).Prepend(Geography.Whole);
        var table = request.View.Means!.Table(panel.Id, new($"{label.Zh}，分街道（{wave.Name.Zh}）", $"{label.En} by sub-district ({wave.Name.En})"), ["area"], Measures, areas.Select(area => (area, SurveyCubes.Means(wave.Id, scale == book.Main))), key => key[4] == scale);
        return Shown(request, panel, table);
    }

    private static Panel Shown(TopicRequest request, Panel panel, ReleasedTable table)
    {
        if (table.Rows.IsEmpty) return panel with { Absent = new("该范围没有受访者。", "There are no respondents in this selection.") };
        return panel with { Table = table, Look = PanelLook.Intervals, Lines = [.. PeoplePanels.Withheld(request, table), .. Noise(table)] };
    }

    /// <summary>Rows whose interval overlaps that of every other: their order says nothing.</summary>
    private static IEnumerable<Label> Noise(ReleasedTable table)
    {
        if (table.Dimensions[0].Id == "scale") yield break;
        var rows = table.Rows.Where(row => row.Key[0] != TableRow.Total && row.Values[0].State == ValueState.Number && row.Values[1].State == ValueState.Number).ToArray();
        if (rows.Length < 2) yield break;
        var (least, most) = (rows.MinBy(row => row.Values[0].Number)!, rows.MaxBy(row => row.Values[0].Number)!);
        if (Words.Difference((least.Values[0].Number, least.Values[1].Number, least.Values[2].Number), (most.Values[0].Number, most.Values[1].Number, most.Values[2].Number)) is not var (at, half)) yield break;
        // The largest of many differences is large by chance: the interval is widened for all pairs (Bonferroni).
        double wide = half * Comparisons.Widening(rows.Length * (rows.Length - 1) / 2);
        string interval = $"{Words.Change(at)} [{Words.Change(at - wide)}, {Words.Change(at + wide)}]";
        yield return at <= wide
            ? new($"最大差异（{most.Labels[0].Zh}与{least.Labels[0].Zh}，{interval}）未超出抽样误差：各组高低可能只是偶然。", $"The largest difference ({most.Labels[0].En} and {least.Labels[0].En}, {interval}) is within sampling noise: the order of the groups may be chance.")
            : new($"{most.Labels[0].Zh}高于{least.Labels[0].Zh}：{interval}，超出抽样误差（已按比较次数放宽区间）。", $"{most.Labels[0].En} above {least.Labels[0].En}: {interval}, more than sampling noise (the interval is widened for the number of comparisons).");
    }

    private static Panel Answers(TopicRequest request, Panel panel, SurveyBook book, SurveyWave wave, string scale)
    {
        var items = wave.Items.GetValueOrDefault(scale, []);
        var shown = items.Where(item => request.View.Answers!.Shows(Geography.Whole, SurveyCubes.Answers(wave.Id, item))).ToArray();
        if (shown.Length == 0) return panel with { Absent = items.IsEmpty ? new("该调查没有这个量表。", "This survey does not have the scale.") : BoardFaults.TooFew };
        var label = PeoplePanels.LabelOf(book, scale);
        var table = request.View.Answers!.Table(panel.Id, new($"{label.Zh}各题的回答（{wave.Name.Zh}，全区）", $"{label.En}: answers to each item ({wave.Name.En}, whole district)"), ["item", "answer"], ["share", "n"], shown.Select(item => (Geography.Whole, SurveyCubes.Answers(wave.Id, item))));
        return panel with { Figure = Likert(table, new("各题回答的百分比。", "Distribution of the answers, in percent."), "item") };
    }

    private static Panel AnswersByGroup(TopicRequest request, Panel panel, SurveyBook book, SurveyWave wave, string scale, string group)
    {
        if (group.Length == 0) return panel with { Absent = BoardFaults.NotCollected("问卷没有年龄、性别、产权等分组信息", "the survey records no age, gender or tenure") };
        var label = PeoplePanels.LabelOf(book, scale);
        var slices = wave.Items.GetValueOrDefault(scale, []).Select(item => (Geography.Whole, SurveyCubes.Answers(wave.Id, item, group)));
        var table = request.View.Answers!.Table(panel.Id, new($"{label.Zh}各题回答，按{SurveyCubes.GroupLabel(group).Zh}（{wave.Name.Zh}，全区）", $"{label.En}: answers by {SurveyCubes.GroupLabel(group).En.ToLowerInvariant()} ({wave.Name.En}, whole district)"),
            ["item", "level", "answer"], ["share", "n"], slices);
        return table.Rows.IsEmpty ? panel with { Absent = new("该调查没有这个量表。", "This survey does not have the scale.") } : panel with { Table = table, Look = PanelLook.Folded, Lines = PeoplePanels.Withheld(request, table) };
    }

    private static ReleasedFigure Likert(ReleasedTable table, Label alt, string item) => Disclosure.Figure(
        table, new CandidateFigure(table.Id, Reports.Likert.Kind, table.Title, table.Note, alt, [("y", item), ("series", "answer"), ("x", "share"), ("label", "n")], NoData(table)));

    private static CandidateTable NoData(ReleasedTable table) => new(table.Id, table.Title, [], [], [], Subject.Respondents, table.Note, table.Provenance);
}
