using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>Rows that are in memory already.</summary>
internal sealed class FrameRows(Frame frame) : IModelRows
{
    public ImmutableArray<string> Names => [.. frame.Names];

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        Task.FromResult(Roots.Reduce(DesignPlan.Of(formula, Variables), weights, cluster, groups, [frame]));

    public Task<T> DesignAsync<T>(
        Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        Task.FromResult(reduce(DesignPlan.Of(formula, Variables).Bound(weights, cluster, groups, [frame]), [frame]));

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        Task.FromResult(reduce(Variables, [frame]));

    private Dictionary<string, Variable> Variables => frame.Names.ToDictionary(name => name, name => frame[name] is CategoryColumn category ? new Variable(name, category.Levels) : Variable.Numeric(name), StringComparer.Ordinal);
}
