using System.Diagnostics;
using System.Globalization;

namespace CoProduction.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: Debian's binaries, a new cluster in a temporary folder, reached by a socket in it and by nothing else. It stops and is removed when this process ends, however it ends:
/// the shell that started it waits for its input to close.
/// </summary>
internal sealed partial class PostgresCluster
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    // Debian's server refuses root; another user must be able to enter the folder.
    private const string Script = """
        set -eu
        folder=$1; shift
        as() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
        [ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder"
        cd "$folder"
        trap 'as pg_ctl -D "$folder/data" -m immediate -s stop 2>/dev/null || true; rm -rf "$folder"' EXIT
        trap 'exit 1' INT TERM
        as initdb -D "$folder/data" -U postgres -A trust --no-sync -E UTF8 --locale=C >/dev/null
        as pg_ctl -D "$folder/data" -s -w -l "$folder/log" -o "-k $folder -c listen_addresses= $*" start </dev/null
        echo ready
        cat >/dev/null
        """;

    private readonly Process _keeper;
    private readonly string _settings;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings such as <c>-c log_statement=all</c>.</param>
    public PostgresCluster(string settings)
    {
        _settings = settings;
        Folder = Directory.CreateTempSubdirectory("copro-postgres-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Folder, .. settings.Split(' ')]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Binaries}:{Environment.GetEnvironmentVariable("PATH")}";
        _keeper = Process.Start(start)!;
        var complaint = _keeper.StandardError.ReadToEndAsync();
        if (_keeper.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException($"The server did not start: {complaint.Result}");
    }

    /// <summary>True where Debian's package is installed.</summary>
    public static bool IsInstalled => File.Exists(Path.Combine(Binaries, "initdb"));

    /// <summary>Folder of the server: its socket and its log lie in it.</summary>
    public string Folder { get; }

    /// <summary>What the server has written into its log.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "log"));

    /// <summary>Address of a database.</summary>
    public string Address(string database = "postgres", string user = "postgres") => $"Host={Folder};Database={database};Username={user}";

    /// <summary>Runs SQL as the superuser, as an administrator would, or as another login.</summary>
    /// <returns>What psql printed.</returns>
    public string Sql(string statements, string database = "postgres", string user = "postgres") =>
        Run(Path.Combine(Binaries, "psql"), "-h", Folder, "-U", user, "-d", database, "-v", "ON_ERROR_STOP=1", "-q", "-t", "-A", "-c", statements);

    /// <summary>Runs one of PostgreSQL's programs against the server as the superuser.</summary>
    public void Program(string name, params string[] arguments) => Run(Path.Combine(Binaries, name), ["-h", Folder, "-U", "postgres", .. arguments]);

    /// <summary>Stops the server as a crash would, without a word to its clients, and starts it again.</summary>
    public void Crash()
    {
        using (var server = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture)))
        {
            server.Kill();
            server.WaitForExit();
        }
        Start();
    }

    /// <summary>Ends every connection and starts the server again.</summary>
    public void Restart() => AsServer("pg_ctl", "-D", Path.Combine(Folder, "data"), "-s", "-w", "-m", "fast", "-l", Path.Combine(Folder, "log"), "restart");

    /// <summary>Stops the server for good and removes its folder.</summary>
    public void Stop()
    {
        if (_keeper.HasExited) return;
        _keeper.StandardInput.Close();
        _keeper.WaitForExit(10_000);
    }

    // A crashed server's children may hold its memory for a moment.
    private void Start()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                AsServer("pg_ctl", "-D", Path.Combine(Folder, "data"), "-s", "-w", "-l", Path.Combine(Folder, "log"), "-o", $"-k {Folder} -c listen_addresses= {_settings}", "start");
                return;
            }
            catch (InvalidOperationException) when (attempt < 50)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static void AsServer(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Binaries, program), .. arguments];
        if (Environment.UserName == "root") Run("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", .. command]);
        else Run(command[0], command[1..]);
    }

    private static string Run(string program, params string[] arguments)
    {
        bool server = program.Contains("pg_ctl", StringComparison.Ordinal) || arguments.Any(argument => argument.EndsWith("pg_ctl", StringComparison.Ordinal));
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !server, RedirectStandardError = !server, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        string output = server ? "" : process.StandardOutput.ReadToEnd(), complaint = server ? "" : process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {complaint}");
    }
}
