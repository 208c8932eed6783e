using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>
/// A study's records behind one interface: sources are loaded whole, and leave only as the statistics of waist 1.
/// A table is the union, by field name, of the accepted rows of its sources; beside its fields it has <c>_source</c> (id of the source) and <c>_row</c> (row in its file).
/// </summary>
public interface IStudyStore : IAsyncDisposable
{
    /// <summary>The sources loaded, in order of id; empty before the first load.</summary>
    Task<ImmutableArray<LoadedSource>> SourcesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Loads one source, all or nothing: unchanged content (same fingerprint) is skipped, changed content replaces what the source gave before.
    /// Readers go on with the version they opened; whatever happens, the previous version stays readable until the new one is whole.
    /// </summary>
    /// <exception cref="StudyException">Another load is under way, or the source cannot be read.</exception>
    Task<LoadReceipt> LoadAsync(SourceContent content, CancellationToken cancellationToken = default);

    /// <summary>Removes the sources that are not named; returns the ids removed.</summary>
    Task<ImmutableArray<string>> RetainAsync(ImmutableArray<string> sources, CancellationToken cancellationToken = default);

    /// <summary>The faults of a source's rows, in row order.</summary>
    IAsyncEnumerable<Rejection> RejectionsAsync(string source, CancellationToken cancellationToken = default);

    /// <summary>The rows of a table, ordered by source and row.</summary>
    /// <exception cref="StudyException">The table or a field is not loaded; names what is.</exception>
    Task<Frame> FrameAsync(FrameSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Reduces the rows of a table, given in blocks in the order of <see cref="FrameAsync"/>: memory does not grow with rows.</summary>
    /// <param name="spec">The rows.</param>
    /// <param name="reduce">The whole reduction; begun anew where the engine had to begin again.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">The table or a field is not loaded; names what is.</exception>
    Task<T> ReduceRowsAsync<T>(FrameSpec spec, Func<IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken = default);

    /// <summary>Reduces the patterns of <see cref="CellsAsync"/>, given in blocks and in no order, a pattern perhaps in several of them to be added up: memory does not grow with patterns.</summary>
    /// <param name="spec">The patterns.</param>
    /// <param name="reduce">The whole reduction; begun anew where the engine had to begin again.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">The table or a field is not loaded; names what is.</exception>
    Task<T> ReduceCellsAsync<T>(CellsSpec spec, Func<IEnumerable<Cells>, T> reduce, CancellationToken cancellationToken = default);

    /// <summary>Counts and exact sums per pattern.</summary>
    /// <exception cref="StudyException">The table or a field is not loaded; names what is.</exception>
    Task<Cells> CellsAsync(CellsSpec spec, CancellationToken cancellationToken = default);

    /// <summary>One triangular root per community.</summary>
    /// <exception cref="StudyException">The formula, the table or a field cannot be used; says what to use.</exception>
    Task<CommunityRoots> CrossProductsAsync(CrossProductSpec spec, CancellationToken cancellationToken = default);
}

/// <summary>A source as it stands in the store.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Table">Table it fills.</param>
/// <param name="Stamp">File, hash and row counts.</param>
/// <param name="Fingerprint">Hash of everything its records depend on.</param>
public sealed record LoadedSource(string Source, string Table, SourceStamp Stamp, string Fingerprint);

/// <summary>What a load did.</summary>
/// <param name="Loaded">The source as it now stands.</param>
/// <param name="Skipped">True when the content was unchanged and nothing was read.</param>
/// <param name="FirstRejections">The first faults, at most 20.</param>
/// <param name="Faults">Number of faults; a rejected row has at least one.</param>
public sealed record LoadReceipt(LoadedSource Loaded, bool Skipped, ImmutableArray<Rejection> FirstRejections, long Faults);
