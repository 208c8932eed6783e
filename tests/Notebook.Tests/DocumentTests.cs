using System.Text.RegularExpressions;
using CoProduction.Notebook.Cells;
using CoProduction.Notebook.Running;

namespace CoProduction.Tests;

/// <summary>docs/notebooks.md and the commands' help are true.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RealFiles.Root, "docs", "notebooks.md"));

    [Fact]
    public void EveryCommandOfThePageRuns() => Runs([.. Commands(Page)], atLeast: 4);

    [Fact]
    public void EveryExampleOfTheHelpRuns() => Runs([.. new[] { "run", "install" }.SelectMany(verb => Commands(Copro.Run("notebook", verb, "--help").Ended(0).Output)).Where(command => !command.Contains('[', StringComparison.Ordinal) && !command.Contains("/usr/local", StringComparison.Ordinal))], atLeast: 3);

    [Fact]
    public void ThePageNamesEveryUsing() => Assert.All(ScriptSession.Usings[..^1], name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void ThePageNamesTheLimits() => Assert.All(new[] { $"{CellScope.MostText:N0} characters", $"{CellScope.MostShown:N0} shown things" }, limit => Assert.Contains(limit, Page, StringComparison.Ordinal));

    private static void Runs(List<string> commands, int atLeast)
    {
        using var scratch = new Scratch();
        scratch.Notebook("question.ipynb", "1 + 1");
        scratch.Notebook("community.ipynb", new Ipynb([Written.Tagged("parameters", Block().Match(Page).Groups[1].Value), new Cell(CellKind.Code, "$\"{community} {level}\"")], []));
        scratch.Communities("district-x", "C01", "C02");
        Assert.True(commands.Count >= atLeast, $"{commands.Count} commands are shown");
        foreach (string command in commands) Copro.RunIn(scratch.Folder, ["notebook", .. command.Replace("--user", "--prefix here", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Ended(0);
        Assert.Equal(["C02 0.95"], IpynbReader.Read(scratch["results/community.C02.ipynb"]).Results());
    }

    private static IEnumerable<string> Commands(string text) => Command().Matches(text).Select(match => match.Groups[1].Value.Trim());

    [GeneratedRegex(@"^ *copro notebook ([^\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
