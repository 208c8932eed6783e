using System.Diagnostics;

namespace CoProduction.Tests;

public sealed class LeftoverTests
{
    [Fact]
    public void A_test_process_keeps_temporary_files_in_a_folder_of_its_own() =>
        Assert.StartsWith("copro-tests-", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetTempPath())), StringComparison.Ordinal);

    [Fact]
    public void A_test_process_leaves_nothing_in_the_temporary_folder()
    {
        using var temporary = new Scratch();
        string place = RunChild(temporary.Folder);
        Assert.StartsWith(temporary.Folder, place, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Folder));
    }

    /// <summary>Run in the child process only: leaves a file and a folder, says where, and takes longer to tidy up than xunit waits for a process to end.</summary>
    [Fact(Explicit = true)]
    public void Leaves_files_in_the_child_process()
    {
        TemporaryFiles.Leaving += () => Thread.Sleep(TimeSpan.FromSeconds(12));
        File.WriteAllText(Path.Combine(Directory.CreateTempSubdirectory("left").FullName, "behind"), "");
        File.WriteAllText(Environment.GetEnvironmentVariable("COPRO_TEST_TOLD")!, Path.GetTempPath());
    }

    private static string RunChild(string temporary)
    {
        using var told = new Scratch();
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(LeftoverTests).Assembly.Location, "--explicit", "only", "--filter-method", "*." + nameof(Leaves_files_in_the_child_process)]) { RedirectStandardOutput = true };
        foreach (string name in (string[])["TMPDIR", "TMP", "TEMP"]) start.Environment[name] = temporary;
        start.Environment["COPRO_TEST_TOLD"] = told["place"];
        using var child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, output);
        return File.ReadAllText(told["place"]);
    }
}
