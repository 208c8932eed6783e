using System.Globalization;
using Npgsql;

namespace CoProduction.Store;

/// <summary>Statements against PostgreSQL, values always as parameters.</summary>
internal static class PostgresSql
{
    public static int Execute(this NpgsqlConnection connection, string statement, params object[] values)
    {
        using var command = connection.Command(statement, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one value of a query; null where it is absent.</summary>
    public static object? Value(this NpgsqlConnection connection, string query, params object[] values)
    {
        using var command = connection.Command(query, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public static bool Is(this NpgsqlConnection connection, string query, params object[] values) => connection.Value(query, values) is true;

    public static long Count(this NpgsqlConnection connection, string query, params object[] values) =>
        Convert.ToInt64(connection.Value(query, values), CultureInfo.InvariantCulture);

    public static IEnumerable<NpgsqlDataReader> Rows(this NpgsqlConnection connection, string query, params object[] values)
    {
        using var command = connection.Command(query, values);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }

    /// <summary>The rows of a query; a cancelled one is stopped in the server.</summary>
    public static IEnumerable<NpgsqlDataReader> Rows(this NpgsqlConnection connection, Statement query, CancellationToken cancellationToken)
    {
        using var command = connection.Command(query.Text, [.. query.Values]);
        using var stopping = cancellationToken.Register(command.Cancel);
        using var reader = Stoppable(() => command.ExecuteReader(), cancellationToken);
        while (Stoppable(reader.Read, cancellationToken)) yield return reader;
    }

    /// <summary>The rows of a query for many: by binary COPY, or by a reader where there are parameters, which COPY does not take. A cancelled one is stopped in the server.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="columns">Number of its columns.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static IEnumerable<IRecordRow> Records(this NpgsqlConnection connection, Statement query, int columns, CancellationToken cancellationToken) =>
        query.Values.IsEmpty ? connection.Copied(query.Text, columns, cancellationToken) : ReaderRow.Each(connection.Rows(query, cancellationToken));

    private static IEnumerable<IRecordRow> Copied(this NpgsqlConnection connection, string query, int columns, CancellationToken cancellationToken)
    {
        var stream = Stoppable(() => connection.BeginRawBinaryCopy($"COPY ({query}) TO STDOUT (FORMAT BINARY)"), cancellationToken);
        var rows = new CopiedRows(stream, columns);
        var read = rows.Read;
        try
        {
            using var stopping = cancellationToken.Register(() => Stop(stream));
            while (Stoppable(read, cancellationToken)) yield return rows;
        }
        finally
        {
            if (!rows.Ended) Stop(stream);
            Close(stream);
        }
    }

    private static void Stop(NpgsqlRawCopyStream stream)
    {
        try
        {
            stream.Cancel();
        }
        catch (Exception gone) when (gone is NpgsqlException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It has ended already, or the connection is lost and the query with it.
        }
    }

    private static void Close(NpgsqlRawCopyStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception gone) when (gone is NpgsqlException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // What went wrong was thrown by the read that met it.
        }
    }

    public static NpgsqlCommand Command(this NpgsqlConnection connection, string statement, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static T Stoppable<T>(Func<T> step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return step();
        }
        catch (PostgresException stopped) when (stopped.SqlState == PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was stopped.", stopped, cancellationToken);
        }
    }
}
