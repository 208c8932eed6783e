using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>What changed from the year before, in sentences made of released numbers.</summary>
internal static class Changes
{
    public static Panel Panel(TopicRequest request, Panel panel)
    {
        int at = request.Years.IndexOf(request.Year);
        if (at < 1) return panel with { Absent = new(request.Year.Length == 0 ? "没有按年度的记录。" : $"{request.Year}年之前没有记录可比。", request.Year.Length == 0 ? "There are no records by year." : $"There is nothing before {request.Year} to compare with.") };
        string before = request.Years[at - 1];
        ImmutableArray<Label> lines = [.. Money(request, before), .. Rules(request, before), .. Rates(request, before), .. Steps(request, before)];
        return lines.IsEmpty ? panel with { Absent = BoardFaults.TooFew } : panel with { Lines = lines };
    }

    private static IEnumerable<Label> Money(TopicRequest request, string before)
    {
        if (request.Facts.Ledger is null) yield break;
        var result = MoneyPanels.Shares(request, "");
        if (result.Groups.FirstOrDefault(group => group.Key == request.Year) is not { } now || result.Groups.FirstOrDefault(group => group.Key == before) is not { Denominator.Amount: > 0 } then) yield break;
        string change = Words.Points((double)(now.Denominator.Amount / then.Denominator.Amount - 1));
        var (amount, former) = (Words.Large(now.Denominator.Amount, request.Plan.Currency), Words.Large(then.Denominator.Amount, request.Plan.Currency));
        yield return new($"{result.Spec.Title.Zh}：{amount.Zh}，{before}年为{former.Zh}（{change}%）。", $"{Upper(result.Spec.Title.En)}: {amount.En}, after {former.En} in {before} ({change}%).");
        var moved = result.Shares.Where(share => share.Group == request.Year && share.Ratio is not null).Select(share => (share.Label, Now: share.Ratio!.Value, Then: result.Share(before, share.Class)?.Ratio))
            .Where(share => share.Then is not null).MaxBy(share => Math.Abs(share.Now - share.Then!.Value));
        if (moved.Label is null) yield break;
        yield return new(
            $"占比变化最大的用途：{moved.Label.Zh}，{Words.Percent((double)moved.Then!.Value)} → {Words.Percent((double)moved.Now)}。",
            $"The share that moved most: {moved.Label.En}, {Words.Percent((double)moved.Then!.Value)} → {Words.Percent((double)moved.Now)}.");
    }

    private static IEnumerable<Label> Rules(TopicRequest request, string before)
    {
        foreach (var result in request.Facts.Rules?.Results ?? [])
        {
            int Breaches(string year) => RuleBook.Among(result, year, request.Covers).Count(Verdict.Breach);
            yield return new($"{result.Spec.Rule.Title.Zh}：违反{Breaches(request.Year)}项，{before}年{Breaches(before)}项。", $"{result.Spec.Rule.Title.En}: {Breaches(request.Year)} breaches, after {Breaches(before)} in {before}.");
        }
    }

    private static IEnumerable<Label> Rates(TopicRequest request, string before)
    {
        if (request.Facts.Rates is not { } book) yield break;
        var table = PeoplePanels.RateTable(request, "changes", [before, request.Year]);
        foreach (var rule in book.Rules)
        {
            if (Words.Difference(table.Interval("estimate", rule.Id, before), table.Interval("estimate", rule.Id, request.Year)) is not var (at, half)) continue;
            bool noise = Math.Abs(at) <= half;
            yield return new($"{rule.Title.Zh}变化{Words.Points(at)}个百分点{(noise ? "，可能只是抽样误差" : "")}。", $"{rule.Title.En} changed by {Words.Points(at)} percentage points{(noise ? ", which may be sampling noise" : "")}.");
        }
    }

    private static IEnumerable<Label> Steps(TopicRequest request, string before)
    {
        if (RulePanels.Kept(request, request.Year)?.ConformingShare is not { } now || RulePanels.Kept(request, before)?.ConformingShare is not { } then) yield break;
        yield return new($"完全符合步骤的项目：{Words.Percent(now)}，{before}年为{Words.Percent(then)}。", $"Projects that keep to the steps: {Words.Percent(now)}, after {Words.Percent(then)} in {before}.");
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
