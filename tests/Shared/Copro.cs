using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>The command as a user runs it: a process of its own.</summary>
internal sealed record Copro(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs <c>copro</c> with arguments and waits for it.</summary>
    public static Copro Run(params string[] arguments) => RunIn(Directory.GetCurrentDirectory(), arguments);

    /// <summary>Runs <c>copro</c> in a folder.</summary>
    public static Copro RunIn(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Copro(process.ExitCode, output, errors.Result);
    }

    /// <summary>Starts <c>copro</c> without waiting.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "copro.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Fails with everything the command said unless it ended with the code.</summary>
    public Copro Ended(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode}, expected {code}\n--- stdout\n{Output}\n--- stderr\n{Errors}");
        return this;
    }
}
