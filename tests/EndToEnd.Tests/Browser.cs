using System.Diagnostics;

namespace CoProduction.Tests;

/// <summary>Debian's Chromium, headless and offline.</summary>
internal static class Browser
{
    /// <summary>The page after its scripts have run.</summary>
    public static string Dom(string file)
    {
        using var profile = new Scratch();
        using var process = Process.Start(new ProcessStartInfo("chromium",
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={profile.Folder}", "--virtual-time-budget=10000", "--window-size=1280,2000", "--dump-dom", new Uri(file).AbsoluteUri,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string dom = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return dom;
    }
}
