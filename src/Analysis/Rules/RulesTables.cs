using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of rule verdicts.</summary>
public static class RulesTables
{
    /// <summary>Label of a verdict.</summary>
    public static Label VerdictLabel(Verdict verdict) => verdict switch
    {
        Verdict.Pass => new("符合", "pass"),
        Verdict.Breach => new("违反", "breach"),
        Verdict.Undetermined => new("无法判定", "undetermined"),
        _ => new("未施行", "not in force"),
    };

    /// <summary>Verdicts one by one, with numerator, denominator, share, margin, reason and the number of rows they rest on.</summary>
    /// <param name="result">The verdicts.</param>
    /// <param name="only">Verdicts to list; empty for all.</param>
    public static CandidateTable Table(RulesResult result, params ImmutableArray<Verdict> only)
    {
        var rule = result.Spec.Rule;
        var kind = rule.Denominator.Measure == Measure.Amount ? MeasureKind.Amount : MeasureKind.Count;
        int decimals = kind == MeasureKind.Amount ? 2 : 0;
        return new CandidateTable($"rule-{rule.Id}", rule.Title, [.. rule.Level.Select(Level)],
            [
                new("numerator", new("分子", "Numerator"), kind, decimals), new("denominator", new("分母", "Denominator"), kind, decimals), new("share", new("占比", "Share"), MeasureKind.Share, 1),
                new("margin", new("余地", "Margin"), MeasureKind.Share, 1), new("verdict", new("结论", "Verdict"), MeasureKind.Text, 0), new("reason", new("理由", "Reason"), MeasureKind.Text, 0),
                new("rows", new("依据记录数", "Rows it rests on"), MeasureKind.Count, 0),
            ],
            [.. result.Verdicts.Where(verdict => only.IsEmpty || only.Contains(verdict.Verdict)).Select(Row)], Subject.PublicMoney, Note(rule), result.Provenance);
    }

    /// <summary>Verdicts of several rules counted by rule.</summary>
    /// <param name="results">The rules' results, in the order to list them.</param>
    public static CandidateTable Summary(ImmutableArray<RulesResult> results) => new(
        "rules", new("规则执行情况", "Were the rules kept"), [new("rule", new("规则", "Rule"))],
        [.. Enum.GetValues<Verdict>().Select(verdict => new TableMeasure(verdict.ToString().ToLowerInvariant(), VerdictLabel(verdict).AsHeading(), MeasureKind.Count, 0))],
        [.. results.Select(result => new TableRow([result.Spec.Rule.Id], [result.Spec.Rule.Title], 0, [.. Enum.GetValues<Verdict>().Select(verdict => Value.Exact(result.Count(verdict)))]))],
        Subject.PublicMoney, new("结论为“无法判定”者：分母缺失，或缺失字段可能改变结论。", "Undetermined: the denominator is absent, or missing fields could turn the verdict."),
        Provenance.Of("share rules, exact, bounds over missing fields", results.Sum(result => result.Provenance.Rows), results.IsEmpty ? 0 : results.Max(result => result.Provenance.Communities),
            [.. results.Select(result => ("rule", $"{result.Spec.Rule.Id}@{result.Spec.Rule.Version}"))]));

    private static TableRow Row(RuleVerdict verdict) => new(verdict.Key, [.. verdict.Key.Select(Label.Same)], 0,
    [
        Value.Exact(verdict.Numerator), Value.Exact(verdict.Denominator), Exact(verdict.Share), Exact(verdict.Margin), Value.Of(VerdictLabel(verdict.Verdict)), Value.Of(verdict.Reason),
        Value.Exact(verdict.Evidence.Rows),
    ]);

    private static Value Exact(decimal? number) => number is { } value ? Value.Exact(value) : Value.Absent;

    private static Dimension Level(string field) => field switch
    {
        "community" => new(field, new("社区", "Community")),
        "year" => new(field, new("年度", "Year")),
        "round" => new(field, new("轮次", "Round")),
        _ => new(field, Label.Same(field)),
    };

    private static Label Note(ShareRule rule)
    {
        string sign = rule.Comparator == Comparator.AtMost ? "≤" : "≥", limit = FormattableString.Invariant($"{rule.Threshold * 100:0.##}%");
        string kind = rule.Denominator.Measure == Measure.Amount ? "amounts" : "counts", kindZh = rule.Denominator.Measure == Measure.Amount ? "金额" : "数量";
        return new(
            $"规则 {rule.Id}（{rule.Version}，{rule.Place}）：{kindZh}之比 {sign} {limit}；分子：{Conditions(rule.Numerator)}；分母：{Conditions(rule.Denominator)}；自{rule.EffectiveFrom:yyyy-MM-dd}起。依据：{rule.Evidence.Zh}。余地为正即符合。",
            $"Rule {rule.Id} ({rule.Version}, {rule.Place}): share of {kind} {sign} {limit}; numerator: {Conditions(rule.Numerator)}; denominator: {Conditions(rule.Denominator)}; in force from {rule.EffectiveFrom:yyyy-MM-dd}. Source: {rule.Evidence.En}. A positive margin means kept.");
    }

    private static string Conditions(RuleMeasure measure) =>
        string.Join(", ", measure.Where.Select(filter => $"{filter.Field} = {string.Join("|", filter.Values)}").Prepend(measure.Field.Length == 0 ? measure.Table : $"{measure.Table}.{measure.Field}"));
}
