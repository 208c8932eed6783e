using Npgsql;

namespace CoProduction.Store;

/// <summary>A COPY of a load's rejections, over a connection of its own; begun by the first. Nobody looks at them before the catalogue names the load.</summary>
internal sealed class RejectionCopy(Database database, string study, int load) : IDisposable
{
    private const string Columns = "study, load_id, position, file, line, header, value, rule, mend";
    private NpgsqlConnection? _connection;
    private NpgsqlBinaryImporter? _importer;

    /// <summary>Rejections so far.</summary>
    public long Count { get; private set; }

    /// <summary>The rejections of a load in row order.</summary>
    public static IEnumerable<Rejection> Read(NpgsqlConnection connection, string study, string source, int load, int first = int.MaxValue) => connection
        .Rows("SELECT file, line, header, value, rule, mend FROM copro.readable_rejections WHERE study = $1 AND load_id = $2 ORDER BY line, position LIMIT $3", study, load, first)
        .Select(row => new Rejection(source, row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)));

    public void Append(Rejection rejection)
    {
        var row = _importer ??= Begin();
        row.StartRow();
        row.Write(study);
        row.Write(load);
        row.Write(Count++);
        row.Write(Storable(rejection.File));
        row.Write(rejection.Row);
        foreach (string text in (string[])[rejection.Column, rejection.Value, rejection.Rule, rejection.Mend]) row.Write(Storable(text));
    }

    /// <summary>Writes what was appended.</summary>
    public void Finish() => _importer?.Complete();

    public void Dispose()
    {
        _importer?.Dispose();
        _connection?.Dispose();
    }

    // What is quoted from a file may hold what made the row a bad one.
    private static string Storable(string text) => TextCheck.IsStorable(text) ? text : TextCheck.Replaced(text);

    private NpgsqlBinaryImporter Begin()
    {
        _connection = database.Open();
        LoadRight.AsLoader(_connection, database);
        return _connection.BeginBinaryImport($"COPY copro.rejections ({Columns}) FROM STDIN (FORMAT BINARY)");
    }
}
