using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>A study's models and models on a file are the same: one request, two sources of rows.</summary>
public sealed class StudyModelsTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task TheStudysRowsAndTheFilesRowsGiveTheSameFit()
    {
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        var request = new ModelRequest("ols", "sat1 ~ tru1 + factor(tru2)") { Clusters = ["community"] };
        var fromStore = (LinearFit)await FitMethods.FitAsync(request, new StoreRows(store, "wave", []), null, default);
        var fromFile = (LinearFit)await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
        Assert.Equal(fromFile.Terms, fromStore.Terms);
        Assert.Equal(fromFile.Coefficients, fromStore.Coefficients);
        Assert.Equal(fromFile.StdErrors, fromStore.StdErrors);
    }

    /// <summary>Respondents who answered 5 to <c>tru2</c> gave no answer to <c>sat2</c>: no row of the model has that level.</summary>
    [Theory]
    [InlineData("ols", null)]
    [InlineData("ols", "HC3")]
    [InlineData("svy", null)]
    public async Task ALevelThatOnlyIncompleteRowsHaveIsNone(string method, string? vcov)
    {
        _study.Write(SmallStudy.Survey, SmallStudy.Respondents(i => 1 + i / 12 % 5 == 5 ? 9 : 1 + i * i % 5));
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        var request = new ModelRequest(method, "sat1 ~ sat2 + factor(tru2)") { Vcov = vcov };
        var fromStore = await FitMethods.FitAsync(request, new StoreRows(store, "wave", []), null, default);
        var fromFile = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, ["9"], null));
        Assert.Equal(["(Intercept)", "sat2", "factor(tru2)2", "factor(tru2)3", "factor(tru2)4"], fromStore.Tidy().Select(row => row.Term));
        Assert.Equal(fromFile.Tidy().Select(row => (row.Term, row.Estimate, row.StdError)), fromStore.Tidy().Select(row => (row.Term, row.Estimate, row.StdError)));
    }

    [Theory]
    [InlineData("ols", "sat1 ~ center(tru1) + poly(tru2, 2)", "center(tru1)")]
    [InlineData("fe", "sat1 ~ scale(tru1) | community", "scale(tru1)")]
    [InlineData("lmm", "sat1 ~ center(tru1, by community) + (1 | community)", "center(tru1, by community)")]
    [InlineData("svy", "sat1 ~ scale(tru1)", "scale(tru1)")]
    [InlineData("mediation", "scale(tru1) -> tru2 -> sat1", "scale(tru1)")]
    public async Task TheProvenanceNamesTheConstantsTakenFromStoreAndFileAlike(string method, string formula, string function)
    {
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        var request = new ModelRequest(method, formula) { Bootstrap = method == "mediation" ? 200 : null };
        var fromStore = await FitMethods.FitAsync(request, new StoreRows(store, "wave", []), null, default);
        var fromFile = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
        Assert.Single(fromStore.Provenance.Options, option => option.Name == function);
        Assert.Equal(fromFile.Provenance.Options.Single(option => option.Name == function), fromStore.Provenance.Options.Single(option => option.Name == function));
    }

    [Theory]
    [InlineData("prop(tru2)")]
    [InlineData("mean(sat1) | tru2")]
    [InlineData("sat1 ~ tru1 + factor(tru2)")]
    [InlineData("quantile(sat1, 0.5)")]
    public async Task TheStudysRowsAndTheFilesRowsGiveTheSameSurveyEstimates(string statement)
    {
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        var request = new ModelRequest("svy", statement) { Clusters = ["community"] };
        var fromStore = await FitMethods.FitAsync(request, new StoreRows(store, "wave", []), null, default);
        var fromFile = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
        Assert.Equal(fromFile.Tidy().Select(row => (row.Term, row.Estimate, row.StdError)), fromStore.Tidy().Select(row => (row.Term, row.Estimate, row.StdError)));
    }

    [Fact]
    public async Task AWholeFrameOfTheStudyHasTheScoresThatAreNamed()
    {
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        var scale = new ScaleSpec("community_trust", [new ScaleItem("tru1", false, 1, 5), new ScaleItem("tru2", false, 1, 5)], 1);
        var frame = await new StoreRows(store, "wave", [scale]).FrameAsync(["community_trust"], ["community"], default);
        Assert.Equal(60, frame.Rows);
        Assert.Equal(1, ((NumberColumn)frame["community_trust"]).Values[0]);
        Assert.Equal("A", frame["community"].Text(0));
    }

    [Fact]
    public async Task AModelMayStandInAFileBesideTheStudy()
    {
        _study.Write("drivers.txt", "satisfaction ~\n  community_trust # the driver\n");
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("\"satisfaction ~ community_trust\"", "\"@drivers.txt\"", StringComparison.Ordinal));
        var first = await _study.RunAsync();
        Assert.Contains(File.ReadAllLines(Path.Combine(_study.Out, "tables", "model-drivers.csv")), line => line.Contains("community_trust", StringComparison.Ordinal));
        _study.Write("drivers.txt", "satisfaction ~ 1\n");
        Assert.False((await _study.RunAsync()).Unchanged);
        Assert.NotNull(first);
    }

    [Fact]
    public async Task AModelThatCannotBeNamesItselfAndItsLine()
    {
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("~ community_trust", "~ community_trusst", StringComparison.Ordinal));
        var fault = (await Assert.ThrowsAsync<StudyException>(() => _study.RunAsync())).Fault;
        Assert.Contains("line 14, model 'drivers'", fault.Where, StringComparison.Ordinal);
        Assert.Contains("community_trust", fault.Mend, StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();
}
