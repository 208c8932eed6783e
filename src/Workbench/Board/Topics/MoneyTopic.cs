using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Money: shares, from the whole to sub-districts, communities and projects, and phases side by side.</summary>
internal sealed record MoneyTopic() : BoardTopic("money", new("资金", "Money"), new("专项基金用在哪里；从全区到街道、社区、项目；预算、批准、支付、验收并列而不相加。", "What the fund was spent on, from the district to sub-districts, communities and projects; phases side by side, never added."))
{
    private static readonly ImmutableArray<Phase> Phases = [.. Enum.GetValues<Phase>()];

    public override ImmutableArray<string> Filters => [FilterNames.Year, FilterNames.Subdistrict, FilterNames.Community, FilterNames.UseClass];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [request.YearChoice, request.SubdistrictChoice, request.CommunityChoice, ClassChoice(request)];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        yield return MoneyPanels.ByClass(request, Panel("classes", "资金用途", "Money by use"));
        yield return MoneyPanels.Years(request, Panel("years", "各年度的用途构成", "Composition by year"));
        yield return ByPhase(request, Panel("phases", "各阶段并列", "Phases side by side"));
        if (request.Community.Length == 0) yield return PlacePanels.Money(request, Panel("places", "分区域", "By area"), "/money");
        else yield return ProjectPanels.OfCommunity(request, Panel("projects", "项目", "Projects"));
        if (request.Area == Geography.Whole && MoneyPanels.Definitions(request, Panel("definitions", "同一说法在不同口径下", "One claim under several definitions")) is { } definitions) yield return definitions;
    }

    private static FilterChoice ClassChoice(TopicRequest request)
    {
        ImmutableArray<Level> classes = request.Facts.Shares?.Classification.Classes ?? [];
        string chosen = request.Filters.Among(FilterNames.UseClass, [.. classes.Select(use => use.Code)]);
        return new(FilterNames.UseClass, new("用途", "Use"), [new("", new("全部用途", "All uses")), .. classes], chosen);
    }

    private static Panel ByPhase(TopicRequest request, Panel panel)
    {
        if (request.Facts.Ledger is not { } ledger) return panel with { Absent = MoneyPanels.NotCollected };
        string only = ClassChoice(request).Chosen;
        var present = Phases.Where(phase => ledger.Whole.Rows.Any(cell => string.Equals(cell.Key[2], phase.ToString(), StringComparison.OrdinalIgnoreCase))).ToArray();
        var results = present.Select(phase => MoneyPanels.Shares(request, request.Year, phase)).ToArray();
        var classes = results.SelectMany(result => result.Shares).Select(share => new Level(share.Class, share.Label)).DistinctBy(use => use.Code).Where(use => only.Length == 0 || use.Code == only);
        var table = new CandidateTable(panel.Id, new($"{request.Year}年各阶段金额（{request.Plan.Currency}）：{request.Place.Zh}", $"Amounts by phase, {request.Year} ({request.Plan.Currency}): {request.Place.En}"),
            [new("use_class", new("用途", "Use"))], [.. present.Select(phase => new TableMeasure(phase.ToString().ToLowerInvariant(), SharesTables.PhaseLabel(phase).AsHeading(), MeasureKind.Amount, 2))],
            [.. classes.Select(use => new TableRow([use.Code], [use.Label], 0, [.. results.Select(result => result.Share(request.Year, use.Code) is { } share ? Value.Exact(share.Numerator.Amount) : Value.Absent)]))],
            Subject.PublicMoney, Note, Provenance.Of("sums by phase, exact decimals", results.Sum(result => result.Provenance.Rows)));
        return table.Rows.IsEmpty ? panel with { Absent = new($"{request.Year}年没有资金记录。", $"No money is recorded in {request.Year}.") } : panel with { Table = request.Release(table) };
    }

    private static Label Note { get; } = new("预算、批准、支付、验收是不同的概念，并列而从不相加；支付少于批准可能只是尚未付款。", "Budgeted, approved, paid and accepted money are different ideas: side by side, never added; less paid than approved may only mean not paid yet.");
}
