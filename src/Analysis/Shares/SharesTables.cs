using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Tables and figures of shares.</summary>
public static class SharesTables
{
    private static readonly TableMeasure Share = new("share", new("占比", "Share"), MeasureKind.Share, 1);

    /// <summary>Label of a phase.</summary>
    public static Label PhaseLabel(Phase phase) => phase switch
    {
        Phase.Budgeted => new("预算", "budgeted"),
        Phase.Approved => new("已批准", "approved"),
        Phase.Paid => new("已支付", "paid"),
        _ => new("已验收", "accepted"),
    };

    /// <summary>Shares by group and use class; the share is the printed one, so that each group sums to exactly 100 %.</summary>
    /// <param name="result">The shares.</param>
    /// <param name="title">Title for people.</param>
    public static CandidateTable Table(SharesResult result, Label title) => new(
        $"shares-{result.Spec.Definition}", title, [GroupDimension(result.Spec.By), new("use_class", new("类别", "Use class"))],
        [.. Amounts(result.Spec), Share with { Decimals = result.Spec.Decimals }, new("entries", new("笔数", "Entries"), MeasureKind.Count, 0)],
        [.. result.Shares.Select(Row)], Subject.PublicMoney, Note(result), result.Provenance);

    /// <summary>A claim under several definitions, with the verdict on each.</summary>
    public static CandidateTable Table(SharesComparison comparison)
    {
        var claim = comparison.Claim;
        string stated = Percent(claim.Ratio);
        return new CandidateTable($"claim-{claim.UseClass}-{claim.Year}",
            new($"{claim.Year}年“{stated}”之说在不同口径下", $"The {stated} of {claim.Year} under different definitions"), [new("definition", new("口径", "Definition"))],
            [.. Amounts(comparison.Definitions[0].Spec), Share with { Decimals = 2 }, new("supports", new("是否支持", "Supports the claim"), MeasureKind.Text, 0)],
            [.. comparison.Definitions.Select(Row)], Subject.PublicMoney, ClaimNote(comparison), comparison.Provenance);
    }

    private static ImmutableArray<TableMeasure> Amounts(SharesSpec spec) =>
    [
        new("numerator", new($"分子（{spec.CurrencyName.Zh}）", $"Numerator ({spec.CurrencyName.En})"), MeasureKind.Amount, 2),
        new("denominator", new($"分母（{spec.CurrencyName.Zh}）", $"Denominator ({spec.CurrencyName.En})"), MeasureKind.Amount, 2),
    ];

    private static TableRow Row(ShareOfAmount share) => new([share.Group, share.Class], [GroupLabel(share.Group), share.Label], 0,
        [Value.Exact(share.Numerator.Amount), Value.Exact(share.Denominator.Amount), share.Percent is { } percent ? Value.Exact(percent / 100) : Value.Absent, Value.Exact(share.Entries)]);

    private static TableRow Row(DefinitionOutcome outcome) => new([outcome.Spec.Definition], [outcome.Spec.Title.AsHeading()], 0,
    [
        outcome.Share is { } share ? Value.Exact(share.Numerator.Amount) : Value.Absent, outcome.Share is { } of ? Value.Exact(of.Denominator.Amount) : Value.Absent,
        outcome.Share?.Ratio is { } ratio ? Value.Exact(ratio) : Value.Absent,
        Value.Of(Verdict(outcome.Supports)),
    ]);

    private static Label Verdict(bool? supports) => supports switch
    {
        true => new("支持", "supports"),
        false => new("不支持", "does not support"),
        null => new("无法判断", "cannot be judged"),
    };

    private static Dimension GroupDimension(string by) => by switch
    {
        "year" => new("year", new("年度", "Year")),
        "community" => new("community", new("社区", "Community")),
        "subdistrict" => new("subdistrict", new("街道", "Sub-district")),
        "" => new("group", new("合计", "All")),
        _ => new(by, Label.Same(by)),
    };

    private static Label GroupLabel(string key) => key == TableRow.Total ? new("合计", "All") : Label.Same(key);

    private static Label Note(SharesResult result)
    {
        var spec = result.Spec;
        var phase = result.Shares.IsEmpty ? new Label("", "") : PhaseLabel(result.Shares[0].Phase);
        var (zh, en) = Cautions(result);
        return new(
            $"口径：{spec.Title.Zh}{Named(spec, "（", "）")}。分子：各类别金额；分母：同组全部类别金额；阶段：{phase.Zh}；分类：{spec.Classification.Name}；来源：{spec.Source}。占比按最大余数法取整，合计恰为100%。{zh}",
            $"Definition: {spec.Title.En}{Named(spec, " (", ")")}. Numerator: money of the class; denominator: money of all classes of the group; phase: {phase.En}; classification: {spec.Classification.Name}; source: {spec.Source}. Printed shares sum to exactly 100% by largest remainder.{en}");
    }

    private static (string Zh, string En) Cautions(SharesResult result)
    {
        string zh = "", en = "";
        if (result.Groups.Any(group => group.Negative)) (zh, en) = ("有类别因退款为负，其他类别占比可能超过100%。", " Refunds make a class negative, so shares of others may exceed 100%.");
        if (result.Groups.Sum(group => group.WithoutPool?.Amount ?? 0) is not 0 and var money)
            (zh, en) = (zh + $"未注明资金池的{Money(money)}{result.Spec.CurrencyName.Zh}未计入。", en + $" {result.Spec.Currency} {Money(money)} that name no pool are left out.");
        if (result.Groups.Sum(group => group.WithoutAmount) is > 0 and var entries)
            (zh, en) = (zh + $"{entries}笔缺金额，未计入。", en + $" {entries} entries without an amount are left out.");
        if (!result.Unmapped.IsEmpty)
            (zh, en) = (zh + $"未能归类：{string.Join("、", result.Unmapped)}。", en + $" In no list, hence unclassified: {string.Join(", ", result.Unmapped)}.");
        return (zh, en);
    }

    /// <summary>Alternative text of a figure of shares: the largest class of each group.</summary>
    public static Label Alt(SharesResult result)
    {
        var tops = result.Groups.Select(group => result.Shares.Where(share => share.Group == group.Key && share.Percent is not null).MaxBy(share => share.Percent)).OfType<ShareOfAmount>().ToArray();
        return new(string.Join("；", tops.Select(top => $"{GroupLabel(top.Group).Zh}：{top.Label.Zh}最多，占{Plain(top.Percent!.Value)}%")) + "。",
            string.Join("; ", tops.Select(top => $"{GroupLabel(top.Group).En}: {top.Label.En} is largest with {Plain(top.Percent!.Value)}%")) + ".");
    }

    // The id of a definition is for those who choose another.
    private static string Named(SharesSpec spec, string before, string after) => spec.Definition == "default" ? "" : before + spec.Definition + after;

    private static Label ClaimNote(SharesComparison comparison)
    {
        var claim = comparison.Claim;
        string classes = string.Join(", ", comparison.Definitions.Select(outcome => outcome.Spec.Classification.Name).Distinct());
        string sources = string.Join(", ", comparison.Definitions.Select(outcome => outcome.Spec.Source).Distinct());
        var numerator = comparison.Definitions.SelectMany(outcome => outcome.Spec.Classification.Classes).FirstOrDefault(level => level.Code == claim.UseClass)?.Label ?? Label.Same(claim.UseClass);
        return new($"所据说法：{claim.Source.Zh}，未说明分母与阶段。分子：{numerator.Zh}；分母：该口径下全部类别；分类：{classes}；来源：{sources}。与所称{Percent(claim.Ratio)}相差不超过{Percent(claim.Tolerance)}为支持。",
            $"Claim: {claim.Source.En}; its denominator and phase are not stated there. Numerator: {numerator.En}; denominator: all classes under the definition; classification: {classes}; source: {sources}. A share within {Percent(claim.Tolerance)} of {Percent(claim.Ratio)} supports it.");
    }

    private static string Percent(decimal ratio) => Plain(ratio * 100) + "%";

    private static string Money(decimal amount) => amount.ToString("#,##0.############", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
