using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>The main job: one command from nothing to a report.</summary>
public sealed class DemoTests(DemoRun demo) : IClassFixture<DemoRun>
{
    [Fact]
    public void SaysInFewLinesWhatItFoundAndWhereTheReportIs()
    {
        string[] lines = demo.First.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 8, 18);
        Assert.Contains("ynthetic", lines[0], StringComparison.Ordinal);
        Assert.Contains("report.html", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("75.0", StringComparison.Ordinal));
    }

    [Fact]
    public void TheReportIsOneFileThatAsksNothingOfTheNetwork()
    {
        string html = File.ReadAllText(demo["district-x/out/report.html"]);
        string outsideScripts = Regex.Replace(html, "(?s)(<script[^>]*>).*?</script>", "$1");
        Assert.DoesNotMatch("(?i)<[a-z]+\\s[^<>]*(src|href|data|action)=[\"']?(https?:)?//|@import|url\\([\"']?http", outsideScripts);
        foreach (string part in new[] { "合成", "ynthetic", "设施维护和维修", "Facility maintenance", "CR1", "2018-1" }) Assert.Contains(part, html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportComesAliveInABrowser()
    {
        RealFiles.Needs(Foreign.Has("chromium"), "chromium");
        string dom = Browser.Dom(demo["district-x/out/report.html"]);
        Assert.Contains("js-plotly-plot", dom, StringComparison.Ordinal);
        Assert.Contains("class=\"main-svg\"", dom, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondRunFindsNothingToDo()
    {
        var again = Copro.RunIn(demo.Folder, "run", "district-x", "--json").Ended(0);
        Assert.True(JsonDocument.Parse(again.Output).RootElement.GetProperty("unchanged").GetBoolean());
    }

    [Fact]
    public void TheSameInputsGiveTheSameBytes()
    {
        using var elsewhere = new Scratch();
        Copro.RunIn(elsewhere.Folder, "demo", "--quiet").Ended(0);
        string[] names = [.. OutputsOf(demo["district-x/out"])];
        Assert.NotEmpty(names);
        Assert.Equal(names, OutputsOf(elsewhere["district-x/out"]));
        Assert.All(names, name => Assert.True(Bytes(demo["district-x/out/" + name]).SequenceEqual(Bytes(elsewhere["district-x/out/" + name])), $"{name} differs between two runs"));
    }

    [Fact]
    public void TheDemoStudyHasNoRejectionAndCheckChangesNothing()
    {
        var before = FilesOf(demo["district-x"]);
        var check = Copro.RunIn(demo.Folder, "check", "district-x", "--json").Ended(0);
        var root = JsonDocument.Parse(check.Output).RootElement;
        Assert.Equal(root.GetProperty("rows_read").GetInt64(), root.GetProperty("accepted").GetInt64());
        Assert.Equal(before, FilesOf(demo["district-x"]));
    }

    [Theory]
    [InlineData("svg", "<svg")]
    [InlineData("pdf", "%PDF")]
    [InlineData("png", "PNG")]
    public void FiguresAreDrawnInEachFormatAndLanguage(string format, string signature)
    {
        foreach (string language in new[] { "zh", "en" })
        {
            string file = demo[$"figure.{language}.{format}"];
            Copro.RunIn(demo.Folder, "figure", "district-x", "spending-shares", "--format", format, "--width", "90mm", "--lang", language, "--out", file).Ended(0);
            Assert.Contains(signature, System.Text.Encoding.Latin1.GetString(Bytes(file)[..400]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnUnknownFigureNamesTheNearest() =>
        Assert.Contains("spending-shares", Copro.RunIn(demo.Folder, "figure", "district-x", "spending-share").Ended(2).Errors, StringComparison.Ordinal);

    private static IEnumerable<string> OutputsOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> FilesOf(string folder) =>
        OutputsOf(folder).ToDictionary(name => name, name => Convert.ToHexString(SHA256.HashData(Bytes(Path.Combine(folder, name)))));

    private static byte[] Bytes(string path) => File.ReadAllBytes(path);
}

/// <summary>One run of <c>copro demo</c> that several tests read.</summary>
public sealed class DemoRun : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>Runs the demo.</summary>
    public DemoRun() => First = Copro.RunIn(_scratch.Folder, "demo").Ended(0);

    /// <summary>What the command said.</summary>
    internal Copro First { get; }

    /// <summary>The folder it ran in.</summary>
    public string Folder => _scratch.Folder;

    /// <summary>Full path of a file in that folder.</summary>
    public string this[string name] => _scratch[name];

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();
}
