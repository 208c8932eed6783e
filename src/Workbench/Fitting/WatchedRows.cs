using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Rows that remember which fields a method asked for: what is to be imputed for it.</summary>
internal sealed class WatchedRows(IModelRows rows) : IModelRows
{
    private readonly List<string> _fields = [], _keys = [];

    public ImmutableArray<string> Names => rows.Names;

    /// <summary>Fields typed by their content, in the order of asking.</summary>
    public ImmutableArray<string> Fields => [.. _fields.Distinct(StringComparer.Ordinal)];

    /// <summary>Fields read as texts, in the order of asking.</summary>
    public ImmutableArray<string> Keys => [.. _keys.Distinct(StringComparer.Ordinal)];

    /// <summary>True when a formula has interactions, powers or functions.</summary>
    public bool Transformed { get; private set; }

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken)
    {
        Note(formula, weights, cluster, groups);
        return rows.RootsAsync(formula, weights, cluster, groups, cancellationToken);
    }

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        Note(formula, weights, cluster, groups);
        return rows.DesignAsync(formula, weights, cluster, groups, reduce, cancellationToken);
    }

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        _fields.AddRange(fields);
        _keys.AddRange(keys);
        return rows.ReduceAsync(fields, keys, reduce, cancellationToken);
    }

    private void Note(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups)
    {
        _fields.AddRange(formula.Variables);
        Transformed |= formula.Terms.Append(formula.Outcome).Any(term => !formula.Variables.Contains(term.Trim('`')) && !formula.Factors.Any(factor => term.Contains(factor, StringComparison.Ordinal)) && term != "1");
        if (weights is not null) _fields.Add(weights);
        if (cluster is not null) _keys.Add(cluster);
        if (!groups.IsDefault) _keys.AddRange(groups);
        _keys.AddRange(formula.Keys);
    }
}
