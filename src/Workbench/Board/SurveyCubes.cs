using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>
/// What can be selected of a survey, as candidate slices: means of the main scale for every area and by respondent group down to sub-districts, of the others for sub-districts and by group in the
/// whole; and answers to each item, whole and by group.
/// </summary>
internal static class SurveyCubes
{
    public static ImmutableArray<Dimension> MeanDimensions { get; } =
        [new("wave", new("调查", "Survey")), new("area", new("区域", "Area")), new("group", new("分组", "Group")), new("level", new("组别", "Level")), new("scale", new("量表", "Scale"))];

    public static ImmutableArray<TableMeasure> MeanMeasures { get; } =
    [
        new("mean", new("均值", "Mean"), MeasureKind.Number, 2), new("conf_low", new("下限", "Low"), MeasureKind.Number, 2), new("conf_high", new("上限", "High"), MeasureKind.Number, 2), new("n", new("人数", "n"), MeasureKind.People, 0),
        new("own", new("未加权均值", "Unweighted mean"), MeasureKind.Number, 2), new("shrunken", new("收缩估计", "Shrunken estimate"), MeasureKind.Number, 2), new("shrunken_low", new("收缩下限", "Shrunken low"), MeasureKind.Number, 2), new("shrunken_high", new("收缩上限", "Shrunken high"), MeasureKind.Number, 2),
        new("limit_low", new("控制限下", "Limit low"), MeasureKind.Number, 2), new("limit_high", new("控制限上", "Limit high"), MeasureKind.Number, 2), new("reading", new("解读", "Reading"), MeasureKind.Text, 0),
        new("adjusted", new("按居民构成调整", "Adjusted for residents"), MeasureKind.Number, 2),
    ];

    public static ImmutableArray<Dimension> AnswerDimensions { get; } =
        [new("wave", new("调查", "Survey")), new("item", new("题目", "Item")), new("group", new("分组", "Group")), new("level", new("组别", "Level")), new("answer", new("回答", "Answer"))];

    public static ImmutableArray<TableMeasure> AnswerMeasures { get; } = [new("share", new("占比", "Share"), MeasureKind.Share, 1), new("n", new("人数", "n"), MeasureKind.People, 0)];

    /// <summary>Breakdown of the means of a family of scales in a survey, by a group field or by none.</summary>
    public static string Means(string wave, bool main, string group = "") => $"{wave}/{(main ? "main" : "rest")}{(group.Length == 0 ? "" : "/" + group)}";

    /// <summary>Breakdown of the answers to an item, by a group field or by none.</summary>
    public static string Answers(string wave, string item, string group = "") => $"{wave}/{item}{(group.Length == 0 ? "" : "/" + group)}";

    /// <summary>Slices of means of one survey.</summary>
    /// <param name="rows">Respondents.</param>
    /// <param name="places">Areas.</param>
    /// <param name="labels">Labels of the scales.</param>
    /// <param name="main">The main scale, shown by community too.</param>
    /// <param name="fair">Comparison of the communities; null where there is none.</param>
    public static IEnumerable<CubeSlice> Means(SurveyRows rows, Geography places, Func<string, Label> labels, string main, FairComparison? fair)
    {
        foreach (bool isMain in new[] { true, false })
        {
            ImmutableArray<string> scales = [.. rows.Scales.Select(scale => scale.Name).Where(name => name == main == isMain)];
            if (scales.IsEmpty) continue;
            foreach (var slice in ByArea(rows, places, labels, scales, isMain)) yield return slice;
            foreach (string group in rows.Groups)
                foreach (var slice in ByGroup(rows, places, labels, scales, isMain, group)) yield return slice;
        }
        foreach (var slice in ByCommunity(rows, places, labels, main, fair)) yield return slice;
    }

    /// <summary>Slices of answers of one survey: every answer of the whole, and below, between and above the middle by group.</summary>
    public static IEnumerable<CubeSlice> Answers(SurveyRows rows)
    {
        var levels = rows.Groups.ToDictionary(group => group, rows.Levels);
        var values = new double[rows.Count];
        foreach (var item in rows.Scales.SelectMany(scale => scale.Items).DistinctBy(item => item.Name))
        {
            rows.Answers(item.Name, values);
            var wording = rows.Questions.First(question => question.Item == item.Name).Wording;
            yield return AnswerCounts.Whole(rows, item, wording, values);
            foreach (string group in rows.Groups) yield return AnswerCounts.ByGroup(rows, item, wording, values, group, levels[group]);
        }
    }

    private static IEnumerable<CubeSlice> ByArea(SurveyRows rows, Geography places, Func<string, Label> labels, ImmutableArray<string> scales, bool main)
    {
        var areas = places.WideAreas;
        var domains = DomainsOf(rows, areas, new int[rows.Count], 1);
        var found = scales.Select(scale => domains.Means(rows, scale)).ToArray();
        Label[] names = [.. scales.Select(labels)];
        string breakdown = Means(rows.Source.Id, main);
        return areas.Select((area, a) => new CubeSlice(area, breakdown, "",
            [.. scales.Select((scale, s) => Row(rows, places, area, "", "", names[s], scale, found[s][a, 0]))], [.. scales.Select((_, s) => (long)found[s][a, 0].Rows)]));
    }

    private static IEnumerable<CubeSlice> ByGroup(SurveyRows rows, Geography places, Func<string, Label> labels, ImmutableArray<string> scales, bool main, string group)
    {
        // Every scale by group in every sub-district would be a million rows in a province: the main one is.
        ImmutableArray<string> areas = main ? places.WideAreas : [Geography.Whole];
        var (levels, codes) = rows.Levels(group);
        var domains = DomainsOf(rows, areas, codes, levels.Length);
        var found = scales.Select(scale => domains.Means(rows, scale)).ToArray();
        Label[] names = [.. scales.Select(labels)];
        string breakdown = Means(rows.Source.Id, main, group), under = Means(rows.Source.Id, main);
        return areas.Select((area, a) => new CubeSlice(area, breakdown, under,
            [.. scales.SelectMany((scale, s) => levels.Select((level, l) => Row(rows, places, area, group, level, names[s], scale, found[s][a, l])))],
            [.. scales.SelectMany((_, s) => levels.Select((_, l) => (long)found[s][a, l].Rows))]));
    }

    /// <summary>Within a community respondents are drawn one by one: they are its sampling units.</summary>
    private static IEnumerable<CubeSlice> ByCommunity(SurveyRows rows, Geography places, Func<string, Label> labels, string main, FairComparison? fair)
    {
        double[] y = rows.Scores(main);
        int[] each = [.. Enumerable.Range(0, rows.Count)], one = new int[rows.Count];
        string breakdown = Means(rows.Source.Id, true);
        var label = labels(main);
        foreach (var community in each.GroupBy(row => rows.Communities[row], StringComparer.Ordinal).Where(community => places[community.Key] is not null))
        {
            int[] members = [.. community];
            var mean = DomainMeans.Of([.. members.Select(row => y[row])], [.. members.Select(row => rows.Weights[row])], each[..members.Length], one[..members.Length], one[..members.Length], 1)[0];
            string area = places.AreaOf(community.Key);
            var row = Row(rows, places, area, "", "", label, main, mean, fair?[community.Key]);
            yield return new CubeSlice(area, breakdown, "", [row], [mean.Rows]);
        }
    }

    private static AreaDomains DomainsOf(SurveyRows rows, ImmutableArray<string> areas, int[] levelOf, int levels)
    {
        var number = areas.Select((area, i) => (area, i)).ToDictionary(pair => pair.area, pair => pair.i, StringComparer.Ordinal);
        int[] parts = [.. Enumerable.Range(0, rows.Count).Select(row => number.GetValueOrDefault(rows.Areas[row]) is > 0 and var area ? (area - 1) * levels + levelOf[row] : -1)];
        return new AreaDomains(levelOf, parts, areas.Length, levels);
    }

    /// <summary>The respondents' domains: levels in the whole, and levels in each other area.</summary>
    private sealed record AreaDomains(int[] Whole, int[] Parts, int Areas, int Levels)
    {
        /// <summary>Means of a scale in every area and level; the first area is the whole.</summary>
        public DesignMean[,] Means(SurveyRows rows, string scale)
        {
            double[] y = rows.Scores(scale);
            var first = DomainMeans.Of(y, rows.Weights, rows.Units, rows.Strata, Whole, Levels);
            var others = DomainMeans.Of(y, rows.Weights, rows.Units, rows.Strata, Parts, (Areas - 1) * Levels);
            var means = new DesignMean[Areas, Levels];
            for (int a = 0; a < Areas; a++)
                for (int l = 0; l < Levels; l++) means[a, l] = a == 0 ? first[l] : others[(a - 1) * Levels + l];
            return means;
        }
    }

    private static TableRow Row(SurveyRows rows, Geography places, string area, string group, string level, Label label, string scale, DesignMean mean, FairRow? fair = null) => new(
        [rows.Source.Id, area, group.Length == 0 ? TableRow.Total : group, group.Length == 0 ? TableRow.Total : level, scale],
        [rows.Label, places.LabelOf(area), GroupLabel(group), LevelLabel(group, level), label], mean.Rows,
        [
            Value.Of(mean.Estimate), Value.Of(mean.ConfLow), Value.Of(mean.ConfHigh), Value.Exact(mean.Rows), Value.Of(fair?.Mean), Value.Of(fair?.Shrunken), Value.Of(fair?.Low), Value.Of(fair?.High),
            Value.Of(fair?.LimitLow), Value.Of(fair?.LimitHigh), fair is null ? Value.Absent : Value.Of(fair.Reading), Value.Of(fair?.Adjusted),
        ]);

    /// <summary>Label of a group field.</summary>
    public static Label GroupLabel(string group) => group.Length == 0 ? All : DataSchema.Table("responses")[group].Title;

    /// <summary>Label of a level of a group field.</summary>
    public static Label LevelLabel(string group, string level)
    {
        if (group.Length == 0) return All;
        return level.Length == 0 ? NotStated : DataSchema.Table("responses")[group].Levels.FirstOrDefault(one => one.Code == level)?.Label ?? Label.Same(level);
    }

    private static Label All { get; } = new("全部", "All");

    private static Label NotStated { get; } = new("未说明", "Not stated");
}
