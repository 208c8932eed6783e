using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of rates. They count residents or households, so the disclosure review looks at their denominators.</summary>
public static class RatesTables
{
    private static readonly ImmutableArray<TableMeasure> Measures =
    [
        new("estimate", new("比率", "Rate"), MeasureKind.Share, 1), new("conf_low", new("下限", "Low"), MeasureKind.Share, 1), new("conf_high", new("上限", "High"), MeasureKind.Share, 1),
        new("numerator", new("分子", "Numerator"), MeasureKind.People, 0), new("denominator", new("分母", "Denominator"), MeasureKind.People, 0),
        new("undetermined", new("无法判定的社区数", "Communities undetermined"), MeasureKind.Count, 0),
    ];

    /// <summary>Rates by year over all communities.</summary>
    public static CandidateTable ByYear(RatesResult result) => new(
        "rates-by-year", new("知晓率、参与率与投票率", "Awareness, participation and voting rates"), [new("rate", new("比率", "Rate")), new("year", new("年度", "Year"))],
        Measures, [.. result.Years.Select(rate => Row(result, rate, rate.Year, Label.Same(rate.Year)))], Subject.Respondents, Note(result), result.Provenance);

    /// <summary>One rate of one year by community, under its total: the total is published by year too, so the review must see it here or a withheld community could be had by subtraction.</summary>
    public static CandidateTable ByCommunity(RatesResult result, string rate, string year)
    {
        bool Wanted(RateEstimate found) => found.Rate == rate && found.Year == year;
        var all = result.Years.Where(Wanted).Select(found => Row(result, found, TableRow.Total, new("合计", "All")));
        var title = TitleOf(result, rate);
        return new CandidateTable($"rates-{rate}-{year}", new($"{year}年各社区{title.Zh}", $"{title.En} by community, {year}"), [new("rate", new("比率", "Rate")), new("community", new("社区", "Community"))],
            Measures, [.. result.Communities.Where(Wanted).Select(found => Row(result, found, found.Community, Label.Same(found.Community))), .. all],
            Subject.Respondents, Note(result), result.Provenance)
        { TotalsKnown = true };
    }

    private static TableRow Row(RatesResult result, RateEstimate rate, string key, Label label) => new([rate.Rate, key], [TitleOf(result, rate.Rate), label], rate.Estimate is null ? 0 : rate.Denominator ?? 0,
    [
        Value.Of(rate.Estimate), Value.Of(rate.Low), Value.Of(rate.High), rate.Numerator is { } above ? Value.Exact(above) : Value.Absent,
        rate.Denominator is { } below ? Value.Exact(below) : Value.Absent, Value.Exact(rate.Undetermined),
    ]);

    private static Label TitleOf(RatesResult result, string rate) => result.Spec.Rules.First(rule => rule.Id == rate).Title;

    private static Label Note(RatesResult result)
    {
        string level = (result.Spec.Level * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        string zh = string.Join("；", result.Spec.Rules.Select(rule => $"{rule.Title.Zh}＝{rule.Numerator.Zh}／{rule.Denominator.Zh}"));
        string en = string.Join("; ", result.Spec.Rules.Select(rule => $"{rule.Title.En} = {rule.Numerator.En} / {rule.Denominator.En}"));
        return new(
            $"{zh}。区间：{level}% Wilson（1927）得分区间。有抽样社区的年度，各社区比率按户数加权，以Kish有效样本量计算区间；缺数者不计入。",
            $"{en}. Intervals: {level}% Wilson (1927) score. In a year with sampled communities their rates are weighted by households and the interval rests on Kish's effective number; communities with a missing number are left out.");
    }
}
