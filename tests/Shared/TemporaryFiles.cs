using System.Runtime.CompilerServices;

namespace CoProduction.Tests;

/// <summary>A test process, and every program that it starts, keeps temporary files in one folder, which is gone when the process ends.</summary>
internal static class TemporaryFiles
{
    private const string PipeArgument = "--dotnet-test-pipe";

    /// <summary>What must end before the folder goes.</summary>
    public static event Action? Leaving;

    [ModuleInitializer]
    internal static void Begin()
    {
        var folder = Directory.CreateTempSubdirectory("copro-tests-");
        // A server that refuses root runs as another user, in a folder inside.
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (string name in (string[])["TMPDIR", "TMP", "TEMP"]) Environment.SetEnvironmentVariable(name, folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(folder);
    }

    private static void End(DirectoryInfo folder)
    {
        Leaving?.Invoke();
        Remove(() => folder.Delete(recursive: true));
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
