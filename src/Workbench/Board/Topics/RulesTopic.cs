using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Rules: verdicts with the records they rest on, and what is missing where none can be given.</summary>
internal sealed record RulesTopic() : BoardTopic("rules", new("规则", "Rules"), new("规则是否遵守；每条结论依据哪些记录；无法判定者缺什么。", "Were the rules kept; which records each verdict rests on; what is missing where none can be given."))
{
    public override ImmutableArray<string> Filters => [FilterNames.Rule, FilterNames.Year, FilterNames.Subdistrict, FilterNames.Community];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [request.YearChoice, request.SubdistrictChoice, request.CommunityChoice, RuleChoice(request)];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        yield return RulePanels.Summary(request, Panel("summary", "各规则的结论", "Verdicts by rule"), request.Year);
        string only = RuleChoice(request).Chosen;
        foreach (var result in (request.Facts.Rules?.Results ?? []).Where(result => only.Length == 0 || result.Spec.Rule.Id == only))
            yield return RulePanels.Verdicts(request, new Panel($"{Id}-verdicts-{result.Spec.Rule.Id}", result.Spec.Rule.Title), result, request.Year);
        yield return Trend(request, Panel("trend", "各年度违反项数", "Breaches by year"));
    }

    private static FilterChoice RuleChoice(TopicRequest request)
    {
        ImmutableArray<Level> rules = [.. (request.Facts.Rules?.Results ?? []).Select(result => new Level(result.Spec.Rule.Id, result.Spec.Rule.Title))];
        return new(FilterNames.Rule, new("规则", "Rule"), [new("", new("全部规则", "All rules")), .. rules], request.Filters.Among(FilterNames.Rule, [.. rules.Select(rule => rule.Code)]));
    }

    private static Panel Trend(TopicRequest request, Panel panel)
    {
        if (request.Facts.Rules is not { } book) return panel with { Absent = RulePanels.NoRules };
        var years = book.Results.SelectMany(result => result.Verdicts.Select(verdict => RuleBook.YearAt(result.Spec.Rule) is >= 0 and var at ? verdict.Key[at] : "")).Where(year => year.Length > 0).Distinct().Order(StringComparer.Ordinal);
        var rows = from result in book.Results from year in years let judged = RuleBook.Among(result, year, request.Covers) select Row(result.Spec.Rule, year, judged);
        var table = new CandidateTable(panel.Id, panel.Heading, [new("rule", new("规则", "Rule")), new("year", new("年度", "Year"))],
            [new("breach_share", new("违反占比", "Share breached"), MeasureKind.Share, 1), new("breach", new("违反", "Breach"), MeasureKind.Count, 0), new("undetermined", new("无法判定", "Undetermined"), MeasureKind.Count, 0), new("judged", new("项数", "Verdicts"), MeasureKind.Count, 0)],
            [.. rows], Subject.PublicMoney, new("占比的分母为全部结论，含无法判定者。", "Shares are of all verdicts, undetermined ones among them."), Provenance.Of("verdicts by year", book.Results.Sum(result => result.Verdicts.Length)));
        return panel with { Table = request.Release(table), Look = PanelLook.Bars };
    }

    private static TableRow Row(ShareRule rule, string year, RulesResult judged)
    {
        int all = judged.Verdicts.Length - judged.Count(Verdict.NotInForce), breach = judged.Count(Verdict.Breach);
        return new TableRow([rule.Id, year], [rule.Title, Label.Same(year)], 0, [all == 0 ? Value.Absent : Value.Exact((decimal)breach / all), Value.Exact(breach), Value.Exact(judged.Count(Verdict.Undetermined)), Value.Exact(all)]);
    }
}
