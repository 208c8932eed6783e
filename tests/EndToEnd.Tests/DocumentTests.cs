using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>README, CONTRIBUTING and the help texts are true.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public Task EveryCoproCommandOfTheReadmeRuns() => RunAsync(Commands("README.md"));

    /// <summary>Those that the English page has too ran there.</summary>
    [Fact]
    public Task EveryFurtherCommandOfTheChineseReadmeRuns() => RunAsync([.. Commands("README.zh-CN.md").Except(Commands("README.md"))]);

    private static async Task RunAsync(List<string> commands)
    {
        using var scratch = new Scratch();
        scratch.Write("survey.csv", "satisfaction,trust,efficacy,community,满意度,信任,效能,社区\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 5 + 1},{i * 7 % 5 + 1},{i * 3 % 4 + 1},c{i % 6},{i % 5 + 1},{i * 7 % 5 + 1},{i * 3 % 4 + 1},c{i % 6}\n")));
        Assert.NotEmpty(commands);
        foreach (string[] words in commands.Select(Words))
        {
            if (words[0] == "serve") await ServesAsync(scratch, words[1]);
            else Copro.RunIn(scratch.Folder, words).Ended(0);
        }
    }

    private static List<string> Commands(string file)
    {
        var commands = Command().Matches(File.ReadAllText(Path.Combine(RealFiles.Root, file))).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.True(commands.Count >= 5, $"{file} shows {commands.Count} commands");
        return commands;
    }

    [Fact]
    public void EveryFileThatTheDocumentsNameIsThere()
    {
        foreach (string document in new[] { "README.md", "README.zh-CN.md", "CONTRIBUTING.md" })
        {
            string text = File.ReadAllText(Path.Combine(RealFiles.Root, document));
            var named = Link().Matches(text).Select(match => match.Groups[1].Value)
                .Concat(Quoted().Matches(text).Select(match => match.Groups[1].Value)).Where(name => !name.Contains('<', StringComparison.Ordinal)).Distinct();
            Assert.Empty(named.Where(name => !Path.Exists(Path.Combine(RealFiles.Root, name))).Select(name => $"{document}: {name}"));
        }
    }

    [Fact]
    public void HelpNamesEveryExitCode()
    {
        string help = Copro.Run("--help").Ended(0).Output;
        Assert.All(new[] { "0 done", "1 the data", "2 wrong usage", "3 the study", "4 internal error", "130 interrupted" }, code => Assert.Contains(code, help, StringComparison.Ordinal));
    }

    /// <summary>A server runs until it is stopped: asked once for its first page, at a free port, on a copy of the study.</summary>
    private static async Task ServesAsync(Scratch scratch, string study)
    {
        Directory.CreateDirectory(scratch[study]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RealFiles.Root, study))) File.Copy(file, Path.Combine(scratch[study], Path.GetFileName(file)));
        using var server = Copro.Start(scratch.Folder, "serve", study, "--quiet", "--urls", "http://127.0.0.1:0");
        var errors = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        try
        {
            using var visitor = new HttpClient { BaseAddress = new Uri(line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))) };
            Assert.Contains("</html>", await visitor.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", $"{server.Id}"]);
            await stop.WaitForExitAsync(CancellationToken.None);
        }
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        new Copro(server.ExitCode, line, await errors).Ended(0);
    }

    private static string[] Words(string command) => [.. Word().Matches(command).Select(match => match.Value.Trim('"'))];

    [GeneratedRegex(@"^dotnet run --project src/Cli -- ([^#\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|eng|data-schema|benchmarks|examples|docs|\.ci)/[^`*\s]*)`")]
    private static partial Regex Quoted();
}
