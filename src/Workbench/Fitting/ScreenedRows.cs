using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Rows without those that rules of exclusion take out.</summary>
/// <param name="rows">All rows.</param>
/// <param name="rules">The rules, in their order.</param>
internal sealed class ScreenedRows(IModelRows rows, ImmutableArray<ExclusionRule> rules) : IModelRows
{
    public ImmutableArray<string> Names => rows.Names;

    /// <summary>The flow of the exclusions; one pass over the rows.</summary>
    public Task<ExclusionFlow> FlowAsync(CancellationToken cancellationToken) => rows.ReduceAsync(Numbers([]), Texts([], []), (_, blocks) =>
    {
        var screening = new Screening(rules);
        foreach (var block in blocks) screening.Keep(block);
        return screening.Flow;
    }, cancellationToken);

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        DesignAsync(formula, weights, cluster, groups, (plan, blocks) => Roots.Reduce(plan, weights, cluster, groups, blocks), cancellationToken);

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) => ReduceAsync(
        weights is null || formula.Variables.Contains(weights) ? formula.Variables : formula.Variables.Add(weights), [.. cluster is null ? [] : new[] { cluster }, .. groups.IsDefault ? [] : groups, .. formula.Keys],
        (variables, blocks) =>
        {
            StrayTexts.Refuse(formula.Variables.Except(formula.Keys).Select(name => variables[name]), formula.Factors);
            var known = UsedLevels.Of(formula, variables, weights, cluster, groups, blocks);
            return reduce(Asked.Of(() => DesignPlan.Of(formula, known)).Bound(weights, cluster, groups, blocks), blocks);
        }, cancellationToken);

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        rows.ReduceAsync(Numbers(fields), Texts(fields, keys), (variables, blocks) => reduce(variables, Screened(blocks)), cancellationToken);

    // Each enumeration screens anew: a duplicate is one of an earlier row of the same pass.
    private IEnumerable<Frame> Screened(IEnumerable<Frame> blocks)
    {
        var screening = new Screening(rules);
        foreach (var block in blocks)
            if (screening.Keep(block) is { Rows: > 0 } kept) yield return kept;
    }

    private ImmutableArray<string> Numbers(ImmutableArray<string> fields) => [.. fields.Concat(rules.Where(rule => rule.IsNumeric).SelectMany(rule => rule.Fields)).Distinct(StringComparer.Ordinal)];

    private ImmutableArray<string> Texts(ImmutableArray<string> fields, ImmutableArray<string> keys) =>
        [.. keys.Concat(rules.Where(rule => !rule.IsNumeric).SelectMany(rule => rule.Fields).Except(fields)).Distinct(StringComparer.Ordinal)];
}
