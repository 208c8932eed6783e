using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>The worked examples of docs/methods: a command, and under it what it prints. COPRO_REGENERATE=1 writes the outputs anew.</summary>
public sealed partial class MethodPageTests
{
    private static readonly string Folder = Path.Combine(RealFiles.Root, "docs", "methods");

    /// <summary>The pages that show a command.</summary>
    public static TheoryData<string> Pages() =>
        [.. Directory.GetFiles(Folder, "*.md").Where(page => Example().IsMatch(File.ReadAllText(page))).Select(page => Path.GetFileName(page)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryExamplePrintsWhatThePageShows(string page)
    {
        string path = Path.Combine(Folder, page), text = File.ReadAllText(path);
        string fresh = Example().Replace(text, match => $"```sh\n{match.Groups[1].Value}\n```\n\n```text\n{Printed(match.Groups[1].Value)}```");
        if (Environment.GetEnvironmentVariable("COPRO_REGENERATE") == "1") File.WriteAllText(path, fresh);
        else Assert.Equal(text, fresh);
    }

    [Fact]
    public void EveryMethodHasAPageThatTheTableNames()
    {
        string table = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(CoProduction.Workbench.FitMethods.All, method => Assert.Matches($@"\| \[`?{method.Name}`?\]\([a-z-]+\.md\)", table));
        Assert.All(Link().Matches(table), link => Assert.True(File.Exists(Path.Combine(Folder, link.Groups[1].Value)), link.Value));
    }

    private static string Printed(string commands) =>
        string.Concat(commands.Split('\n').Select(command => Copro.RunIn(RealFiles.Root, [.. Word().Matches(command).Skip(1).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal))]).Ended(0).Output));

    [GeneratedRegex(@"```sh\n(copro [^`]+?)\n```\n\n```text\n[^`]*```")]
    private static partial Regex Example();

    // A word may hold a quoted part: --set steps="a; b".
    [GeneratedRegex("(?:\"[^\"]*\"|[^\\s\"])+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\(([a-z-]+\.md)\)")]
    private static partial Regex Link();
}
