using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>The scripts of the notebooks as their reader runs them: <c>dotnet run FILE.cs</c>, against what is built. The cells of all of them run as notebooks in Notebook.Tests.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("01-money", "2018: 75.0")]
    [InlineData("08-your-own-data", "CoProduction Research")]
    public async Task AScriptRunsByDotnetRun(string name, string says)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(RealFiles.Root, "notebooks", "scripts", name + ".cs"), "-p:BuildProjectReferences=false"]) { WorkingDirectory = _scratch.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(_scratch["data"]).FullName;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(says, new Copro(process.ExitCode, output, await errors).Ended(0).Output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();
}
