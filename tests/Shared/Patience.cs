using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>What a test waits for has a limit, so that it fails with a reason where it would hang.</summary>
internal static class Patience
{
    /// <summary>Why a program may not heed an interrupt; a shell passes the ignoring on to all that it starts in the background.</summary>
    public const string IgnoredInterrupt = "Where the tests are started in the background (nohup ./test &), the shell has them and all that they start ignore SIGINT: start them in the foreground.";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until a program has come to a point; fails when it ends before or takes too long.</summary>
    public static void Reaches(this Process process, Func<bool> point, string name)
    {
        var since = Stopwatch.StartNew();
        while (!point() && !process.HasExited && since.Elapsed < Limit) Thread.Sleep(20);
        Assert.True(point(), process.HasExited ? $"The program ended with {process.ExitCode} before it {name}." : $"The program has not {name} within {Limit.TotalMinutes} minutes.");
    }

    /// <summary>Waits for the end of a program; fails when it does not come.</summary>
    /// <param name="process">The program.</param>
    /// <param name="asked">What it was asked to end by.</param>
    /// <param name="hint">Why it may not have heeded.</param>
    public static void Ends(this Process process, string asked, string hint) =>
        Assert.True(process.WaitForExit(Limit), $"The program has not ended {Limit.TotalMinutes} minutes after {asked}. {hint}");
}
