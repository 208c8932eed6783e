using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Evidence;

/// <summary>Where the money went: shares by use class over years and communities, and a published claim under several definitions.</summary>
internal static class MoneyEvidence
{
    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("fund_entries")) return null;
        var cells = await study.Store.CellsAsync(
            new CellsSpec("fund_entries", ["use_class", "year", "phase", "pool", "money_source", "community"], ["amount"], null, []), cancellationToken).ConfigureAwait(false);
        var standard = Standard(study.Plan, cells);
        var byYear = Shares.Fit(standard, cells);
        string latest = byYear.Groups.Select(group => group.Key).LastOrDefault("");
        var byCommunity = Shares.Fit(standard with { By = "community", Years = [latest] }, cells);
        var table = SharesTables.Table(byYear, new("各年度支出占比（按用途类别）", "Shares of spending by use class and year")) with { Id = "shares-by-class" };
        var communities = SharesTables.Table(byCommunity, new($"{latest}年各社区支出占比", $"Shares of spending by community, {latest}")) with { Id = "shares-by-community" };
        var comparison = Claim(study.Plan, standard, cells);
        var drawn = SharesTables.Table(byYear, new("专项基金的用途构成", "What the special fund was spent on"));
        var figure = SpendingShares.Of("spending-shares", drawn, drawn.Note, SharesTables.Alt(byYear));
        return new Section(
            new("钱花到哪里去了？", "Where did the money go?"), [Reading(standard)], [table, .. comparison is null ? [] : new[] { SharesTables.Table(comparison) }, communities],
            [figure], released => Findings(released, byYear, latest, comparison));
    }

    /// <summary>The study's own classes mapped onto the coarser list where a crosswalk exists; classes as they stand in the file without a classification.</summary>
    internal static SharesSpec Standard(StudyPlan plan, Cells cells)
    {
        var crosswalk = plan.Crosswalks.FirstOrDefault();
        var classification = crosswalk is null ? plan.UseClasses ?? AsFiled(cells) : DataSchema.Classification(crosswalk.To);
        var phase = new[] { Phase.Paid, Phase.Approved, Phase.Budgeted, Phase.Accepted }.FirstOrDefault(phase => Holds(cells, "phase", phase.ToString()), Phase.Paid);
        var spec = SharesSpec.Default(classification, crosswalk, [], string.Join(", ", plan.Sources.Where(source => source.Table == "fund_entries").Select(source => source.Id)));
        bool pooled = Holds(cells, "pool", "project");
        return spec with { Phase = phase, Pools = pooled ? ["project"] : [], Title = Title(phase, pooled), Currency = plan.Currency };
    }

    private static bool Holds(Cells cells, string field, string value) =>
        cells.Rows.Any(cell => string.Equals(cell.Key[cells.KeyOf(field)], value, StringComparison.OrdinalIgnoreCase));

    private static Classification AsFiled(Cells cells) => new("as-filed", "1", new("按原文件类别", "classes as in the file"),
        [.. cells.Rows.Select(cell => cell.Key[cells.KeyOf("use_class")]).Where(use => use.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(use => new Level(use, Label.Same(use)))], "the study's files");

    private static Label Title(Phase phase, bool pooled)
    {
        var stated = SharesTables.PhaseLabel(phase);
        return pooled ? new($"{stated.Zh}的项目资金，不限来源", $"project money {stated.En}, from all sources") : new($"{stated.Zh}的资金，不限来源", $"money {stated.En}, from all sources");
    }

    /// <summary>The worked example belongs to District X and its five use classes.</summary>
    internal static SharesComparison? Claim(StudyPlan plan, SharesSpec standard, Cells cells) =>
        plan.Place == "district-x" && standard.Classification.Classes.Any(use => use.Code == ShareClaim.ThreeQuartersOf2018.UseClass) && Holds(cells, "year", ShareClaim.ThreeQuartersOf2018.Year)
            ? Shares.Compare(ShareClaim.ThreeQuartersOf2018, Shares.Alternatives(standard, [.. plan.Crosswalks.Skip(1)]), cells)
            : null;

    internal static Label Reading(SharesSpec spec) => new(
        $"口径：{spec.Title.Zh}。预算、批准、支付、验收是不同的概念，从不相加；占比为精确小数，每组恰为100%。",
        $"Definition: {spec.Title.En}. Budgeted, approved, paid and accepted money are different ideas and are never added; shares are exact and sum to 100% in each group.");

    private static IEnumerable<Label> Findings(ReleasedTables released, SharesResult byYear, string latest, SharesComparison? comparison)
    {
        string year = comparison?.Claim.Year ?? latest;
        var largest = byYear.Shares.Where(share => share.Group == year && share.Percent is not null).MaxBy(share => share.Percent);
        if (largest is not null && released.Number("shares-by-class", "share", year, largest.Class) is { } ratio)
            yield return new($"{year}年，{largest.Label.Zh}占{Printed.Percent(ratio)}，为最大用途（{byYear.Spec.Title.Zh}）", $"{year}: {largest.Label.En} is the largest use with {Printed.Percent(ratio)} ({byYear.Spec.Title.En})");
        if (comparison is null) yield break;
        int supporting = comparison.Definitions.Count(outcome => outcome.Supports == true);
        yield return new($"所称{Printed.Percent((double)comparison.Claim.Ratio)}在{comparison.Definitions.Length}种口径中有{supporting}种成立：占比离不开口径",
            $"The published {Printed.Percent((double)comparison.Claim.Ratio)} holds under {supporting} of {comparison.Definitions.Length} definitions: a share needs its definition");
    }
}
