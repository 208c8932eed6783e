using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>Every option and setting of the method mediation, on the demo's survey.</summary>
public sealed class MediationMethodTests
{
    private static readonly string Survey = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    private static async Task<MediationFit> FitAsync(string model, Func<ModelRequest, ModelRequest>? with = null, params (string Name, string Value)[] settings)
    {
        var request = new ModelRequest("mediation", model) { Bootstrap = 200 };
        foreach (var (name, value) in settings) request = request with { Settings = request.Settings.Add(name, value) };
        return (MediationFit)await FitFile.FitAsync(new FitRequest(Survey, with is null ? request : with(request), ["7", "8", "9"], null));
    }

    private static ModelRequest Clustered(ModelRequest request) => request with { Clusters = ["community"] };

    [Theory]
    [InlineData("interval", "percentile", "percentile, cluster bootstrap")]
    [InlineData("interval", "bca", "BCa, cluster bootstrap")]
    [InlineData("interval", "montecarlo", "Monte Carlo")]
    [InlineData("resample", "case", "percentile, case bootstrap")]
    [InlineData("resample", "cluster", "percentile, cluster bootstrap")]
    [InlineData("levels", "single", "percentile, cluster bootstrap")]
    [InlineData("levels", "1-1-1", "percentile, cluster bootstrap")]
    public async Task ASettingDecidesTheInterval(string name, string value, string uncertainty) =>
        Assert.Equal(uncertainty, (await FitAsync("rel1 -> dep1 -> sat1", Clustered, (name, value))).Uncertainty);

    [Fact]
    public async Task WithoutClustersRowsAreDrawnAndFactorsAndFunctionsOfColumnsAreKnownThereToo()
    {
        var fit = await FitAsync("scale(rel1) -> dep1 -> sat1 | factor(pla1) + gender + center(tru1, by community)");
        Assert.Equal("percentile, case bootstrap", fit.Uncertainty);
        Assert.Contains(fit.Paths, path => path.Term == "factor(pla1)5");
        Assert.Equal(0, fit.FailedDraws);
    }

    [Fact]
    public async Task DrawsSeedLevelWeightsAndVcovAreThoseAskedFor()
    {
        var fit = await FitAsync("rel1 -> dep1 -> sat1", request => Clustered(request) with { Bootstrap = 150, Seed = 5, Level = 0.9, Weights = "weight", Vcov = "classical" });
        Assert.Equal((150, 5ul, 0.9), (fit.Spec.Draws, fit.Spec.Seed, fit.Spec.Level));
        Assert.Contains("WLS", fit.Provenance.Method, StringComparison.Ordinal);
        Assert.Contains(("vcov", "classical"), fit.Provenance.Options);
        Assert.Equal(MediationSpec.DefaultDraws, (await FitAsync("rel1 -> dep1 -> sat1", request => Clustered(request) with { Bootstrap = null })).Spec.Draws);
    }

    [Fact]
    public async Task LevelsFollowFromTheModelAndRandomInterceptsWhenAsked()
    {
        Assert.Equal(PathLevels.OneOneOne, (await FitAsync("rel1 -> dep1 -> sat1 | (1 | community)")).Spec.Levels);
        var mixed = await FitAsync("rel1 -> dep1 -> sat1 | (1 | community)", null, ("estimator", "mixed"), ("interval", "montecarlo"));
        Assert.Contains("random-intercept", mixed.Provenance.Method, StringComparison.Ordinal);
        Assert.Contains("interval=montecarlo", (await Wrong("rel1 -> dep1 -> sat1 | (1 | community)", null, ("estimator", "mixed"))).Mend, StringComparison.Ordinal);
        Assert.Contains("varies within community", (await Wrong("rel1 -> dep1 -> sat1 | (1 | community)", null, ("levels", "2-1-1"))).What, StringComparison.Ordinal);
        Assert.Contains("--cluster names 'stratum'", (await Wrong("rel1 -> dep1 -> sat1 | (1 | community)", request => request with { Clusters = ["stratum"] })).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModeratorsReachTheDirectEffectWhenAsked()
    {
        Assert.DoesNotContain((await FitAsync("rel1 * tru1 -> dep1 -> sat1", Clustered)).Paths, path => path is { Outcome: "sat1", Term: "rel1:tru1" });
        var fit = await FitAsync("rel1 * tru1 -> dep1 -> sat1", Clustered, ("moderate_direct", "true"));
        Assert.Contains(fit.Paths, path => path is { Outcome: "sat1", Term: "rel1:tru1" });
        Assert.Equal(6, fit.Effects.Count(effect => effect.Kind == "direct"));
    }

    [Fact]
    public async Task EquationsTakeTheirPredictorFromTheSettingOrTheFirstTerm()
    {
        Assert.Equal("rel1", (await FitAsync("dep1 ~ rel1; sat1 ~ dep1 + rel1", Clustered)).Spec.Model.Predictor);
        Assert.Equal("tru1", (await FitAsync("dep1 ~ rel1 + tru1; sat1 ~ dep1 + rel1 + tru1", Clustered, ("x", "tru1"))).Spec.Model.Predictor);
    }

    [Fact]
    public async Task ATextWhereNumbersBelongIsRefused()
    {
        Assert.Contains("is a category", (await Wrong("rel1 -> gender -> sat1", Clustered)).What, StringComparison.Ordinal);
        Assert.Contains("more than two levels", (await Wrong("age_group -> dep1 -> sat1", Clustered)).What, StringComparison.Ordinal);
        Assert.Contains("'rel2'", (await Wrong("rell2 -> dep1 -> sat1", Clustered)).Mend, StringComparison.Ordinal);
    }

    private static async Task<Fault> Wrong(string model, Func<ModelRequest, ModelRequest>? with = null, params (string Name, string Value)[] settings) =>
        (await Assert.ThrowsAsync<UsageException>(() => FitAsync(model, with, settings))).Fault;
}
