using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Panels on rules and steps: acts of communities, public.</summary>
internal static class RulePanels
{
    /// <summary>Records that a verdict names; the others are counted.</summary>
    public const int MostEvidence = 6;

    private const int MostRows = 300;

    public static Label NoRules { get; } = BoardFaults.NotCollected("本研究的地点没有登记规则，或缺少规则所需的台账", "no rules are registered for the study's place, or the records they judge are missing");

    public static Label NoSteps { get; } = BoardFaults.NotCollected("本研究没有项目步骤记录", "the study has no record of projects' steps");

    /// <summary>Verdicts of every rule counted, for a place and year.</summary>
    public static Panel Summary(TopicRequest request, Panel panel, string year)
    {
        if (request.Facts.Rules is not { } book) return panel with { Absent = NoRules };
        var results = book.Results.Select(result => RuleBook.Among(result, year, request.Covers)).ToImmutableArray();
        return panel with { Table = request.Release(RulesTables.Summary(results) with { Id = panel.Id }), Links = results.ToImmutableDictionary(result => result.Spec.Rule.Id, result => $"/rules?rule={result.Spec.Rule.Id}") };
    }

    /// <summary>Verdicts of one rule one by one: what is not kept first, and the rows each rests on.</summary>
    public static Panel Verdicts(TopicRequest request, Panel panel, RulesResult result, string year)
    {
        var judged = RuleBook.Among(result, year, request.Covers);
        var open = judged.Verdicts.Where(verdict => verdict.Verdict is Verdict.Breach or Verdict.Undetermined).ToArray();
        ImmutableArray<RuleVerdict> listed = [.. (request.Community.Length > 0 ? [.. judged.Verdicts] : open).OrderBy(verdict => verdict.Verdict == Verdict.Breach ? 0 : 1).Take(MostRows)];
        var table = RulesTables.Table(judged with { Verdicts = listed });
        int community = RuleBook.CommunityAt(result.Spec.Rule);
        var withEvidence = table with
        {
            Id = panel.Id,
            Measures = [.. table.Measures, new("evidence", new("依据的记录", "Records it rests on"), MeasureKind.Text, 0)],
            Rows = [.. table.Rows.Zip(listed, (row, verdict) => row with { Labels = Named(request, row, community), Values = [.. row.Values, Value.Of(Evidence(verdict))] })],
        };
        return panel with
        {
            Table = request.Release(withEvidence),
            Look = PanelLook.Verdicts,
            Lines = [Counted(judged), .. open.Length > MostRows ? [new Label($"只列前{MostRows}项；请选择街道或社区。", $"The first {MostRows} are listed; choose a sub-district or community.")] : Array.Empty<Label>()],
        };
    }

    /// <summary>Conformance to the prescribed steps by year.</summary>
    public static Panel StepsByYear(TopicRequest request, Panel panel)
    {
        if (Steps(request) is not { } steps) return panel with { Absent = NoSteps };
        return panel with { Table = request.Release(StepsTables.ByYear(steps) with { Id = panel.Id }) };
    }

    /// <summary>Where projects wait, lack a step or run against the order.</summary>
    public static Panel StepsByStep(TopicRequest request, Panel panel)
    {
        if (Steps(request) is not { } steps) return panel with { Absent = NoSteps };
        Label[] lines = steps.Bottleneck is not { } slow ? [] :
        [
            new($"用时最长的一段在“{steps.Spec.Rule.Steps[slow.From - 1].Zh}”之后：中位{slow.MedianDays:0.#}天，最长{slow.LongestDays}天（{slow.Projects}个项目）。",
                FormattableString.Invariant($"The slowest stretch follows '{steps.Spec.Rule.Steps[slow.From - 1].En}': median {slow.MedianDays:0.#} days, longest {slow.LongestDays} ({slow.Projects} projects).")),
        ];
        return panel with { Table = request.Release(StepsTables.ByStep(steps) with { Id = panel.Id }), Lines = [.. lines] };
    }

    /// <summary>The projects of a year that the filters of place let through, without their days from step to step; null where no steps are recorded.</summary>
    public static StepsResult? Kept(TopicRequest request, string year) => request.Facts.Projects is { Conformance: { } all } book
        ? all with { Projects = [.. book.KeptByYear[year].Where(project => request.Covers(project.Community))], Transitions = [] } : null;

    private static StepsResult? Steps(TopicRequest request) => request.Facts.Projects?.Conformance is not { } all ? null
        : request.Area == Geography.Whole ? all : Analysis.Steps.Among(all, project => request.Covers(project.Community));

    private static ImmutableArray<Label> Named(TopicRequest request, TableRow row, int community) =>
        community < 0 ? row.Labels : row.Labels.SetItem(community, request.Places[row.Key[community]]?.Label ?? row.Labels[community]);

    private static Label Counted(RulesResult result)
    {
        int Number(Verdict verdict) => result.Count(verdict);
        return new($"符合{Number(Verdict.Pass)}项，违反{Number(Verdict.Breach)}项，无法判定{Number(Verdict.Undetermined)}项。未列出者均为符合。",
            $"{Number(Verdict.Pass)} kept, {Number(Verdict.Breach)} breached, {Number(Verdict.Undetermined)} undetermined. What is not listed is kept.");
    }

    private static Label Evidence(RuleVerdict verdict)
    {
        var evidence = verdict.Evidence;
        var (rows, all) = verdict.Verdict == Verdict.Undetermined && evidence.Open > 0 ? (evidence.Unknown, evidence.Open) : evidence.InNumerator == 0 ? (evidence.Denominator, evidence.InDenominator) : (evidence.Numerator, evidence.InNumerator);
        if (rows.IsEmpty) return new("没有记录", "no record");
        string listed = string.Join("; ", rows.Take(MostEvidence).GroupBy(row => row.Source).Select(source => $"{source.Key} {string.Join(", ", source.Select(row => row.Row))}")), more = all > MostEvidence ? " …" : "";
        bool missing = verdict.Verdict == Verdict.Undetermined;
        return new($"{(missing ? "缺字段的行：" : "")}{listed}{more}（共{all}行）", $"{(missing ? "rows with missing fields: " : "")}{listed}{more} ({all} in all)");
    }
}
