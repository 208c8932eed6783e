using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Ingest;

namespace CoProduction.Workbench;

/// <summary>The rows of one file. Every reduction is one pass over the file; memory does not grow with the rows.</summary>
internal sealed class FileRows : IModelRows
{
    private DataFile _file;
    private readonly IProgress<long>? _progress;

    public FileRows(FitRequest request, IProgress<long>? progress)
    {
        _file = DataFile.Open(request.File, request.Missing, request.Sheet);
        _progress = progress;
    }

    public ImmutableArray<string> Names => _file.Header;

    /// <summary>What the file holds and the reader leaves out, as far as it is known before the rows.</summary>
    public ImmutableArray<Label> Notices => _file.Notices;

    /// <summary>Rows of the last pass.</summary>
    public long RowsRead { get; private set; }

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        DesignAsync(formula, weights, cluster, groups, (plan, blocks) => Roots.Reduce(plan, weights, cluster, groups, blocks), cancellationToken);

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        ReduceAsync(
            WithWeights(formula.Variables, weights), Keys(formula, cluster, groups),
            (variables, blocks) =>
            {
                StrayTexts.Refuse(formula.Variables.Except(formula.Keys).Select(name => variables[name]), formula.Factors);
                var known = UsedLevels.Of(formula, variables, weights, cluster, groups, blocks);
                return reduce(Asked.Of(() => DesignPlan.Of(formula, known)).Bound(weights, cluster, groups, blocks), blocks);
            },
            cancellationToken);

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Reduce(fields, keys, reduce, cancellationToken));
        }
        catch (NotUtf8Exception)
        {
            _file = _file.Inspected();
            return Task.FromResult(Reduce(fields, keys, reduce, cancellationToken));
        }
    }

    private T Reduce<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        // A field that is a variable and a key too is typed by its content: a number names a cluster as well as a text does.
        var columns = Asked.Of(() => _file.Columns(fields, [.. keys.Where(key => !fields.Contains(key))]));
        return columns.Reduce(typed => Asked.OfFile(() => reduce(Variables(typed), Watched(typed, cancellationToken))));
    }

    private IEnumerable<Frame> Watched(ChosenColumns columns, CancellationToken cancellationToken)
    {
        RowsRead = 0;
        foreach (var block in columns.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return block;
            RowsRead += block.Rows;
            _progress?.Report(RowsRead);
        }
    }

    private static ImmutableArray<string> Keys(Formula formula, string? cluster, ImmutableArray<string> groups) => [.. cluster is null ? [] : new[] { cluster }, .. groups.IsDefault ? [] : groups, .. formula.Keys];

    private static ImmutableArray<string> WithWeights(ImmutableArray<string> variables, string? weights) =>
        weights is null || variables.Contains(weights) ? variables : variables.Add(weights);

    private static Dictionary<string, Variable> Variables(ChosenColumns columns) =>
        columns.Columns.ToDictionary(column => column.Name, column => new Variable(column.Name, UsedLevels.Ordered(column.Levels)), StringComparer.Ordinal);
}
