using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>A source of a study and the load whose relation holds its rows.</summary>
/// <param name="Load">Number of the load.</param>
/// <param name="Stored">The source.</param>
internal sealed record CatalogueEntry(int Load, StoredSource Stored)
{
    private const string Communities = "communities", Community = "community", Area = "subdistrict";

    /// <summary>True when its rows say which sub-district a community lies in.</summary>
    public bool HasAreas => Stored.Table == Communities;

    /// <summary>The sources of a study, in ordinal order of id.</summary>
    public static ImmutableArray<CatalogueEntry> All(NpgsqlConnection connection, string study) =>
        [.. connection.Rows("SELECT load_id, description FROM copro.sources WHERE study = $1", study).Select(row => new CatalogueEntry(row.GetInt32(0), StoredSourceJson.Of(row.GetString(1)))).OrderBy(entry => entry.Stored.Source, StringComparer.Ordinal)];

    /// <summary>The version of a study; 0 before its first load.</summary>
    public static long Version(NpgsqlConnection connection, string study) => connection.Value("SELECT version FROM copro.studies WHERE study = $1", study) is long version ? version : 0;

    /// <summary>Makes the source the current one in one step with everything else of the transaction; the load that held it becomes a replaced one.</summary>
    public void Publish(NpgsqlConnection connection, string study)
    {
        var stamp = Stored.Stamp;
        connection.Execute(
            """
            INSERT INTO copro.sources (study, source, load_id, table_name, fingerprint, sha256, file, accepted, rejected, description) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (study, source) DO UPDATE SET load_id = excluded.load_id, table_name = excluded.table_name, fingerprint = excluded.fingerprint, sha256 = excluded.sha256,
                file = excluded.file, accepted = excluded.accepted, rejected = excluded.rejected, description = excluded.description
            """,
            study, Stored.Source, Load, Stored.Table, Stored.Fingerprint, stamp.Sha256, stamp.File, stamp.Accepted, stamp.Rejected, StoredSourceJson.Text(Stored));
        Replaced(connection, study, Stored.Source);
        connection.Execute("UPDATE copro.loads SET state = 'loaded', ended = clock_timestamp(), accepted = $3, rejected = $4 WHERE study = $1 AND load_id = $2", study, Load, stamp.Accepted, stamp.Rejected);
        NextVersion(connection, study);
    }

    /// <summary>Takes the source out of the study.</summary>
    public void Remove(NpgsqlConnection connection, string study)
    {
        connection.Execute("DELETE FROM copro.sources WHERE study = $1 AND source = $2", study, Stored.Source);
        Replaced(connection, study, Stored.Source);
        NextVersion(connection, study);
    }

    /// <summary>Notes which sub-district each community lies in, for the policies that keep readers within theirs.</summary>
    public static void NoteAreas(NpgsqlConnection connection, string study)
    {
        connection.Execute("DELETE FROM copro.areas WHERE study = $1", study);
        foreach (var stored in All(connection, study).Select(entry => entry.Stored).Where(SaysArea))
            connection.Execute(
                $"INSERT INTO copro.areas (study, community, subdistrict) SELECT DISTINCT $1::text, {Quoted.Name(Community)}, {Quoted.Name(Area)} FROM {Quoted.Name(PostgresColumns.Schema, stored.Path)} WHERE {Quoted.Name(Area)} IS NOT NULL ON CONFLICT DO NOTHING", study);
    }

    private static bool SaysArea(StoredSource stored) => stored.Table == Communities && stored.Field(Community)?.Engine == EngineType.Text && stored.Field(Area)?.Engine == EngineType.Text;

    private static void Replaced(NpgsqlConnection connection, string study, string source) =>
        connection.Execute("UPDATE copro.loads SET state = 'replaced' WHERE study = $1 AND source = $2 AND state = 'loaded'", study, source);

    private static void NextVersion(NpgsqlConnection connection, string study) =>
        connection.Execute("INSERT INTO copro.studies (study, version) VALUES ($1, 1) ON CONFLICT (study) DO UPDATE SET version = copro.studies.version + 1", study);
}
