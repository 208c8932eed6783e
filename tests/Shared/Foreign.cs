using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>Foreign programs that numbers are compared with.</summary>
internal static class Foreign
{
    /// <summary>True when a program is on the path.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs an R script and gives the lines it printed.</summary>
    public static IReadOnlyList<string> R(string script) => Rscript(["--vanilla", "-e", script]);

    /// <summary>Runs an R script of a file and gives the lines it printed.</summary>
    public static IReadOnlyList<string> RFile(string path, params IEnumerable<string> arguments) => Rscript(["--vanilla", path, .. arguments]);

    private static string[] Rscript(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("Rscript", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
