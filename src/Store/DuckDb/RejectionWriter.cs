using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Appends faults to a source's file, and reads them back.</summary>
internal sealed class RejectionWriter(DuckDBConnection connection) : IDisposable
{
    private readonly DuckDBAppender _appender = connection.CreateAppender(DuckDbColumns.Rejections);

    public void Append(Rejection rejection) => _appender.CreateRow()
        .AppendValue(rejection.File).AppendValue(rejection.Row).AppendValue(rejection.Column)
        .AppendValue(rejection.Value).AppendValue(rejection.Rule).AppendValue(rejection.Mend).EndRow();

    public void Dispose() => _appender.Dispose();

    /// <summary>The query of a file's faults in row order; <paramref name="owner"/> is the name under which the file is attached.</summary>
    public static string Query(string owner) =>
        $"SELECT file, line, header, value, rule, mend FROM {Quoted.Name(owner, DuckDbColumns.Rejections)} ORDER BY line, rowid";

    public static Rejection Read(string source, DuckDBDataReader row) =>
        new(source, row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));
}
