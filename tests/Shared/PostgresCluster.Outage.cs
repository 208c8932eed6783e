namespace CoProduction.Tests;

internal sealed partial class PostgresCluster
{
    /// <summary>Ends every connection and stops the server, until <see cref="Resume"/>.</summary>
    public void Halt() => AsServer("pg_ctl", "-D", Path.Combine(Folder, "data"), "-s", "-w", "-m", "fast", "stop");

    /// <summary>Starts the server that <see cref="Halt"/> stopped.</summary>
    public void Resume() => Start();
}
