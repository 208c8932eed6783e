using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>Debian's Jupyter: the protocol's reference client and nbconvert, which find the kernel in a data folder of the test's own.</summary>
internal sealed class Jupyter : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string[] Modules = ["/usr/lib/python3/dist-packages/jupyter_client", "/usr/lib/python3/dist-packages/nbconvert", "/usr/lib/python3/dist-packages/nbclient", "/usr/lib/python3/dist-packages/nbformat"];

    /// <summary>A Jupyter that knows our kernel. Skips the test where it is not installed, fails it in CI.</summary>
    /// <param name="language">Language of what the kernel shows.</param>
    public Jupyter(string language = "en")
    {
        RealFiles.Needs(File.Exists(Python) && Modules.All(Directory.Exists), "Debian's packages python3-jupyter-client and jupyter-nbconvert");
        Copro.RunIn(Scratch.Folder, "notebook", "install", "--prefix", Scratch.Folder, "--lang", language).Ended(0);
    }

    /// <summary>True to show what is reviewed only, as <c>copro notebook run</c> does.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Where notebooks and the kernel's description lie.</summary>
    public Scratch Scratch { get; } = new();

    /// <summary>Starts a module of Python, or a script's text.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { WorkingDirectory = Scratch.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(Scratch.Folder, "share", "jupyter");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Scratch["runtime"];
        if (Reviewed) start.Environment["COPRO_REVIEWED"] = "1";
        start.Environment["PYTHONWARNINGS"] = "ignore";
        return Process.Start(start)!;
    }

    /// <summary>Runs a module of Python, or a script's text, to its end.</summary>
    /// <returns>What it printed.</returns>
    public string Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{output}\n{errors.Result}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => Scratch.Dispose();
}
