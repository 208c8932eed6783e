using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>One version of a study, opened for reading. A connection of its own holds shared locks on its relations' numbers, which is what keeps loads from dropping them.</summary>
internal sealed class PostgresSnapshot : IDisposable
{
    private const int Attempts = 20;

    // Keys of advisory locks: 'copr' + 1, and the number of the load.
    internal const int RelationClass = Migrations.LockClass + 1;

    private readonly NpgsqlConnection _anchor;

    private PostgresSnapshot(NpgsqlConnection anchor, ImmutableArray<CatalogueEntry> entries, bool distributed) => (_anchor, Entries, IsDistributed) = (anchor, entries, distributed);

    /// <summary>The sources, in ordinal order of id.</summary>
    public ImmutableArray<CatalogueEntry> Entries { get; }

    /// <summary>True when the records lie on several machines.</summary>
    public bool IsDistributed { get; }

    /// <summary>Opens the current version; when a load replaces it in between, the next one is taken.</summary>
    /// <exception cref="StudyException">No store, another schema, or nothing that this login may read.</exception>
    public static PostgresSnapshot Open(Database database, string study)
    {
        var anchor = database.Open();
        try
        {
            Migrations.Check(anchor, database.Name);
            if (!anchor.Is("SELECT pg_has_role(current_user, 'copro_load', 'USAGE') OR EXISTS (SELECT FROM copro.scopes WHERE study = $1 AND login = current_user)", study))
                throw StoreFaults.OutOfScope(study, database.Name);
            return new PostgresSnapshot(anchor, Held(anchor, study), Migrations.IsDistributed(anchor));
        }
        catch
        {
            anchor.Dispose();
            throw;
        }
    }

    /// <exception cref="StudyException">No source fills the table; names those that are filled.</exception>
    public TableView Table(string table)
    {
        ImmutableArray<Attached> sources = [.. Entries.Where(entry => entry.Stored.Table == table).Select(entry => new Attached(entry.Stored, entry.Stored.Path))];
        return sources.IsEmpty ? throw StoreFaults.NoTable(table, Entries.Select(entry => entry.Stored.Table).Distinct().Order(StringComparer.Ordinal)) : new TableView(table, sources);
    }

    /// <exception cref="StudyException">The source is not loaded; names those that are.</exception>
    public CatalogueEntry Source(string source) =>
        Entries.FirstOrDefault(entry => entry.Stored.Source == source) ?? throw StoreFaults.NoSource(source, Entries.Select(entry => entry.Stored.Source));

    public void Dispose()
    {
        try
        {
            _anchor.Execute("SELECT pg_advisory_unlock_all()");
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            // The connection is lost, and the locks with it.
        }
        _anchor.Dispose();
    }

    private static ImmutableArray<CatalogueEntry> Held(NpgsqlConnection anchor, string study)
    {
        for (int attempt = 1; ; attempt++)
        {
            long version = CatalogueEntry.Version(anchor, study);
            var entries = CatalogueEntry.All(anchor, study);
            foreach (var entry in entries) anchor.Execute("SELECT pg_advisory_lock_shared($1, $2)", RelationClass, entry.Load);
            if (CatalogueEntry.Version(anchor, study) == version || attempt == Attempts) return entries;
            anchor.Execute("SELECT pg_advisory_unlock_all()");
        }
    }
}
