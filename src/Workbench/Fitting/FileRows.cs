using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Rows of the last pass.</summary>
    public long RowsRead { get; private set; }

    /// <summary>What the functions of the last formula took from the rows.</summary>
    public ImmutableArray<(string Function, string Value)> Constants { get; private set; } = [];

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        DesignAsync(formula, weights, cluster, groups, (plan, blocks) => Roots.Reduce(plan, weights, cluster, groups, blocks), cancellationToken);

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        ReduceAsync(
            WithWeights(formula.Variables, weights), Keys(formula, cluster, groups), formula.Factors,
            (variables, blocks) =>
            {
                var plan = Asked.Of(() => DesignPlan.Of(formula, variables)).Bound(weights, cluster, groups, blocks);
                Constants = plan.Constants;
                return reduce(plan, blocks);
            },
            cancellationToken);

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) =>
        ReduceAsync(fields, keys, [], reduce, cancellationToken);

    private Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, ImmutableArray<string> factors, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce,
        CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Reduce(fields, keys, factors, reduce, cancellationToken));
        }
        catch (NotUtf8Exception)
        {
            _file = _file.Inspected();
            return Task.FromResult(Reduce(fields, keys, factors, reduce, cancellationToken));
        }
    }

    private T Reduce<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, ImmutableArray<string> factors, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce,
        CancellationToken cancellationToken)
    {
        // A field that is a variable and a key too is typed by its content: a number names a cluster as well as a text does.
        var columns = Asked.Of(() => _file.Columns(fields, [.. keys.Where(key => !fields.Contains(key))]));
        return columns.Reduce(typed =>
        {
            var ready = WithFactors(typed, factors);
            return Asked.OfFile(() => reduce(Variables(ready), Watched(ready, cancellationToken)));
        });
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

    /// <summary>A column inside <c>factor()</c> is a category even when its values are numbers.</summary>
    private static ChosenColumns WithFactors(ChosenColumns columns, ImmutableArray<string> factors) => columns.Columns
        .Where(column => column.Kind == ColumnKind.Number && factors.Contains(column.Name)).Aggregate(columns, (typed, column) => typed.AsCategory(column.Name));

    private static Dictionary<string, Variable> Variables(ChosenColumns columns) =>
        columns.Columns.ToDictionary(column => column.Name, column => new Variable(column.Name, Ordered(column.Levels)), StringComparer.Ordinal);

    /// <summary>Levels that are all numbers stand in the order of the numbers, as in R's <c>factor()</c> of a numeric column; texts in ordinal order.</summary>
    private static ImmutableArray<string> Ordered(ImmutableArray<string> levels) =>
        levels.All(level => double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. levels.OrderBy(level => double.Parse(level, NumberStyles.Float, CultureInfo.InvariantCulture))] : levels;
}
