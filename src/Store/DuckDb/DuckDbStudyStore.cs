using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CoProduction.Analysis;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>
/// The embedded store: a folder with one DuckDB file per source and a manifest that names those of the current version. A load writes a file beside,
/// then replaces the manifest in one step, so that every reader sees one whole version and a killed load leaves the former one as it was.
/// </summary>
public sealed class DuckDbStudyStore : IStudyStore
{
    private const int FirstRejections = 20;

    // Two of the engine's vectors: a column of them stays out of the large object heap.
    private const int BlockRows = 4096;
    private readonly StoreFolder _folder;
    private readonly Lock _swap = new();
    private Snapshot? _snapshot;

    private DuckDbStudyStore(StoreFolder folder) => _folder = folder;

    /// <summary>Opens the store in a folder at its current version; a folder that is not there is an empty store, made by the first load.</summary>
    /// <exception cref="StudyException">The folder holds no readable store, or one of a newer format.</exception>
    public static async Task<DuckDbStudyStore> OpenAsync(string folder, CancellationToken cancellationToken = default)
    {
        var store = new DuckDbStudyStore(new StoreFolder(folder));
        await Task.Run(store.Current, cancellationToken);
        return store;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LoadedSource>> SourcesAsync(CancellationToken cancellationToken = default) =>
        Task.Run(ImmutableArray<LoadedSource> () => [.. Current().Manifest.Sources.Select(source => source.Loaded())], cancellationToken);

    /// <inheritdoc/>
    public async Task<LoadReceipt> LoadAsync(SourceContent content, CancellationToken cancellationToken = default)
    {
        using var right = _folder.Lock();
        var manifest = _folder.Read();
        Refresh(manifest);
        bool skipped = manifest.Find(content.Plan.Id) is { } loaded && loaded.IsUnchanged(content, manifest.Sources);
        if (!skipped) await ReplaceAsync(manifest, content, cancellationToken);
        return await Task.Run(() => Receipt(content.Plan.Id, skipped, cancellationToken), CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> RetainAsync(ImmutableArray<string> sources, CancellationToken cancellationToken = default)
    {
        using var right = _folder.Lock();
        var manifest = await Task.Run(_folder.Read, cancellationToken);
        var kept = sources.ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> removed = [.. manifest.Sources.Select(source => source.Source).Where(source => !kept.Contains(source))];
        if (!removed.IsEmpty) Publish(manifest.Keep(kept));
        return removed;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Rejection> RejectionsAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var snapshot = await Task.Run(Current, cancellationToken);
        var attached = snapshot.Source(source);
        using var connection = snapshot.Connect();
        foreach (var row in connection.Rows(RejectionWriter.Query(attached.Alias)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return RejectionWriter.Read(source, row);
        }
    }

    /// <inheritdoc/>
    public Task<Frame> FrameAsync(FrameSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new FrameQuery(snapshot.Table(spec.Table), spec.Fields, spec.Where).Whole(connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceRowsAsync<T>(FrameSpec spec, Func<IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => reduce(new FrameQuery(snapshot.Table(spec.Table), spec.Fields, spec.Where).Blocks(connection, BlockRows, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceCellsAsync<T>(CellsSpec spec, Func<IEnumerable<Cells>, T> reduce, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => reduce(new CellsQuery(new CellsPlan(snapshot.Table(spec.Table), spec)).Blocks(connection, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<Cells> CellsAsync(CellsSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new CellsQuery(new CellsPlan(snapshot.Table(spec.Table), spec)).Read(connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<CommunityRoots> CrossProductsAsync(CrossProductSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new CrossProductsQuery(snapshot.Table(spec.Table), spec, connection, cancellationToken).Read(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }

    private Task<T> ReadAsync<T>(Func<Snapshot, DuckDBConnection, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var snapshot = Current();
            using var connection = snapshot.Connect();
            return read(snapshot, connection);
        },
        cancellationToken);

    private async Task ReplaceAsync(Manifest manifest, SourceContent content, CancellationToken cancellationToken)
    {
        _folder.RemoveStrays(manifest);
        string name = StoreFolder.NameFor(content.Plan.Id, content.Fingerprint, manifest.Version + 1);
        string unfinished = _folder.FileOf(StoreFolder.UnfinishedName(name));
        ImmutableArray<StoredSource> others = [.. manifest.Sources.Where(other => other.Table == content.Schema.Name && other.Source != content.Plan.Id)];
        try
        {
            var stored = await SourceWriter.WriteAsync(unfinished, name, content, others, _folder, cancellationToken);
            File.Move(unfinished, _folder.FileOf(name), overwrite: true);
            Publish(manifest.With(stored));
        }
        catch (DuckDBException wrong)
        {
            throw StoreFaults.Engine($"load source '{content.Plan.Id}'", wrong);
        }
        finally
        {
            _folder.RemoveStrays(_folder.Read());
        }
    }

    private void Publish(Manifest manifest)
    {
        _folder.Write(manifest);
        Drop();
        _folder.RemoveStrays(manifest);
    }

    private LoadReceipt Receipt(string source, bool skipped, CancellationToken cancellationToken)
    {
        var snapshot = Current();
        var attached = snapshot.Source(source);
        using var connection = snapshot.Connect();
        var first = attached.Stored.Faults == 0 ? [] : connection.Rows(RejectionWriter.Query(attached.Alias)).Take(FirstRejections).Select(row => RejectionWriter.Read(source, row));
        cancellationToken.ThrowIfCancellationRequested();
        return new LoadReceipt(attached.Stored.Loaded(), skipped, [.. first], attached.Stored.Faults);
    }

    private Snapshot Current()
    {
        lock (_swap) return _snapshot ??= Snapshot.Open(_folder);
    }

    private void Refresh(Manifest manifest)
    {
        if (Current().Manifest.Version != manifest.Version) Drop();
    }

    private void Drop()
    {
        lock (_swap)
        {
            _snapshot?.Dispose();
            _snapshot = null;
        }
    }
}
