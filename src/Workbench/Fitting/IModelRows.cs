using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The rows of a model, from a file or from a study's store: they leave only as statistics of waist 1 or as typed frames.</summary>
public interface IModelRows
{
    /// <summary>Names that a formula may use.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>One triangular root per community, and per value of the further groups.</summary>
    /// <param name="formula">Formula; its random and absorbed groups are not read unless named as cluster or group.</param>
    /// <param name="weights">Field of the weights; null for none.</param>
    /// <param name="cluster">Field of the communities; null for none.</param>
    /// <param name="groups">Further fields to group by; default for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A name is unknown, or a value cannot be used.</exception>
    Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken);

    /// <summary>Reduces the rows of a formula's design, block by block, to a value: for what needs more of the rows than their roots.</summary>
    /// <param name="formula">Formula.</param>
    /// <param name="weights">Field of the weights; null for none.</param>
    /// <param name="cluster">Field of the communities; null for none.</param>
    /// <param name="groups">Further fields that a row must have; default for none.</param>
    /// <param name="reduce">Takes the plan of the columns, bound to these rows, and the blocks; it may be called again from the start, and must keep nothing between calls.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A name is unknown, or a value cannot be used.</exception>
    Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken);

    /// <summary>Reduces typed rows, block by block, to a value; the blocks may be enumerated more than once.</summary>
    /// <param name="fields">Fields typed by their content: numbers, or categories with their levels.</param>
    /// <param name="keys">Fields read as texts whatever they hold, such as clusters.</param>
    /// <param name="reduce">Takes the fields as variables of a formula and the blocks; it may be called again from the start, and must keep nothing between calls.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A name is unknown, or a value cannot be used.</exception>
    Task<T> ReduceAsync<T>(ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken);
}

/// <summary>Whole frames of a model's rows.</summary>
public static class ModelRows
{
    /// <summary>All rows of some fields in memory, for what cannot be reduced.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="fields">Fields typed by their content.</param>
    /// <param name="keys">Fields read as texts.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<Frame> FrameAsync(this IModelRows rows, ImmutableArray<string> fields, ImmutableArray<string> keys, CancellationToken cancellationToken) =>
        rows.ReduceAsync(fields, keys, (_, blocks) => JoinedFrame.Of(blocks), cancellationToken);
}
