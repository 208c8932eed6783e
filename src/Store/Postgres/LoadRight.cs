using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>The right to change a study: a connection in the loaders' role that holds the study's advisory lock, taken back by the server when the process dies.</summary>
internal sealed class LoadRight : IDisposable
{
    private const string LockTimeout = "SET LOCAL lock_timeout = '2s'";
    private readonly string _study;

    private LoadRight(NpgsqlConnection connection, string study) => (Connection, _study) = (connection, study);

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Takes the right, and notes the loads of the study that were left unfinished.</summary>
    /// <exception cref="StudyException">Another load holds it, the login may not load, or there is no store.</exception>
    public static LoadRight Take(Database database, string study)
    {
        var connection = database.Open();
        try
        {
            Migrations.Check(connection, database.Name);
            AsLoader(connection, database);
            if (!connection.Is("SELECT pg_try_advisory_lock($1, $2)", Migrations.LockClass, Key(study))) throw StoreFaults.LoadHeld(study, Holder(connection, study));
            connection.Execute("UPDATE copro.loads SET state = 'abandoned', ended = clock_timestamp() WHERE study = $1 AND state = 'loading'", study);
            connection.Execute("DELETE FROM copro.rejections WHERE study = $1 AND load_id IN (SELECT load_id FROM copro.loads WHERE study = $1 AND state = 'abandoned')", study);
            return new LoadRight(connection, study);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Takes up the loaders' role, so that relations belong to all loaders.</summary>
    public static void AsLoader(NpgsqlConnection connection, Database database)
    {
        try
        {
            connection.Execute("SET ROLE copro_load");
        }
        catch (PostgresException denied) when (denied.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidParameterValue)
        {
            throw StoreFaults.MayNotLoad(database.Name, denied);
        }
    }

    /// <summary>Notes that a load begins; visible to everybody at once.</summary>
    /// <returns>Its number.</returns>
    public int Begin(SourceContent content) => (int)Connection.Count(
        "INSERT INTO copro.loads (study, load_id, source, file, sha256) VALUES ($1, nextval('copro.load_number'), $2, $3, $4) RETURNING load_id", _study, content.Plan.Id, content.Plan.File, content.Sha256);

    /// <summary>Drops the relations of replaced loads that no reader holds; the others wait for the next load.</summary>
    public void Sweep()
    {
        ImmutableArray<int> replaced = [.. Connection.Rows("SELECT load_id FROM copro.loads WHERE study = $1 AND state = 'replaced'", _study).Select(row => row.GetInt32(0))];
        foreach (int load in replaced)
        {
            if (!Connection.Is("SELECT pg_try_advisory_lock($1, $2)", PostgresSnapshot.RelationClass, load)) continue;
            Drop(load);
            Connection.Execute("SELECT pg_advisory_unlock($1, $2)", PostgresSnapshot.RelationClass, load);
        }
    }

    public void Dispose()
    {
        try
        {
            Connection.Execute("SELECT pg_advisory_unlock_all()");
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, and the right with it.
        }
        Connection.Dispose();
    }

    private void Drop(int load)
    {
        try
        {
            using var transaction = Connection.BeginTransaction();
            Connection.Execute(LockTimeout);
            Connection.Execute($"DROP TABLE IF EXISTS {Quoted.Name(PostgresColumns.Schema, PostgresColumns.Relation(load))}");
            Connection.Execute("DELETE FROM copro.rejections WHERE study = $1 AND load_id = $2", _study, load);
            Connection.Execute("UPDATE copro.loads SET state = 'removed' WHERE study = $1 AND load_id = $2", _study, load);
            transaction.Commit();
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody reads it outside a store, such as a backup.
        }
    }

    private static string Holder(NpgsqlConnection connection, string study)
    {
        var held = connection.Rows("SELECT loader, source, to_char(began, 'YYYY-MM-DD HH24:MI:SS OF') FROM copro.loads WHERE study = $1 AND state = 'loading' ORDER BY load_id DESC LIMIT 1", study)
            .Select(row => $"'{row.GetString(0)}', loading source '{row.GetString(1)}' since {row.GetString(2)},").FirstOrDefault();
        return held ?? connection.Rows("SELECT a.usename, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = $1 AND l.objid::bigint = $2", (long)Migrations.LockClass, (long)Key(study))
            .Select(row => FormattableString.Invariant($"'{row.GetString(0)}' (server process {row.GetInt32(1)})")).FirstOrDefault() ?? "a run that has just ended";
    }

    // FNV-1a of the study's id, without the sign: two studies with one key would only wait for each other.
    private static int Key(string study)
    {
        const uint Start = 2166136261, Prime = 16777619;
        uint key = Start;
        foreach (char letter in study) key = (key ^ letter) * Prime;
        return (int)(key & int.MaxValue) | 1;
    }
}
