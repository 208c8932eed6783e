using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>A load of the shared store, finished or not.</summary>
/// <param name="Number">Number of the load.</param>
/// <param name="Source">Id of the source.</param>
/// <param name="File">File, as the study file names it.</param>
/// <param name="Sha256">SHA-256 of the file's bytes.</param>
/// <param name="Loader">Login that loaded.</param>
/// <param name="Began">When it began, UTC.</param>
/// <param name="Ended">When it ended, UTC; null while it runs.</param>
/// <param name="State"><c>loading</c>; <c>loaded</c>: the current one; <c>replaced</c> or <c>removed</c>: a former one, its rows still held by readers or dropped; <c>abandoned</c>: it never ended.</param>
/// <param name="Accepted">Rows accepted; null unless it ended.</param>
/// <param name="Rejected">Rows rejected; null unless it ended.</param>
public sealed record LoadRecord(int Number, string Source, string File, string Sha256, string Loader, DateTime Began, DateTime? Ended, string State, long? Accepted, long? Rejected)
{
    /// <summary>The last loads of a study, the newest first.</summary>
    internal static ImmutableArray<LoadRecord> Last(Npgsql.NpgsqlConnection connection, string study, int count) =>
    [
        .. connection.Rows("SELECT load_id, source, file, sha256, loader, began, ended, state, accepted, rejected FROM copro.loads WHERE study = $1 ORDER BY load_id DESC LIMIT $2", study, count)
            .Select(row => new LoadRecord(
                row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDateTime(5), row.IsDBNull(6) ? null : row.GetDateTime(6), row.GetString(7),
                row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetInt64(9))),
    ];
}
