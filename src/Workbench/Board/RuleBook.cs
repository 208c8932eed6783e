using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>Verdicts of the study's rules on shares.</summary>
/// <param name="Results">One result a rule, every community and year.</param>
internal sealed record RuleBook(ImmutableArray<RulesResult> Results)
{
    /// <summary>Judges the rules of the study's place, one year after the other, so that memory holds one year's rows.</summary>
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
        var spec = new RulesSpec(rule);
        int at = YearAt(rule);
        if (at < 0) return Rules.Fit(spec, await study.Store.FrameAsync(spec.Evidence(), cancellationToken).ConfigureAwait(false));
        var years = await study.Store.CellsAsync(new CellsSpec(rule.Denominator.Table, [rule.Level[at]], [], null, []), cancellationToken).ConfigureAwait(false);
        var parts = new List<RulesResult>();
        foreach (var year in years.Rows)
        {
            var evidence = spec.Evidence() with { Where = [new RowFilter(rule.Level[at], [year.Key[0]])] };
            parts.Add(Rules.Fit(spec, await study.Store.FrameAsync(evidence, cancellationToken).ConfigureAwait(false)));
        }
        return Joined(spec, parts);
    }

    private static RulesResult Joined(RulesSpec spec, List<RulesResult> parts)
    {
        if (parts.Count == 0) return new RulesResult(spec, [], Provenance.Of("share rule, exact, bounds over missing fields", 0));
        int communityAt = CommunityAt(spec.Rule);
        ImmutableArray<RuleVerdict> verdicts = [.. parts.SelectMany(part => part.Verdicts).OrderBy(verdict => string.Join('\0', verdict.Key), StringComparer.Ordinal)];
        int communities = communityAt < 0 ? 0 : verdicts.Select(verdict => verdict.Key[communityAt]).Distinct().Count();
        return new RulesResult(spec, verdicts, parts[0].Provenance with { Rows = parts.Sum(part => part.Provenance.Rows), Communities = communities });
    }
}
