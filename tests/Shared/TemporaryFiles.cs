using System.Runtime.CompilerServices;

namespace CoProduction.Tests;

/// <summary>A test process, and every program that it starts, keeps temporary files in one folder, which is gone when the process ends.</summary>
internal static class TemporaryFiles
{
    private const string PipeArgument = "--dotnet-test-pipe";

    private static DirectoryInfo? _folder;

    /// <summary>What must end before the folder goes.</summary>
    public static event Action? Leaving;

    [ModuleInitializer]
    internal static void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("copro-tests-");
        // A server that refuses root runs as another user, in a folder inside.
        if (!OperatingSystem.IsWindows()) _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (string name in (string[])["TMPDIR", "TMP", "TEMP"]) Environment.SetEnvironmentVariable(name, _folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    /// <summary>Ends what runs and removes the folder; nothing where that has been done.</summary>
    internal static void Leave()
    {
        Interlocked.Exchange(ref Leaving, null)?.Invoke();
        if (Interlocked.Exchange(ref _folder, null) is { } folder) Remove(() => folder.Delete(recursive: true));
    }

    private static void End()
    {
        Leave();
        // `dotnet test` leaves the socket of every test process behind.
        string[] arguments = Environment.GetCommandLineArgs();
        if (Array.IndexOf(arguments, PipeArgument) is int at and >= 0 && !OperatingSystem.IsWindows()) Remove(() => File.Delete(arguments[at + 1]));
    }

    // A process that is being killed may still hold or write a file: the tests have passed without it.
    private static void Remove(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"A temporary file stays: {failure.Message}");
        }
    }
}
