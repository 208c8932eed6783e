using Microsoft.Data.Sqlite;

namespace CoProduction.Ingest.Tests;

/// <summary>Databases written by SQLite itself.</summary>
internal static class GivenDatabase
{
    /// <summary>A database made by statements; its full path.</summary>
    public static string Of(string name, params string[] statements)
    {
        string path = Given.File(name, []);
        using var connection = Open(path);
        foreach (string statement in statements)
            using (var command = connection.CreateCommand())
            {
                command.CommandText = statement;
                command.ExecuteNonQuery();
            }
        return path;
    }

    /// <summary>An open connection whose file is free when it is closed.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
