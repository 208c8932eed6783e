using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>
/// A store that remembers its reductions by what was asked and the data version, whatever the engine. A wide reduction without incomplete rows also serves each model on a part of its terms
/// (see <see cref="WideRoots"/>). A load forgets everything.
/// </summary>
/// <param name="engine">The store that answers what is not remembered; disposed with this one.</param>
public sealed class CachedStudyStore(IStudyStore engine) : IStudyStore
{
    // 8 million numbers are 64 MB.
    private const long MostNumbers = 8_000_000;

    private readonly Lock _change = new();
    private readonly LinkedList<Remembered> _newestLast = [];
    private long _numbers;

    /// <summary>The store that answers what is not remembered.</summary>
    public IStudyStore Engine => engine;

    /// <inheritdoc/>
    public Task<ImmutableArray<LoadedSource>> SourcesAsync(CancellationToken cancellationToken = default) => engine.SourcesAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<LoadReceipt> LoadAsync(SourceContent content, CancellationToken cancellationToken = default)
    {
        var receipt = await engine.LoadAsync(content, cancellationToken).ConfigureAwait(false);
        if (!receipt.Skipped) Forget();
        return receipt;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> RetainAsync(ImmutableArray<string> sources, CancellationToken cancellationToken = default)
    {
        var removed = await engine.RetainAsync(sources, cancellationToken).ConfigureAwait(false);
        if (!removed.IsEmpty) Forget();
        return removed;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Rejection> RejectionsAsync(string source, CancellationToken cancellationToken = default) => engine.RejectionsAsync(source, cancellationToken);

    /// <inheritdoc/>
    public Task<Frame> FrameAsync(FrameSpec spec, CancellationToken cancellationToken = default) => engine.FrameAsync(spec, cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceRowsAsync<T>(FrameSpec spec, Func<IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken = default) => engine.ReduceRowsAsync(spec, reduce, cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceCellsAsync<T>(CellsSpec spec, Func<IEnumerable<Cells>, T> reduce, CancellationToken cancellationToken = default) => engine.ReduceCellsAsync(spec, reduce, cancellationToken);

    /// <inheritdoc/>
    public async Task<Cells> CellsAsync(CellsSpec spec, CancellationToken cancellationToken = default)
    {
        var version = await VersionAsync(cancellationToken).ConfigureAwait(false);
        string asked = SpecText.Of(spec);
        if (Find(version, asked) is { Cells: { } known }) return known;
        var cells = await engine.CellsAsync(spec, cancellationToken).ConfigureAwait(false);
        Remember(new Remembered(version, asked, cells, null, null, (long)cells.Rows.Length * (cells.By.Length + cells.SumOf.Length + 4)));
        return cells;
    }

    /// <inheritdoc/>
    public async Task<CommunityRoots> CrossProductsAsync(CrossProductSpec spec, CancellationToken cancellationToken = default)
    {
        var version = await VersionAsync(cancellationToken).ConfigureAwait(false);
        string asked = SpecText.Of(spec);
        if (Find(version, asked) is { Roots: { } known }) return known;
        if (FromWider(version, spec) is { } narrowed) return narrowed;
        var roots = await engine.CrossProductsAsync(spec, cancellationToken).ConfigureAwait(false);
        Remember(new Remembered(version, asked, null, roots, spec, roots.Clusters.Sum(cluster => (long)cluster.Root.Root.Length)));
        return roots;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private async Task<DataVersion> VersionAsync(CancellationToken cancellationToken) => DataVersion.Of(await engine.SourcesAsync(cancellationToken).ConfigureAwait(false));

    private Remembered? Find(DataVersion version, string asked)
    {
        lock (_change) return _newestLast.FirstOrDefault(one => one.Asked == asked && one.Version == version);
    }

    private CommunityRoots? FromWider(DataVersion version, CrossProductSpec spec)
    {
        Remembered[] wide;
        lock (_change) wide = [.. _newestLast.Where(one => one.Roots is not null && one.Version == version)];
        return wide.Select(one => WideRoots.Narrowed(one.Roots!, one.Spec!, spec)).FirstOrDefault(roots => roots is not null);
    }

    private void Remember(Remembered one)
    {
        if (one.Numbers > MostNumbers) return;
        lock (_change)
        {
            _newestLast.AddLast(one);
            for (_numbers += one.Numbers; _numbers > MostNumbers; _newestLast.RemoveFirst()) _numbers -= _newestLast.First!.Value.Numbers;
        }
    }

    private void Forget()
    {
        lock (_change)
        {
            _newestLast.Clear();
            _numbers = 0;
        }
    }

    private sealed record Remembered(DataVersion Version, string Asked, Cells? Cells, CommunityRoots? Roots, CrossProductSpec? Spec, long Numbers);
}
