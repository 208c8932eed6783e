using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>Mixed models as a person asks for them, on the demo's files.</summary>
public sealed class LmmMethodTests
{
    private const string Formula = "sat1 ~ tru1 + rel1 + (1 | community)";

    [Fact]
    public async Task ModelsAreFittedFromAFile()
    {
        var fit = await FitAsync(Formula);
        Assert.Equal((96, true), (fit.Communities, fit.Converged));
        Assert.Equal(["(Intercept)", "tru1", "rel1"], fit.Terms);
        Assert.Equal(fit.Spec.Reml, (await FitAsync(Formula, ("estimator", "reml"))).Spec.Reml);
        Assert.False((await FitAsync(Formula, ("estimator", "ml"))).Spec.Reml);
    }

    [Fact]
    public async Task StratumAndCommunityNest()
    {
        var slash = await FitAsync("sat1 ~ tru1 + (1 | stratum/community)");
        var names = await FitAsync("sat1 ~ tru1 + (1 | community) + (1 | stratum)");
        Assert.Equal(["community:stratum", "stratum", "Residual"], slash.Random.Select(one => one.Group));
        Assert.Equal(slash.Criterion, names.Criterion, 1e-8);
    }

    [Fact]
    public async Task EverySettingIsHeard()
    {
        var fit = await FitAsync("sat1 ~ tru1 * rel1 + (1 | community)", ("slopes", "tru1:rel1"), ("at", "1,3,5"), ("communities", "show"), ("agreement", "sat1,sat2,sat3"), ("options", "5"),
            ("against", "sat1 ~ tru1 + rel1 + (1 | community)"), ("iterations", "50"), ("unconverged", "show"));
        Assert.Equal(96, fit.Units.Length);
        Assert.Equal(["1", "3", "5"], fit.Parts.Single(part => part.Name == "simple_slopes").Rows.Select(row => row[1].Text));
        Assert.Equal((1, 0), (fit.Comparison!.Df, fit.Comparison.Variances));
        Assert.Contains(fit.Parts, part => part.Name == "agreement");
        Assert.Equal((50, true), (fit.Spec.Iterations, fit.Spec.ShowUnconverged));
    }

    [Fact]
    public async Task ASmallerModelWithoutARandomPartIsLeastSquares() =>
        Assert.Equal(1, (await FitAsync(Formula, ("against", "sat1 ~ tru1 + rel1"))).Comparison!.Variances);

    [Theory]
    [InlineData("agreement", "sat1", "options")]
    [InlineData("options", "5", "agreement")]
    [InlineData("at", "1", "slopes")]
    [InlineData("slopes", "tru1", "x:w")]
    [InlineData("slopes", "tru1:rel1", "tru1 * rel1")]
    [InlineData("iterations", "many", "2.5")]
    [InlineData("against", "sat1 ~ sat2 + (1 | community)", "larger model")]
    public async Task ASettingThatCannotBeSaysTheMend(string name, string value, string mend) =>
        Assert.Contains(mend, (await Assert.ThrowsAsync<UsageException>(() => FitAsync(Formula, (name, value)))).Fault.Mend, StringComparison.Ordinal);

    [Theory]
    [InlineData("sat1 ~ tru1", "ols")]
    [InlineData("sat1 ~ tru1 | community", "fe")]
    [InlineData("sat1 ~ tru1 + (1 | communty)", "community")]
    [InlineData("gender ~ tru1 + (1 | community)", "numbers")]
    public async Task AFormulaThatCannotBeSaysTheMend(string formula, string mend) =>
        Assert.Contains(mend, (await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(formula))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sat1 ~ tru1 + (1 | community)", "community")]
    [InlineData("sat1 ~ tru1 + (1 | stratum/community)", "stratum")]
    public async Task AClusterThatIsTheOutermostGroupChangesNothing(string formula, string cluster)
    {
        var plain = await FitAsync(formula);
        Assert.Equal(plain.Tidy().AsEnumerable(), (await FitAsync(formula, request => request with { Clusters = [cluster] })).Tidy());
    }

    [Theory]
    [InlineData("sat1 ~ tru1 + (1 | community)", "stratum", "(1 | stratum/community)")]
    [InlineData("sat1 ~ tru1 + (1 | stratum/community)", "community", "name 'stratum'")]
    public async Task AnyOtherClusterIsRefusedWithTheMend(string formula, string cluster, string mend) =>
        Assert.Contains(mend, (await Assert.ThrowsAsync<UsageException>(() => FitAsync(formula, request => request with { Clusters = [cluster] }))).Fault.Mend, StringComparison.Ordinal);

    [Fact]
    public async Task TheMeanOfACommunityMayBeTakenAway()
    {
        var centred = await FitAsync("sat1 ~ center(tru1, by community) + rel1 + (1 | community)");
        Assert.Equal("center(tru1, by community)", centred.Terms[1]);
        Assert.NotEqual((await FitAsync(Formula)).Coefficients[1], centred.Coefficients[1]);
    }

    private static Task<MixedFit> FitAsync(string formula, params (string Name, string Value)[] settings) =>
        FitAsync(formula, model => settings.Aggregate(model, (asked, setting) => asked with { Settings = asked.Settings.Add(setting.Name, setting.Value) }));

    private static async Task<MixedFit> FitAsync(string formula, Func<ModelRequest, ModelRequest> with)
    {
        var model = with(new ModelRequest("lmm", formula));
        return (MixedFit)await FitFile.FitAsync(new FitRequest(Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv"), model, ["7", "8", "9"], null));
    }
}
