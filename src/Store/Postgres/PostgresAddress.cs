using Npgsql;

namespace CoProduction.Store;

/// <summary>Where a shared store is: an address in either of PostgreSQL's forms. It is never printed, since it may hold a password.</summary>
public sealed class PostgresAddress
{
    private const int DefaultPool = 16;
    private const int DefaultKeepAlive = 30;

    // Statements may take long, so that none has a limit: a server that is gone is found by the network instead, in seconds.
    private const int ProbeAfter = 60, ProbeEvery = 10;

    // Rows come by the million: fewer, larger reads.
    private const int BufferBytes = 1 << 17;

    // A socket of the same machine holds 208 KB unless told otherwise, so that a load and the server wait for each other in turn; over a network the system finds the size itself.
    private const int LocalSendBytes = 1 << 22;

    // Sums of doubles come out the same bits every time, and rows in the order in which they were written.
    private const string Settings = "-c max_parallel_workers_per_gather=0 -c synchronize_seqscans=off -c client_min_messages=warning";

    private readonly NpgsqlConnectionStringBuilder _parts;

    private PostgresAddress(NpgsqlConnectionStringBuilder parts) => _parts = parts;

    /// <summary>Reads an address: <c>Host=…;Database=…</c> in Npgsql's words, or <c>postgresql://user@host:port/database?sslmode=verify-full</c>. A password may be left to PGPASSWORD or the file .pgpass.</summary>
    /// <exception cref="StudyException">It cannot be read; the text is not repeated.</exception>
    public static PostgresAddress Parse(string text)
    {
        try
        {
            var parts = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql" ? OfUri(uri!) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parts.Host)) throw StoreFaults.AddressUnreadable("it names no host");
            return new PostgresAddress(Completed(parts));
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw StoreFaults.AddressUnreadable("a part of it is not known to the driver");
        }
    }

    /// <summary>The server and database for people: no user, no password.</summary>
    public override string ToString() => $"PostgreSQL database '{_parts.Database}' on {_parts.Host}";

    /// <summary>A pool of connections to it. The server is not asked for its types: the driver knows those of the store by heart.</summary>
    internal NpgsqlDataSource Connect() => new NpgsqlDataSourceBuilder(_parts.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    private static NpgsqlConnectionStringBuilder Completed(NpgsqlConnectionStringBuilder parts)
    {
        if (string.IsNullOrEmpty(parts.ApplicationName)) parts.ApplicationName = "copro";
        if (!Names("Maximum Pool Size")) parts.MaxPoolSize = DefaultPool;
        if (!Names("Read Buffer Size")) parts.ReadBufferSize = BufferBytes;
        bool local = parts.Host!.StartsWith('/');
        if (local && !Names("Socket Send Buffer Size")) parts.SocketSendBufferSize = LocalSendBytes;
        if (!local && !Names("TCP Keepalive Time")) (parts.TcpKeepAliveTime, parts.TcpKeepAliveInterval) = (ProbeAfter, ProbeEvery);
        if (!Names("Keepalive")) parts.KeepAlive = DefaultKeepAlive;
        if (!Names("Command Timeout")) parts.CommandTimeout = 0;
        parts.Options = string.IsNullOrEmpty(parts.Options) ? Settings : $"{Settings} {parts.Options}";
        parts.PersistSecurityInfo = false;
        parts.IncludeErrorDetail = false;
        return parts;

        // ContainsKey is true of every word that the driver knows.
        bool Names(string word) => parts.ShouldSerialize(word);
    }

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var parts = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0) parts.Port = uri.Port;
        string[] login = uri.UserInfo.Split(':', 2);
        if (login[0].Length > 0) parts.Username = Uri.UnescapeDataString(login[0]);
        if (login.Length == 2) parts.Password = Uri.UnescapeDataString(login[1]);
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] option = [.. pair.Split('=', 2).Select(Uri.UnescapeDataString)];
            if (option.Length == 2) parts[Keyword(option[0])] = option[0] == "sslmode" ? option[1].Replace("-", "", StringComparison.Ordinal) : option[1];
        }
        return parts;
    }

    // libpq's words that the driver spells otherwise.
    private static string Keyword(string option) => option switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "passfile" => "Passfile",
        _ => option,
    };
}
