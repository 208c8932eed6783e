using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Statements against the engine, values always as parameters.</summary>
internal static class Sql
{
    private const string Offline = "autoinstall_known_extensions=false;autoload_known_extensions=false";

    /// <summary>Opens a database file, or an empty one in memory, that never reaches for the network.</summary>
    public static DuckDBConnection Open(string file = ":memory:")
    {
        var connection = new DuckDBConnection($"DataSource={file};{Offline}");
        connection.Open();
        return connection;
    }

    public static void Execute(this DuckDBConnection connection, string statement, params object[] values)
    {
        using var command = connection.Command(statement, values);
        command.ExecuteNonQuery();
    }

    public static long Count(this DuckDBConnection connection, string query, params object[] values)
    {
        using var command = connection.Command(query, values);
        return (long)command.ExecuteScalar()!;
    }

    public static IEnumerable<DuckDBDataReader> Rows(this DuckDBConnection connection, string query, params object[] values)
    {
        using var command = connection.Command(query, values);
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }

    private static DuckDBCommand Command(this DuckDBConnection connection, string statement, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (object value in values) command.Parameters.Add(new DuckDBParameter(value));
        return command;
    }
}
