namespace CoProduction.Tests;

/// <summary>Real files outside the repository: a test that needs one skips, visibly, where it is absent.</summary>
internal static class RealFiles
{
    /// <summary>The repository's root: the nearest folder above the tests that holds Research.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Full path of a file under ../shared/data/real; skips the test when it is absent, fails in CI when the folder is there but the file is not.</summary>
    public static string Path(string relative)
    {
        string folder = System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, "..", "shared", "data", "real"));
        string path = System.IO.Path.Combine(folder, relative);
        if (InCi && Directory.Exists(folder)) Assert.True(File.Exists(path), $"CI has {folder} but not {relative}.");
        Assert.SkipUnless(File.Exists(path), $"needs the real file {relative}, absent here");
        return path;
    }

    /// <summary>True on the build server, where an absent program is a failure and not a skip.</summary>
    public static bool InCi { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips when a foreign program is absent on a laptop; fails in CI.</summary>
    public static void Needs(bool present, string what)
    {
        if (InCi) Assert.True(present, $"CI lacks {what}; ./test must install it.");
        Assert.SkipUnless(present, $"needs {what}, absent here");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Research.sln"))) return folder.FullName;
        throw new InvalidOperationException("Research.sln is not above the tests' folder.");
    }
}
