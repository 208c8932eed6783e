using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CoProduction.Analysis;
using Npgsql;

namespace CoProduction.Store;

/// <summary>
/// The shared store: a PostgreSQL database that several studies and programs share. A load writes a relation of its own and replaces the catalogue's entry in the same transaction,
/// so that every reader sees one whole version, and a killed load or a restarted server leaves the former one as it was. Made by <see cref="Migrations"/>, never by opening.
/// </summary>
public sealed class PostgresStudyStore : IStudyStore
{
    private const int FirstRejections = 20, BlockRows = 4096;
    private const string Reading = "read its rows";
    private readonly Database _database;
    private readonly string _study;
    private readonly Lock _swap = new();
    private PostgresSnapshot? _snapshot;

    private PostgresStudyStore(Database database, string study) => (_database, _study) = (database, study);

    /// <summary>Opens a study's records at their current version; a study that was never loaded is an empty store, made by the first load.</summary>
    /// <param name="address">The database.</param>
    /// <param name="study">Id of the study.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="StudyException">The database does not answer, holds no store or one of another schema, or the login may read no part of the study.</exception>
    public static async Task<PostgresStudyStore> OpenAsync(PostgresAddress address, string study, CancellationToken cancellationToken = default)
    {
        var store = new PostgresStudyStore(new Database(address), study);
        try
        {
            await store.ReadAsync((_, _) => true, cancellationToken);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LoadedSource>> SourcesAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => _database.Read<ImmutableArray<LoadedSource>>(Reading, () => [.. Current().Entries.Select(entry => entry.Stored.Loaded())], Drop, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<LoadReceipt> LoadAsync(SourceContent content, CancellationToken cancellationToken = default) => Task.Run(
        () => _database.ChangeAsync($"load source '{content.Plan.Id}'", () => LoadOnceAsync(content, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> RetainAsync(ImmutableArray<string> sources, CancellationToken cancellationToken = default) => Task.Run(
        () => _database.ChangeAsync("remove sources", () => Task.FromResult(Retain(sources.ToHashSet(StringComparer.Ordinal)))), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Rejection> RejectionsAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int load = await Task.Run(() => _database.Read(Reading, () => Current().Source(source).Load, Drop, cancellationToken), cancellationToken);
        using var connection = _database.Open();
        foreach (var rejection in RejectionCopy.Read(connection, _study, source, load))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return rejection;
        }
    }

    /// <inheritdoc/>
    public Task<Frame> FrameAsync(FrameSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new PostgresRows(snapshot.Table(spec.Table), spec.Fields, spec.Where, snapshot.IsDistributed).Whole(connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceRowsAsync<T>(FrameSpec spec, Func<IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => reduce(new PostgresRows(snapshot.Table(spec.Table), spec.Fields, spec.Where, snapshot.IsDistributed).InOrder(connection, BlockRows, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReduceCellsAsync<T>(CellsSpec spec, Func<IEnumerable<Cells>, T> reduce, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => reduce(new PostgresCells(new CellsPlan(snapshot.Table(spec.Table), spec)).Blocks(connection, BlockRows, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<Cells> CellsAsync(CellsSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new PostgresCells(new CellsPlan(snapshot.Table(spec.Table), spec)).Read(connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<CommunityRoots> CrossProductsAsync(CrossProductSpec spec, CancellationToken cancellationToken = default) => ReadAsync(
        (snapshot, connection) => new PostgresModel(snapshot.Table(spec.Table), spec, connection, snapshot.IsDistributed, cancellationToken).Read(), cancellationToken);

    /// <summary>Replaces the study's released tables, which the role copro_released may read and nothing else.</summary>
    /// <param name="tables">Tables that have passed the disclosure review, each with its text as CSV.</param>
    /// <param name="version">Data version they were made of.</param>
    /// <param name="cancellationToken">Leaves the former tables when it stops the writing.</param>
    /// <exception cref="StudyException">The login may not load, or another load is under way.</exception>
    public Task PublishAsync(ImmutableArray<(ReleasedTable Table, string Csv)> tables, DataVersion version, CancellationToken cancellationToken = default) => Task.Run(
        () => _database.ChangeAsync("publish its released tables", () => Task.FromResult(Publish(tables, version, cancellationToken))), cancellationToken);

    /// <summary>The study's last loads, the newest first, those that never ended among them.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<ImmutableArray<LoadRecord>> LoadsAsync(int count, CancellationToken cancellationToken = default) =>
        ReadAsync((_, connection) => LoadRecord.Last(connection, _study, count), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Drop();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<T> ReadAsync<T>(Func<PostgresSnapshot, NpgsqlConnection, T> read, CancellationToken cancellationToken) => Task.Run(
        () => _database.Read(
            Reading,
            () =>
            {
                var snapshot = Current();
                using var connection = _database.Open();
                return read(snapshot, connection);
            },
            Drop,
            cancellationToken),
        cancellationToken);

    private async Task<LoadReceipt> LoadOnceAsync(SourceContent content, CancellationToken cancellationToken)
    {
        using var right = LoadRight.Take(_database, _study);
        var entries = CatalogueEntry.All(right.Connection, _study);
        var current = entries.FirstOrDefault(entry => entry.Stored.Source == content.Plan.Id);
        bool skipped = current?.Stored.IsUnchanged(content, [.. entries.Select(entry => entry.Stored)]) == true;
        if (!skipped) current = await ReplaceAsync(right, content, [.. entries.Select(entry => entry.Stored)], cancellationToken);
        Refresh(entries, skipped);
        right.Sweep();
        var first = current!.Stored.Faults == 0 ? [] : RejectionCopy.Read(right.Connection, _study, content.Plan.Id, current.Load, FirstRejections);
        return new LoadReceipt(current.Stored.Loaded(), skipped, [.. first], current.Stored.Faults);
    }

    private async Task<CatalogueEntry> ReplaceAsync(LoadRight right, SourceContent content, ImmutableArray<StoredSource> sources, CancellationToken cancellationToken)
    {
        int load = right.Begin(content);
        using var transaction = right.Connection.BeginTransaction();
        var writer = new PostgresSourceWriter(right.Connection, _database, _study, load);
        var others = sources.Where(other => other.Table == content.Schema.Name && other.Source != content.Plan.Id).ToList();
        var entry = await writer.WriteAsync(content, others, Migrations.IsDistributed(right.Connection), cancellationToken);
        entry.Publish(right.Connection, _study);
        if (entry.HasAreas || sources.Any(former => former.Source == entry.Stored.Source && former.Table != entry.Stored.Table)) CatalogueEntry.NoteAreas(right.Connection, _study);
        transaction.Commit();
        return entry;
    }

    private ImmutableArray<string> Retain(HashSet<string> kept)
    {
        using var right = LoadRight.Take(_database, _study);
        ImmutableArray<CatalogueEntry> removed = [.. CatalogueEntry.All(right.Connection, _study).Where(entry => !kept.Contains(entry.Stored.Source))];
        if (removed.IsEmpty) return [];
        using (var transaction = right.Connection.BeginTransaction())
        {
            foreach (var entry in removed) entry.Remove(right.Connection, _study);
            CatalogueEntry.NoteAreas(right.Connection, _study);
            transaction.Commit();
        }
        Drop();
        right.Sweep();
        return [.. removed.Select(entry => entry.Stored.Source)];
    }

    private int Publish(ImmutableArray<(ReleasedTable Table, string Csv)> tables, DataVersion version, CancellationToken cancellationToken)
    {
        using var right = LoadRight.Take(_database, _study);
        using var transaction = right.Connection.BeginTransaction();
        right.Connection.Execute("DELETE FROM copro.released WHERE study = $1", _study);
        foreach (var (table, csv) in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            right.Connection.Execute(
                "INSERT INTO copro.released (study, id, data_version, title_zh, title_en, csv) VALUES ($1, $2, $3, $4, $5, $6)", _study, table.Id, version.Text, table.Title.Zh, table.Title.En, csv);
        }
        transaction.Commit();
        return tables.Length;
    }

    private PostgresSnapshot Current()
    {
        lock (_swap) return _snapshot ??= PostgresSnapshot.Open(_database, _study);
    }

    /// <summary>A loader goes on with what it found or made.</summary>
    private void Refresh(ImmutableArray<CatalogueEntry> found, bool unchanged)
    {
        if (!unchanged || !Current().Entries.Select(entry => entry.Load).SequenceEqual(found.Select(entry => entry.Load))) Drop();
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
