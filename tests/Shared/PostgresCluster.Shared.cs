namespace CoProduction.Tests;

internal sealed partial class PostgresCluster
{
    private static readonly Lazy<PostgresCluster> One = new(() => Started("-c fsync=off -c max_connections=200"));

    /// <summary>The server that the tests of an assembly share; starts with the first that asks. Skips the test where PostgreSQL is not installed, fails it in CI.</summary>
    public static PostgresCluster Shared
    {
        get
        {
            Need();
            return One.Value;
        }
    }

    /// <summary>A server of one test, to be stopped by it.</summary>
    /// <param name="settings">Settings such as <c>-c log_statement=all</c>.</param>
    public static PostgresCluster Own(string settings)
    {
        Need();
        return Started(settings);
    }

    // Its folder is one of the tests' temporary ones: it stops before they go.
    private static PostgresCluster Started(string settings)
    {
        var cluster = new PostgresCluster(settings);
        TemporaryFiles.Leaving += cluster.Stop;
        return cluster;
    }

    private static void Need() => RealFiles.Needs(IsInstalled, "Debian's package postgresql, version 15");
}
