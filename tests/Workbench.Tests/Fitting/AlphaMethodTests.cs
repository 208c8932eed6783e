using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>The method <c>alpha</c> on files: its settings, its options, the demo's scale.</summary>
public sealed class AlphaMethodTests
{
    private const string Demo = "satisfaction =~ sat1 + sat2 + sat3 + sat4 - sat5";

    private static readonly string File = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    [Fact]
    public async Task TheDemosScaleOfSatisfactionIsReliableOnceItsReversedItemIsTurned()
    {
        var fit = await FitAsync(Demo, model => model with { Settings = model.Settings.Add("range", "1..5") });
        Assert.InRange(fit["alpha"]!.Estimate, 0.8, 0.95);
        Assert.Empty(fit.ReverseSuspects);
        Assert.Equal(("Feldt", 2286L), (fit.Uncertainty, fit.Rows));
        var wrong = await FitAsync(Demo.Replace("- sat5", "+ sat5", StringComparison.Ordinal));
        Assert.Equal(["sat5"], wrong.ReverseSuspects);
    }

    [Fact]
    public async Task ClustersAndWeightsBringABootstrapAndFeldtGoes()
    {
        var clustered = await FitAsync(Demo, model => model with { Clusters = ["community"], Bootstrap = 60 });
        Assert.Equal(("cluster bootstrap", 96), (clustered.Uncertainty, clustered.Communities));
        Assert.NotNull(clustered["omega"]!.ConfLow);
        var weighted = await FitAsync(Demo, model => model with { Weights = "weight", Bootstrap = 60 });
        Assert.Equal("bootstrap", weighted.Uncertainty);
        Assert.Contains("weighted", weighted.Provenance.Method, StringComparison.Ordinal);
        var both = await FitAsync(Demo, model => model with { Weights = "weight", Clusters = ["community"], Bootstrap = 60 });
        Assert.Equal(weighted["alpha"]!.Estimate, both["alpha"]!.Estimate, 1e-12);
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameNumbers()
    {
        var first = await FitAsync(Demo, model => model with { Bootstrap = 40, Seed = 7 });
        Assert.Equal(first.Coefficients, (await FitAsync(Demo, model => model with { Bootstrap = 40, Seed = 7 })).Coefficients);
        Assert.Equal(7ul, first.Provenance.Seed);
    }

    [Theory]
    [InlineData("range", "1-5", "1..5")]
    [InlineData("range", "one..five", "1..5")]
    [InlineData("range", "1..4", "--missing")]
    [InlineData("factors", "many", "factors=3")]
    [InlineData("factors", "1", "omega")]
    public async Task ASettingThatCannotBeIsRefused(string name, string value, string mend) =>
        Assert.Contains(mend, (await Wrong(Demo, model => model with { Settings = model.Settings.Add(name, value) })).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("satisfaction =~ sat1 + sat6", "sat6")]
    [InlineData("satisfaction =~ sat1 * sat2", "position")]
    [InlineData("satisfaction =~ sat1 + stratum", "stratum")]
    [InlineData("sat1 ~ sat2 + sat3", "--method")]
    public async Task AScaleThatCannotBeIsRefused(string scale, string part) => Assert.Contains(part, (await Wrong(scale)).ToString(), StringComparison.Ordinal);

    private static async Task<ReliabilityFit> FitAsync(string scale, Func<ModelRequest, ModelRequest>? with = null)
    {
        var model = new ModelRequest("alpha", scale);
        return (ReliabilityFit)await FitFile.FitAsync(new FitRequest(File, with is null ? model : with(model), ["7", "8", "9"], null));
    }

    private static async Task<Fault> Wrong(string scale, Func<ModelRequest, ModelRequest>? with = null) =>
        (await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(scale, with))).Fault;
}
