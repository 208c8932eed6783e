using System.Globalization;
using System.Text.RegularExpressions;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Runs;

/// <summary>What the review withholds is in no file of a run, in no form.</summary>
public sealed partial class PrivacyTests : IDisposable
{
    private readonly SmallStudy _study = new();

    /// <summary>Of sixty answers to <c>sat2</c> 36 are a three, 23 a four and one is a five.</summary>
    [Fact]
    public async Task TheAnswerOfOneRespondentIsInNoFile()
    {
        _study.Write(SmallStudy.Survey, SmallStudy.Respondents(i => i == 59 ? 5 : i < 36 ? 3 : 4));
        await _study.RunAsync();
        var likert = (await LikertAsync()).Rows.Where(row => row.Key[0] == "sat2").ToDictionary(row => row.Key[1]);
        Assert.All(likert["5"].Values, value => Assert.Equal(ValueState.Suppressed, value.State));
        int hidden = likert.Values.Count(Hidden);
        Assert.True(hidden >= 2, $"with {hidden} withheld row the others and the item's total give it away");
        string one = (1d / 60).ToString("R", CultureInfo.InvariantCulture)[..6];
        Assert.All(Texts(), file =>
        {
            Assert.DoesNotContain(one, file.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<![0-9.])1\.7\s*%", file.Text);
        });
    }

    /// <summary>Four people of sixty answered the items of a construct: its mean, its reliability and its model rest on four.</summary>
    [Fact]
    public async Task NothingThatRestsOnFourPeopleIsInAFile()
    {
        string[] lines = SmallStudy.Respondents(_ => 3).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string few = string.Concat(lines.Select((line, i) => i is 0 or 7 or 20 or 33 or 46 ? line + "\n" : string.Join(',', line.Split(',')[..5]) + ",,\n"));
        _study.Write(SmallStudy.Survey, few);
        await _study.RunAsync();
        var trust = Rows("tables/scales-wave.csv").Single(row => row[0] == "community_trust");
        Assert.All(trust[1..], cell => Assert.Equal("", Number(cell)));
        Assert.Contains(Rows("tables/scales-wave.csv"), row => row[0] == "satisfaction" && row[1..].Any(cell => Number(cell).Length > 0));
        var model = Rows("tables/model-drivers.csv");
        Assert.NotEmpty(model);
        Assert.All(model.SelectMany(row => row[1..]), cell => Assert.Equal("", Number(cell)));
        Assert.All(Texts(), file => Assert.DoesNotMatch(@"(?i)\bn\s*=\s*4\b", file.Text));
    }

    [Fact]
    public async Task NoRespondentIsNamedInAnOutput()
    {
        await _study.RunAsync();
        Assert.All(Texts(), file => Assert.DoesNotMatch(@"\bR(1[0-9]|[2-5][0-9])\b", Opaque().Replace(file.Text, "")));
    }

    [Fact]
    public async Task AHigherMinimumWithholdsMore()
    {
        await _study.RunAsync();
        int before = (await LikertAsync()).Rows.Count(Hidden);
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("minimum_cell: 5", "minimum_cell: 20", StringComparison.Ordinal));
        await _study.RunAsync();
        Assert.True((await LikertAsync()).Rows.Count(Hidden) > before);
    }

    public void Dispose() => _study.Dispose();

    private static bool Hidden(TableRow row) => row.Values[0].State == ValueState.Suppressed;

    private async Task<ReleasedTable> LikertAsync() => (await Workbench.Drawing.FigureAsync(_study.Plan, "likert:satisfaction", null, CancellationToken.None)).Data;

    private static string Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? cell : "";

    private IEnumerable<string[]> Rows(string table) => File.ReadAllLines(Path.Combine(_study.Out, table)).Skip(1).Select(line => line.Split(','));

    private IEnumerable<(string Name, string Text)> Texts() => Directory.EnumerateFiles(_study.Out, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".csv" or ".md" or ".svg" or ".html" or ".json" && Path.GetFileName(file) != "rejections.csv")
        .Select(file => (file, Scripts().Replace(File.ReadAllText(file), "")));

    /// <summary>The plotting library inside the report holds many numbers, none of them of the study.</summary>
    [GeneratedRegex(@"<script[^>]*>(?=[^<]{0,400}plotly\.js).*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    /// <summary>Embedded fonts and outlines.</summary>
    [GeneratedRegex(@"[A-Za-z0-9+/=]{200,}|\sd=""[^""]*""")]
    private static partial Regex Opaque();
}
