using System.Security.Authentication;
using Npgsql;

namespace CoProduction.Store;

/// <summary>A PostgreSQL database and how its failures are told: what is safe is tried again, the rest becomes an error in four parts.</summary>
internal sealed class Database(PostgresAddress address) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)];
    private readonly NpgsqlDataSource _source = address.Connect();

    /// <summary>The database for people.</summary>
    public string Name { get; } = address.ToString();

    /// <summary>An open connection of the pool.</summary>
    public NpgsqlConnection Open() => _source.OpenConnection();

    /// <summary>
    /// Reads. A read changes nothing, so that one which a dropped connection or a restarting server broke is begun again, up to five times within seven seconds.
    /// </summary>
    /// <param name="what">What is done, for the error: <c>read its rows</c>.</param>
    /// <param name="read">The whole read, from its first statement on.</param>
    /// <param name="again">Called before the read is begun again.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public T Read<T>(string what, Func<T> read, Action again, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return read();
            }
            catch (NpgsqlException dropped) when (attempt < Pauses.Length && IsPassing(dropped))
            {
                again();
                if (cancellationToken.WaitHandle.WaitOne(Pauses[attempt])) throw new OperationCanceledException(cancellationToken);
            }
            catch (NpgsqlException wrong)
            {
                throw Told(wrong, what);
            }
        }
    }

    /// <summary>Changes something. It is not begun again: a lost connection leaves open whether the last statement took effect, and the next run finds out.</summary>
    public async Task<T> ChangeAsync<T>(string what, Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        catch (NpgsqlException wrong)
        {
            throw Told(wrong, what);
        }
    }

    public void Dispose() => _source.Dispose();

    /// <summary>True for a failure of the connection or the server's life, and for a relation that a load removed in between; not for a statement that is wrong.</summary>
    private static bool IsPassing(NpgsqlException wrong) => wrong is PostgresException { SqlState: var state }
        ? state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.UndefinedTable
        : wrong.IsTransient || wrong.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException;

    private StudyException Told(NpgsqlException wrong, string what) => (wrong as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => StoreFaults.Denied(Name, what, wrong),
        PostgresErrorCodes.InvalidSchemaName => StoreFaults.NotMigrated(Name),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => StoreFaults.SignInRefused(Name, wrong),
        null when wrong.InnerException is AuthenticationException => StoreFaults.CertificateRefused(Name, wrong),
        null when !IsPassing(wrong) => StoreFaults.SignInRefused(Name, wrong),
        null => StoreFaults.Unreachable(Name, what, wrong),
        var state when IsPassing(wrong) && state != PostgresErrorCodes.UndefinedTable => StoreFaults.Unreachable(Name, what, wrong),
        _ => StoreFaults.DatabaseFailed(Name, what, wrong),
    };
}
