using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>Were the rules kept: verdicts on the caps, conformance to the prescribed steps, the three rates.</summary>
internal static class RuleEvidence
{
    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        var rules = DataSchema.Rules(study.Plan.Place);
        var kept = study.Plan.Rules.IsEmpty ? rules : rules.Only([.. study.Plan.Rules, .. rules.Rates.Select(rate => rate.Id)]);
        var caps = await CapsAsync(study, kept, cancellationToken).ConfigureAwait(false);
        var steps = await StepsAsync(study, kept, cancellationToken).ConfigureAwait(false);
        var rates = await RatesAsync(study, kept, cancellationToken).ConfigureAwait(false);
        if (caps.IsEmpty && steps is null && rates is null) return null;
        ImmutableArray<CandidateTable> tables =
        [
            .. caps.IsEmpty ? [] : new[] { RulesTables.Summary(caps) }, .. caps.Select(cap => RulesTables.Table(cap)),
            .. steps is null ? [] : new[] { StepsTables.ByYear(steps), StepsTables.ByStep(steps) }, .. rates is null ? [] : new[] { RatesTables.ByYear(rates) },
        ];
        return new Section(new("规则执行了吗？", "Were the rules kept?"), [Reading], tables, [], released => Findings(released, caps, steps, rates));
    }

    private static Label Reading { get; } = new(
        "每条结论为符合、违反或无法判定；缺失的记录无论如何取值结论都不变时才作判定。计数见第一张表。",
        "A verdict is pass, breach or undetermined; it is given only when it stands however the missing records fall. The first table counts them.");

    private static async Task<ImmutableArray<RulesResult>> CapsAsync(Loaded study, RuleSet rules, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<RulesResult>();
        foreach (var rule in rules.Shares.Where(rule => study.Has(rule.Denominator.Table)))
        {
            var spec = new RulesSpec(rule);
            results.Add(await study.Store.ReduceRowsAsync(spec.Evidence(), blocks => Rules.Fit(spec, blocks), cancellationToken).ConfigureAwait(false));
        }
        return results.ToImmutable();
    }

    private static async Task<StepsResult?> StepsAsync(Loaded study, RuleSet rules, CancellationToken cancellationToken)
    {
        if (rules.Steps.IsEmpty || !study.Has("project_steps") || !study.Has("projects")) return null;
        var spec = new StepsSpec(rules.Steps[0]);
        var steps = await study.Store.ReduceRowsAsync(spec.Steps, RecordedSteps.Of, cancellationToken).ConfigureAwait(false);
        return Steps.Fit(spec, steps, await study.Store.FrameAsync(spec.Projects, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<RatesResult?> RatesAsync(Loaded study, RuleSet rules, CancellationToken cancellationToken)
    {
        if (rules.Rates.IsEmpty || !study.Has("rates") || !study.Has("communities")) return null;
        var spec = new RatesSpec(rules.Rates);
        var rates = await study.Store.FrameAsync(spec.Rates, cancellationToken).ConfigureAwait(false);
        return Rates.Fit(spec, rates, await study.Store.FrameAsync(spec.Communities, cancellationToken).ConfigureAwait(false));
    }

    private static IEnumerable<Label> Findings(ReleasedTables released, ImmutableArray<RulesResult> caps, StepsResult? steps, RatesResult? rates)
    {
        foreach (var cap in caps)
        {
            int judged = cap.Verdicts.Length - cap.Count(Verdict.NotInForce), breach = cap.Count(Verdict.Breach), open = cap.Count(Verdict.Undetermined);
            yield return new($"{cap.Spec.Rule.Title.Zh}：{judged}项中违反{breach}项，无法判定{open}项", $"{cap.Spec.Rule.Title.En}: {breach} breaches and {open} undetermined of {judged}");
        }
        if (steps?.ConformingShare is { } share && steps.Bottleneck is { } slow)
        {
            var step = steps.Spec.Rule.Steps[slow.From - 1];
            yield return new(
                $"{steps.Spec.Rule.Title.Zh}：{Printed.Percent(share)}的项目完全符合；用时最长的是“{step.Zh}”之后（中位{Printed.Number(slow.MedianDays)}天）",
                $"{steps.Spec.Rule.Title.En}: {Printed.Percent(share)} of projects conform; the slowest stretch follows '{step.En}' (median {Printed.Number(slow.MedianDays)} days)");
        }
        if (rates is not null && rates.Years.Select(rate => rate.Year).LastOrDefault() is { } year && RateText(released, rates, year) is { } text) yield return text;
    }

    private static Label? RateText(ReleasedTables released, RatesResult rates, string year)
    {
        var parts = rates.Spec.Rules.Select(rule => (rule.Title, Rate: released.Number("rates-by-year", "estimate", rule.Id, year))).Where(part => part.Rate is not null).ToArray();
        return parts.Length == 0 ? null : new(
            $"{year}年：{string.Join("，", parts.Select(part => $"{part.Title.Zh}{Printed.Percent(part.Rate!.Value)}"))}",
            $"{year}: {string.Join(", ", parts.Select(part => $"{part.Title.En.ToLowerInvariant()} {Printed.Percent(part.Rate!.Value)}"))}");
    }
}
