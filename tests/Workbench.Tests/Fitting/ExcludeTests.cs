using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests.Fitting;

/// <summary><c>--exclude</c> on files, <c>exclusions:</c> of a survey and <c>exclude:</c> of a model: the flow, and the same model on all rows.</summary>
public sealed class ExcludeTests : IDisposable
{
    private readonly SmallStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData("ols", "sat1 ~ tru1")]
    [InlineData("fe", "sat1 ~ tru1 | community")]
    [InlineData("lmm", "sat1 ~ tru1 + (1 | community)")]
    [InlineData("svy", "mean(sat1)")]
    [InlineData("alpha", "s =~ tru1 + tru2 + sat1")]
    [InlineData("missing", "sat1 + tru1")]
    public async Task TheFitIsThatOfTheRowsLeft(string method, string formula)
    {
        // Twelve respondents each answer 1 to 5 to tru2; those of 5 go.
        var request = new ModelRequest(method, formula) { Exclude = ["tru2 = 5: did not answer in earnest"] };
        var fit = Assert.IsType<ScreenedFit>(await FitAsync(request));
        _study.Write("left.csv", string.Join('\n', File.ReadAllLines(_study[SmallStudy.Survey]).Where(line => !line.EndsWith(",5", StringComparison.Ordinal))) + "\n");
        var left = await FitFile.FitAsync(new FitRequest(_study["left.csv"], request with { Exclude = [] }, [], null));
        Assert.Equal(left.Tidy(), fit.Tidy());
        Assert.Equal((await FitAsync(request with { Exclude = [] })).Tidy(), fit.All!.Tidy());
        Assert.Equal((60, 48, 12), (fit.Flow.Start, fit.Flow.Left, fit.Flow.Steps.Single().Excluded));
        Assert.Contains(("exclude_1", "tru2 = 5: did not answer in earnest"), fit.Provenance.Options);
    }

    [Fact]
    public async Task ExclusionsComeBeforeImputing()
    {
        _study.Write(SmallStudy.Survey, File.ReadAllText(_study[SmallStudy.Survey]).Replace("R7,B,3,", "R7,B,,", StringComparison.Ordinal).Replace("R8,C,4,", "R8,C,,", StringComparison.Ordinal));
        var fit = Assert.IsType<ScreenedFit>(await FitAsync(new ModelRequest("ols", "sat1 ~ tru1") { Impute = 2, Exclude = ["tru2 = 5"] }));
        Assert.Equal(48, Assert.IsType<PooledFit>(fit.Kept).Rows);
        Assert.Equal(60, Assert.IsType<PooledFit>(fit.All).Rows);
    }

    [Theory]
    [InlineData("tru2 > 0", "exclude all 60 rows")]
    [InlineData("nowhere = 1", "nowhere")]
    [InlineData("community < 3", "'community' holds texts")]
    [InlineData("tru2", "no rule of exclusion")]
    [InlineData("longstring(tru1..nowhere) > 3", "no range")]
    public async Task ARuleThatCannotBeIsRefused(string rule, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(new ModelRequest("ols", "sat1 ~ tru1") { Exclude = [rule] }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task RulesOfASurveyHoldForItsModelsAndAModelsOwnTakeTheirPlace()
    {
        string yaml = File.ReadAllText(_study["study.yaml"]);
        _study.Write("study.yaml", yaml
            .Replace("design: { cluster: community } }", "design: { cluster: community }, exclusions: [ { rule: \"tru2 = 5\", reason: not in earnest } ] }", StringComparison.Ordinal)
            .Replace("figures:", "  - { id: own, method: ols, survey: wave, formula: \"sat1 ~ tru1\", exclude: [ \"longstring(sat1..sat3) > 2: runs\" ], impute: 5, settings: { impute.donors: 3 } }\n  - { id: all, method: ols, survey: wave, formula: \"sat1 ~ tru1\", exclude: [] }\nfigures:", StringComparison.Ordinal));
        var models = _study.Plan.Models;
        Assert.Equal(["tru2 = 5: not in earnest"], models[0].Request.Exclude);
        Assert.Equal(["longstring(sat1..sat3) > 2: runs"], models[1].Request.Exclude);
        Assert.True(models[2].Request.Exclude is { IsEmpty: true });
        Assert.Equal((5, "3"), (models[1].Request.Impute, models[1].Request.Setting("impute.donors")));
        await _study.RunAsync();
        string[] flow = File.ReadAllLines(Path.Combine(_study.Out, "tables", "model-drivers-exclusions.csv"));
        Assert.Equal(["(start),60,", "tru2 = 5,12,not in earnest", "(left),48,"], flow[1..]);
        Assert.True(File.Exists(Path.Combine(_study.Out, "tables", "model-drivers-without_exclusions.csv")));
    }

    // What a notebook asks is what the study file's models ask.
    [Fact]
    public void RulesOfASurveyHoldForTheModelsOfANotebook()
    {
        const string Formula = "sat1 ~ tru1";
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"])
            .Replace("design: { cluster: community } }", "design: { cluster: community }, exclusions: [ { rule: \"tru2 = 5\", reason: not in earnest } ] }", StringComparison.Ordinal)
            .Replace("figures:", $"  - {{ id: left, method: ols, survey: wave, formula: \"{Formula}\" }}\n  - {{ id: all, method: ols, survey: wave, formula: \"{Formula}\", exclude: [] }}\nfigures:", StringComparison.Ordinal));
        using var study = Workbench.Study.Open(_study.Folder);
        var asked = study.Fit(Formula);
        Assert.Equal(study.Model("left").Coefficients, asked.Coefficients);
        Assert.Equal((48, 12), (asked.Result.Rows, Assert.IsType<ScreenedFit>(asked.Result).Flow.Steps.Single().Excluded));
        Assert.Equal(asked.Coefficients, study.Fit(new ModelRequest("ols", Formula)).Coefficients);
        var all = study.Fit(new ModelRequest("ols", Formula) { Exclude = [] });
        Assert.Equal(study.Model("all").Coefficients, all.Coefficients);
        Assert.Equal(60, all.Result.Rows);
        Assert.Equal(48, study.Fit(Formula).As("lmg").Clustered("community").Result.Rows);
        Assert.Equal(36, study.Fit(new ModelRequest("ols", Formula) { Exclude = ["tru2 > 3: own"] }).Result.Rows);
    }

    // The scales of the report count those who are left; the flow and the scales of everybody stand beside. A duration that no file has leaves the rule without effect, which is said.
    [Fact]
    public async Task RulesOfASurveyHoldForItsTables()
    {
        await _study.RunAsync();
        string[] before = File.ReadAllLines(Path.Combine(_study.Out, "tables", "scales-wave.csv"));
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"])
            .Replace("design: { cluster: community } }", "design: { cluster: community }, exclusions: [ { rule: \"tru2 = 5\", reason: not in earnest }, { rule: \"seconds < 60\", reason: speeders } ] }", StringComparison.Ordinal));
        await _study.RunAsync();
        string[] scales = File.ReadAllLines(Path.Combine(_study.Out, "tables", "scales-wave.csv")), flow = File.ReadAllLines(Path.Combine(_study.Out, "tables", "exclusions-wave.csv"));
        Assert.Equal(["(start),60,", "tru2 = 5,12,not in earnest"], flow[1..3]);
        Assert.Equal("(left),48,", flow[^1]);
        string[][] apart = [.. File.ReadAllLines(Path.Combine(_study.Out, "tables", "without-exclusions-wave.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(scales.Skip(1).Select(line => line.Split(',')[3]), apart.Select(cells => cells[1]));
        Assert.Equal(before.Skip(1).Select(line => line.Split(',')[3]), apart.Select(cells => cells[4]));
        Assert.NotEqual(before, scales);
        Assert.Contains("seconds &lt; 60", File.ReadAllText(Path.Combine(_study.Out, "report.html")), StringComparison.Ordinal);
    }

    // The largest count of people on the dashboard's page of residents: nobody of the survey's sixty who is excluded.
    [Fact]
    public async Task RulesOfASurveyHoldForTheDashboard()
    {
        Assert.Equal(60, await LargestAsync());
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"])
            .Replace("design: { cluster: community } }", "design: { cluster: community }, exclusions: [ { rule: \"tru2 = 5\", reason: not in earnest } ] }", StringComparison.Ordinal));
        Assert.Equal(48, await LargestAsync());
    }

    private async Task<double> LargestAsync()
    {
        await _study.LoadAsync();
        var board = await StudyBoard.OpenAsync(_study.Plan, null, CancellationToken.None);
        var tables = board.Page("residents", new Viewer("", Role.Researcher), BoardFilters.Of([])).Panels.Select(panel => panel.Numbers).OfType<ReleasedTable>();
        return tables.SelectMany(table => table.Rows.SelectMany(row => row.Values.Where((value, at) => table.Measures[at].Kind == MeasureKind.People && value.State is ValueState.Number or ValueState.Amount))).Max(value => value.Number);
    }

    [Fact]
    public async Task RulesThatLeaveNobodyAreRefusedWithTheirPlace()
    {
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("design: { cluster: community } }", "design: { cluster: community }, exclusions: [ { rule: \"tru2 > 0\", reason: all } ] }", StringComparison.Ordinal));
        var thrown = await Assert.ThrowsAnyAsync<StudyException>(_study.RunAsync);
        Assert.Contains("exclude all 60 rows", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("study.yaml, line", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARuleWithoutItsReasonIsRefused()
    {
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("design: { cluster: community } }", "exclusions: [ { rule: \"tru2 = 5\" } ] }", StringComparison.Ordinal));
        Assert.Contains("reason", Assert.ThrowsAny<StudyException>(() => _study.Plan).Message, StringComparison.Ordinal);
    }

    private Task<IModelFit> FitAsync(ModelRequest request) => FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
}
