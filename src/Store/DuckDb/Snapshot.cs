using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>One version of a store, opened for reading: its files stay readable here whatever a load does meanwhile.</summary>
internal sealed class Snapshot : IDisposable
{
    private const int Attempts = 5;
    private readonly DuckDBConnection _root;
    private readonly ImmutableArray<Attached> _sources;

    private Snapshot(Manifest manifest, DuckDBConnection root)
    {
        Manifest = manifest;
        _root = root;
        _sources = [.. manifest.Sources.Select((source, index) => new Attached(source, string.Create(CultureInfo.InvariantCulture, $"s{index}")))];
    }

    public Manifest Manifest { get; }

    /// <summary>Opens the current version. When a load replaces it in between, the next one is taken.</summary>
    /// <exception cref="StudyException">The manifest or a file it names cannot be read.</exception>
    public static Snapshot Open(StoreFolder folder)
    {
        for (int attempt = 1; ; attempt++)
        {
            var manifest = folder.Read();
            try
            {
                return Attach(manifest, folder);
            }
            catch (StudyException) when (attempt < Attempts && folder.Read().Version != manifest.Version)
            {
                // A load removed a file of the version just read.
            }
        }
    }

    /// <summary>A connection of its own to the version: one per reader at a time.</summary>
    public DuckDBConnection Connect()
    {
        var connection = _root.Duplicate();
        connection.Open();
        return connection;
    }

    /// <exception cref="StudyException">No source fills the table; names those that are filled.</exception>
    public TableView Table(string table)
    {
        ImmutableArray<Attached> sources = [.. _sources.Where(source => source.Stored.Table == table)];
        return sources.IsEmpty ? throw StoreFaults.NoTable(table, _sources.Select(source => source.Stored.Table).Distinct().Order(StringComparer.Ordinal)) : new TableView(table, sources);
    }

    /// <exception cref="StudyException">The source is not loaded; names those that are.</exception>
    public Attached Source(string source) =>
        _sources.FirstOrDefault(attached => attached.Stored.Source == source) ?? throw StoreFaults.NoSource(source, _sources.Select(attached => attached.Stored.Source));

    public void Dispose() => _root.Dispose();

    private static Snapshot Attach(Manifest manifest, StoreFolder folder)
    {
        var root = Sql.Open();
        try
        {
            // One thread: sums of doubles come out the same bits every time.
            root.Execute("SET threads = 1");
            var snapshot = new Snapshot(manifest, root);
            foreach (var source in snapshot._sources) Attach(root, source, folder.FileOf(source.Stored));
            return snapshot;
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    private static void Attach(DuckDBConnection root, Attached source, string file)
    {
        if (!File.Exists(file)) throw StoreFaults.FileGone(source.Stored.Source, file);
        try
        {
            root.Execute($"ATTACH {Quoted.Text(file)} AS {Quoted.Name(source.Alias)} (READ_ONLY)");
        }
        catch (DuckDBException wrong)
        {
            throw StoreFaults.FileUnreadable(source.Stored.Source, file, wrong);
        }
    }
}
