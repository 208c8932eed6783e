using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>The methods <c>describe</c>, <c>lmg</c> and <c>efa</c> on the demo's file: settings, options and what is refused.</summary>
public sealed class MeasureMethodsTests
{
    private const string Scales = "satisfaction =~ sat1 + sat2 + sat3 + sat4 - sat5; trust =~ tru1 + tru2 + tru3 - tru4";

    private static readonly string File = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    [Fact]
    public async Task AProfileHasSharesScalesWithAlphaAndTests()
    {
        var fit = (DescribeFit)await FitAsync("describe", $"{Scales}; age_group; satisfaction + tenure ~ housing", ("range", "1..5"), ("test", "kruskal"));
        Assert.Equal(1, fit.Levels.Where(level => level.Name == "age_group").Sum(level => level.Share), 1e-12);
        var alpha = (ReliabilityFit)await FitAsync("alpha", "satisfaction =~ sat1 + sat2 + sat3 + sat4 - sat5", ("range", "1..5"));
        Assert.Equal(alpha["alpha"]!.Estimate, fit.Numbers[0].Alpha!.Value, 1e-12);
        Assert.Equal(["kruskal_wallis", "chi_squared"], fit.Comparisons.Select(one => one.Tests[0].Name));
        Assert.Equal(2400, fit.Rows);
    }

    [Fact]
    public async Task ImportanceTakesACategoryAsOnePredictorAndDrawsCommunitiesUnasked()
    {
        var fit = (ImportanceFit)await AskAsync("lmg", "sat1 ~ tru1 + dep1 + housing", clusters: ["community"]);
        Assert.Equal(["tru1", "dep1", "housing"], fit.Predictors.Select(one => one.Term));
        Assert.Equal(("cluster bootstrap", 96), (fit.Uncertainty, fit.Communities));
        var ols = (LinearFit)await FitAsync("ols", "sat1 ~ tru1 + dep1 + housing");
        Assert.Equal(ols.Glance().Single(entry => entry.Name == "r_squared").Value!.Value, fit.RSquared, 1e-10);
        Assert.Equal("none", (await FitAsync("lmg", "sat1 ~ tru1 + dep1")).Uncertainty);
    }

    [Fact]
    public async Task TwoScalesAreTwoFactorsByAnyRoad()
    {
        const string items = "~ sat1 + sat2 + sat3 + sat4 - sat5 + tru1 + tru2 + tru3 - tru4";
        foreach (string correlations in new[] { "pearson", "polychoric" })
        {
            var fit = (FactorFit)await FitAsync("efa", items, ("correlations", correlations), ("draws", "100"));
            Assert.Equal(2, fit.Factors.Length);
            Assert.All(fit.Items.Take(5), item => Assert.True(item.Loadings[0] > 0.4 && Math.Abs(item.Loadings[1]) < 0.3));
            Assert.All(fit.Items.Skip(5), item => Assert.True(item.Loadings[1] > 0.4 && Math.Abs(item.Loadings[0]) < 0.3));
        }
    }

    [Theory]
    [InlineData("describe", "satisfactoin ~ housing", "satisfactoin")]
    [InlineData("describe", "tru =~ tru1 + housing", "housing")]
    [InlineData("describe", "age_group ~ respondent", "more than 1000 different values")]
    [InlineData("efa", "~ sat1 + sat2 + sat9", "sat9")]
    [InlineData("efa", "~ sat1 + sat2 + housing", "housing")]
    [InlineData("lmg", "sat1 ~ tru1 + nosuch", "nosuch")]
    public async Task WhatTheFileDoesNotHoldIsNamed(string method, string formula, string what)
    {
        var fault = (await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(method, formula))).Fault;
        Assert.Contains(what, fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.Mend);
    }

    [Fact]
    public async Task OptionsAndSettingsOfOtherKindsAreRefused()
    {
        Assert.Contains("svy", (await Assert.ThrowsAsync<UsageException>(() => AskAsync("describe", "sat1 ~ housing", weights: "weight"))).Fault.Mend, StringComparison.Ordinal);
        Assert.Contains("--cluster", (await Assert.ThrowsAsync<UsageException>(() => AskAsync("describe", "sat1", clusters: ["community"]))).Fault.What, StringComparison.Ordinal);
        Assert.Contains("two", (await Assert.ThrowsAsync<UsageException>(() => FitAsync("efa", "~ sat1 + sat2 + sat3", ("factors", "two")))).Fault.What, StringComparison.Ordinal);
        Assert.Contains("median", (await Assert.ThrowsAsync<UsageException>(() => FitAsync("describe", "sat1 ~ housing", ("test", "median")))).Fault.What, StringComparison.Ordinal);
    }

    private static Task<IModelFit> FitAsync(string method, string formula, params (string Name, string Value)[] settings) => AskAsync(method, formula, null, null, settings);

    private static Task<IModelFit> AskAsync(string method, string formula, string[]? clusters = null, string? weights = null, params (string Name, string Value)[] settings)
    {
        var model = new ModelRequest(method, formula) { Clusters = [.. clusters ?? []], Weights = weights };
        foreach (var (name, value) in settings) model = model with { Settings = model.Settings.Add(name, value) };
        return FitFile.FitAsync(new FitRequest(File, model, ["7", "8", "9"], null));
    }
}
