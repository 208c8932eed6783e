using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>A migration that a database has.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it brought.</param>
/// <param name="Applied">When, in UTC.</param>
public sealed record AppliedMigration(int Number, string Name, DateTime Applied);

/// <summary>Brings a database to the schema that this program knows: each migration in one transaction, run again without harm, never by opening a store.</summary>
public static class Migrations
{
    private const string Held = "bring the schema up to date";

    // Keys of advisory locks: 'copr', and one lock for the schema.
    internal const int LockClass = 0x636F7072;
    private const int SchemaLock = 0;

    // Small tables that policies on distributed records look into: every worker needs them.
    private static readonly ImmutableArray<string> Everywhere = ["areas", "scopes"];

    /// <summary>Number of the newest migration that this program knows.</summary>
    public static int Known => MigrationScripts.Known;

    /// <summary>Applies what is missing; another migration under way is waited for.</summary>
    /// <param name="address">The database, as somebody who may make roles and schemas, or as a member of copro_migrate once they are there.</param>
    /// <param name="citus">True to distribute the store's records by community; needs the extension.</param>
    /// <param name="cancellationToken">Stops before the next migration.</param>
    /// <returns>Every migration that the database now has.</returns>
    /// <exception cref="StudyException">The schema is newer than this program, a migration was changed after it was applied, or citus is asked for and absent.</exception>
    public static Task<ImmutableArray<AppliedMigration>> ApplyAsync(PostgresAddress address, bool citus = false, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            using var database = new Database(address);
            return database.ChangeAsync(Held, () => Task.FromResult(Apply(database, citus, cancellationToken)));
        },
        cancellationToken);

    /// <summary>The migrations that a database has, in order; empty before the first.</summary>
    /// <exception cref="StudyException">The database does not answer.</exception>
    public static Task<ImmutableArray<AppliedMigration>> AppliedAsync(PostgresAddress address, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            using var database = new Database(address);
            return database.Read(Held, () => Applied(database), () => { }, cancellationToken);
        },
        cancellationToken);

    /// <summary>Refuses a schema that this program cannot work with.</summary>
    internal static void Check(NpgsqlConnection connection, string database)
    {
        int schema = IsThere(connection) ? (int)connection.Count("SELECT coalesce(max(number), 0) FROM copro.migrations") : 0;
        if (schema == 0) throw StoreFaults.NotMigrated(database);
        if (schema < Known) throw StoreFaults.OlderSchema(database, schema, Known);
        if (schema > Known) throw StoreFaults.NewerSchema(database, schema, Known);
    }

    /// <summary>True when the records are distributed over workers.</summary>
    internal static bool IsDistributed(NpgsqlConnection connection) => connection.Is("SELECT EXISTS (SELECT FROM copro.settings WHERE name = 'distribution' AND value = 'citus')");

    private static ImmutableArray<AppliedMigration> Applied(Database database)
    {
        using var connection = database.Open();
        return IsThere(connection) ? [.. Rows(connection).Select(row => row.Migration)] : [];
    }

    private static ImmutableArray<AppliedMigration> Apply(Database database, bool citus, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        connection.Execute("SELECT pg_advisory_lock($1, $2)", LockClass, SchemaLock);
        if (citus && !HasCitus(connection)) throw StoreFaults.NoCitus(database.Name);
        var applied = IsThere(connection) ? Rows(connection).ToList() : [];
        if (applied.Count > 0 && applied[^1].Migration.Number > Known) throw StoreFaults.NewerSchema(database.Name, applied[^1].Migration.Number, Known);
        foreach (var script in MigrationScripts.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (applied.Find(row => row.Migration.Number == script.Number) is not { Migration: not null } before) Apply(connection, script);
            else if (before.Sha256 != script.Sha256) throw StoreFaults.MigrationChanged(database.Name, script.Number, script.Name);
        }
        if (citus) Distribute(connection);
        return [.. Rows(connection).Select(row => row.Migration)];
    }

    private static void Apply(NpgsqlConnection connection, MigrationScript script)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(MigrationScripts.Text(script));
        connection.Execute("INSERT INTO copro.migrations (number, name, sha256) VALUES ($1, $2, $3)", script.Number, script.Name, script.Sha256);
        transaction.Commit();
    }

    private static void Distribute(NpgsqlConnection connection)
    {
        if (IsDistributed(connection)) return;
        using var transaction = connection.BeginTransaction();
        connection.Execute("SET LOCAL ROLE copro_migrate");
        foreach (string table in Everywhere) connection.Execute("SELECT create_reference_table($1::text::regclass)", Quoted.Name("copro", table));
        connection.Execute("INSERT INTO copro.settings (name, value) VALUES ('distribution', 'citus')");
        transaction.Commit();
    }

    private static bool HasCitus(NpgsqlConnection connection) => connection.Is("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')");

    private static bool IsThere(NpgsqlConnection connection) =>
        connection.Is("SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'copro' AND c.relname = 'migrations')");

    private static IEnumerable<(AppliedMigration Migration, string Sha256)> Rows(NpgsqlConnection connection) =>
        connection.Rows("SELECT number, name, applied, sha256 FROM copro.migrations ORDER BY number")
            .Select(row => (new AppliedMigration(row.GetInt32(0), row.GetString(1), row.GetDateTime(2)), row.GetString(3)));
}
