using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>Verdicts of the study's rules on shares.</summary>
/// <param name="Results">One result a rule, every community and year.</param>
internal sealed record RuleBook(ImmutableArray<RulesResult> Results)
{
    /// <summary>Judges the rules of the study's place from rows in blocks: memory grows with communities and years.</summary>
    public static async Task<RuleBook?> ReadAsync(Loaded study, CancellationToken cancellationToken)
    {
        var rules = DataSchema.Rules(study.Plan.Place);
        var kept = study.Plan.Rules.IsEmpty ? rules : rules.Only([.. study.Plan.Rules]);
        var results = ImmutableArray.CreateBuilder<RulesResult>();
        foreach (var rule in kept.Shares.Where(rule => study.Has(rule.Denominator.Table)))
            results.Add(await JudgeAsync(study, rule, cancellationToken).ConfigureAwait(false));
        return results.Count == 0 ? null : new RuleBook(results.ToImmutable());
    }

    /// <summary>Position of the year in a rule's keys; -1 where it judges no year.</summary>
    public static int YearAt(ShareRule rule) => rule.Level.IndexOf(RulesSpec.YearFields.FirstOrDefault(rule.Level.Contains, ""));

    /// <summary>Position of the community in a rule's keys; -1 where it judges no community.</summary>
    public static int CommunityAt(ShareRule rule) => rule.Level.IndexOf("community");

    /// <summary>The result for some communities and a year.</summary>
    public static RulesResult Among(RulesResult result, string year, Func<string, bool> community)
    {
        int yearAt = YearAt(result.Spec.Rule), communityAt = CommunityAt(result.Spec.Rule);
        return result with
        {
            Verdicts = [.. result.Verdicts.Where(verdict => (year.Length == 0 || yearAt < 0 || verdict.Key[yearAt] == year) && (communityAt < 0 || community(verdict.Key[communityAt])))],
        };
    }

    private static async Task<RulesResult> JudgeAsync(Loaded study, ShareRule rule, CancellationToken cancellationToken)
    {
        var spec = new RulesSpec(rule) { Listed = RulePanels.MostEvidence };
        return await study.Store.ReduceRowsAsync(spec.Evidence(), blocks => Rules.Fit(spec, blocks), cancellationToken).ConfigureAwait(false);
    }
}
