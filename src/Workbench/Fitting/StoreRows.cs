using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The respondents of one survey of a study: their fields, items and scale scores.</summary>
/// <param name="store">The study's store.</param>
/// <param name="survey">Id of the survey source.</param>
/// <param name="scales">The scales whose scores may be named.</param>
internal sealed class StoreRows(IStudyStore store, string survey, ImmutableArray<ScaleSpec> scales) : IModelRows
{
    private const string Table = "responses";

    public ImmutableArray<string> Names => NamesOf(scales);

    /// <summary>What rules and formulas may name in a survey: fields, scale scores, items.</summary>
    internal static ImmutableArray<string> NamesOf(ImmutableArray<ScaleSpec> scales) =>
        [.. DataSchema.Table(Table).Fields.Select(one => one.Name), .. scales.Select(scale => scale.Name), .. scales.SelectMany(scale => scale.Items).Select(item => item.Name)];

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) => store.CrossProductsAsync(
        new CrossProductSpec(Table, formula.Text, weights, cluster, scales, Respondents) { Groups = groups.IsDefault ? [] : groups }, cancellationToken);

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        ReduceAsync(
            weights is null ? formula.Variables : formula.Variables.Add(weights), [.. cluster is null ? [] : new[] { cluster }, .. groups.IsDefault ? [] : groups, .. formula.Keys],
            (variables, blocks) => reduce(DesignPlan.Of(formula, UsedLevels.Of(formula, variables, weights, cluster, groups, blocks)).Bound(weights, cluster, groups, blocks), blocks), cancellationToken);

    public async Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        var named = Named(fields);
        ImmutableArray<string> plain = [.. fields.Concat(keys).Where(field => named.All(scale => scale.Name != field)), .. named.SelectMany(scale => scale.Items).Select(item => item.Name)];
        var frame = await store.FrameAsync(new FrameSpec(Table, [.. plain.Distinct(StringComparer.Ordinal)], Respondents), cancellationToken).ConfigureAwait(false);
        var scored = ScaleScores.Add(frame, named);
        return reduce(fields.Concat(keys).Distinct(StringComparer.Ordinal).ToDictionary(field => field, field => Variables.Of(scored[field]), StringComparer.Ordinal), [scored]);
    }

    private ImmutableArray<RowFilter> Respondents => [new RowFilter("_source", [survey])];

    private ImmutableArray<ScaleSpec> Named(ImmutableArray<string> names) => [.. scales.Where(scale => names.Contains(scale.Name))];
}
