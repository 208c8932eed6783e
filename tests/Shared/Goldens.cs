namespace CoProduction.Tests;

/// <summary>Text files that a test compares with what the code writes; COPRO_REGENERATE=1 writes them anew.</summary>
internal static class Goldens
{
    /// <summary>Fails when the committed file differs from the text.</summary>
    /// <param name="relative">Path of the file under the repository's root.</param>
    /// <param name="text">What the code writes now.</param>
    public static void Agree(string relative, string text)
    {
        string path = Path.Combine(RealFiles.Root, relative);
        if (Environment.GetEnvironmentVariable("COPRO_REGENERATE") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{relative} is missing; run the tests once with COPRO_REGENERATE=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
