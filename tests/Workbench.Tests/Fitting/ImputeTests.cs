using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary><c>--impute</c> on files: every method is asked once for each completed set and pooled; <c>--method missing</c> on the rows themselves.</summary>
public sealed class ImputeTests : IDisposable
{
    private static readonly string Demo = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"copro-impute-{Guid.NewGuid():N}.csv");

    public ImputeTests() => File.WriteAllText(_file, Rows(400));

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("ols", "y ~ x + k", "g", "(Intercept),x,kb")]
    [InlineData("fe", "y ~ x + z | g", "g", "x,z")]
    [InlineData("lmm", "y ~ x + z + (1 | g)", null, "(Intercept),x,z")]
    [InlineData("svy", "y ~ x + z", "g", "(Intercept),x,z")]
    [InlineData("svy", "~ y + x", "g", "y,x")]
    [InlineData("alpha", "s =~ y + x + z", null, "alpha,standardised_alpha,omega")]
    public async Task EveryMethodIsPooledOverTheCompletedSets(string method, string formula, string? cluster, string terms)
    {
        var request = new ModelRequest(method, formula) { Impute = 3, Seed = 5, Clusters = cluster is null ? [] : [cluster] };
        var fit = Assert.IsType<PooledFit>(await FitAsync(request));
        Assert.Equal(terms.Split(','), fit.Tidy().Select(row => row.Term));
        Assert.Equal((400, 0L, 5ul), (fit.Rows, fit.RowsIncomplete, fit.Provenance.Seed!.Value));
        Assert.True(fit.CompleteRows!.Rows < 400);
        Assert.Contains("pooled over 3 imputations", fit.Provenance.Method, StringComparison.Ordinal);
        Assert.Contains(("impute", "3"), fit.Provenance.Options);
        Assert.Equal(fit.Tidy(), (await FitAsync(request)).Tidy());
        Assert.NotEqual(fit.Tidy(), (await FitAsync(request with { Seed = 6 })).Tidy());
    }

    // By the method's own fits of the sets, which the imputation gives.
    [Fact]
    public async Task ThePooledFitIsRubinsOfTheFitsOfTheSets()
    {
        var request = new ModelRequest("ols", "y ~ x + z") { Impute = 4, Seed = 5, Clusters = ["g"], Vcov = "CR2" };
        var fit = Assert.IsType<PooledFit>(await FitAsync(request));
        var rows = await Task.WhenAll(Enumerable.Range(0, 4).Select(async set => (await FitMethods.FitAsync(request with { Impute = null, Seed = null }, new OwnRows(fit.Imputations.Set(set)), null, default)).Tidy()[1]));
        Assert.Equal(RubinPooling.Pool("x", [.. rows.Select(row => row.Estimate!.Value)], [.. rows.Select(row => row.StdError!.Value * row.StdError.Value)], rows.Average(row => row.Df!.Value)), fit.Terms[1]);
        Assert.Equal("CR2, Rubin", fit.Uncertainty);
    }

    [Fact]
    public async Task SettingsChooseModelsCommunitiesAndFurtherVariables()
    {
        var settings = ImmutableSortedDictionary<string, string>.Empty.Add("impute.kinds", "x = normal").Add("impute.also", "z, k").Add("impute.community", "none").Add("impute.iterations", "2").Add("impute.donors", "3");
        var fit = Assert.IsType<PooledFit>(await FitAsync(new ModelRequest("ols", "y ~ x") { Impute = 2, Settings = settings }));
        Assert.Equal([("y", ImputationKind.Pmm), ("x", ImputationKind.Normal), ("z", ImputationKind.Pmm), ("k", ImputationKind.Logit)], fit.Imputations.Variables.Select(variable => (variable.Name, variable.Kind)));
        Assert.Equal((2, 3), (fit.Imputations.Spec.Iterations, fit.Imputations.Spec.Donors));
        Assert.DoesNotContain("random intercepts", fit.Provenance.Method, StringComparison.Ordinal);
        var within = Assert.IsType<PooledFit>(await FitAsync(new ModelRequest("ols", "y ~ x") { Impute = 2, Settings = ImmutableSortedDictionary<string, string>.Empty.Add("impute.within", "g").Add("impute.community", "fixed") }));
        Assert.Contains("an intercept for each g", within.Provenance.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithNothingMissingTheFitIsThatOfTheRows() => Assert.IsType<LinearFit>(await FitAsync(new ModelRequest("ols", "w ~ 1") { Impute = 3 }));

    [Fact]
    public async Task TermsThatTheImputationModelsDoNotHaveAreSaid()
    {
        var fit = await FitAsync(new ModelRequest("ols", "y ~ x * z") { Impute = 2 });
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("pulled towards zero", StringComparison.Ordinal));
        Assert.DoesNotContain((await FitAsync(new ModelRequest("ols", "y ~ x + z") { Impute = 2 })).Cautions, caution => caution.En.Contains("pulled towards zero", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ols", "y ~ x", 1, null, "1 imputed data set")]
    [InlineData("missing", "y + x", 5, null, "missing is not estimated")]
    [InlineData("ols", "y ~ x", 5, "impute.donor=5", "impute.donors")]
    [InlineData("ols", "y ~ x", 5, "impute.donors=many", "not a whole number")]
    [InlineData("ols", "y ~ x", 5, "impute.kinds=x", "names no model of 'x'")]
    [InlineData("ols", "y ~ x", 5, "impute.kinds=u=pmm", "no variable 'u'")]
    [InlineData("ols", "y ~ x", null, "impute.donors=5", "belongs to --impute")]
    [InlineData("ols", "y ~ x", 5, "impute.also=nowhere", "nowhere")]
    [InlineData("ols", "y ~ nowhere", 5, null, "nowhere")]
    public async Task WhatCannotBeIsRefused(string method, string formula, int? sets, string? setting, string words)
    {
        var settings = ImmutableSortedDictionary<string, string>.Empty;
        if (setting?.Split('=', 2) is [var name, var value]) settings = settings.Add(name, value);
        var thrown = await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(new ModelRequest(method, formula) { Impute = sets, Settings = settings }));
        Assert.Contains(words, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWildBootstrapIsNotPooled() =>
        Assert.Contains("wild", (await Assert.ThrowsAsync<UsageException>(() => FitAsync(new ModelRequest("ols", "y ~ x") { Impute = 2, Clusters = ["g"], Vcov = "wild" }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReasonsOfTheDemoAreTold()
    {
        var request = new FitRequest(Demo, new ModelRequest("missing", "sat1 + sat2"), ["7=not_asked", "8=refused", "9=dont_know"], null);
        var fit = Assert.IsType<MissingFit>(await FitFile.FitAsync(request));
        string[] reasons = [.. fit.Parts.Single(part => part.Name == "reasons").Rows.Select(row => row[1].Text!).Distinct()];
        Assert.Contains("refused", reasons);
        Assert.Contains("dont_know", reasons);
        Assert.Equal(fit.Rows, fit.Statistics.Reasons.Sum() / 2);
        Assert.Contains("refusd", (await Assert.ThrowsAnyAsync<StudyException>(() => FitFile.FitAsync(request with { Missing = ["9=refusd"] }))).Message, StringComparison.Ordinal);
    }

    private Task<IModelFit> FitAsync(ModelRequest request) => FitFile.FitAsync(new FitRequest(_file, request, [], null));

    private static string Rows(int rows)
    {
        uint state = 3;
        double Uniform() => (state = state * 1664525 + 1013904223) / 4294967296.0;
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
        string Cell(double value, double share) => Uniform() < share ? "NA" : value.ToString("F4", CultureInfo.InvariantCulture);
        double[] effects = [.. Enumerable.Range(0, 20).Select(_ => 0.5 * Normal())];
        return "y,x,z,k,w,g\n" + string.Concat(Enumerable.Range(0, rows).Select(r =>
        {
            double x = Normal(), z = 0.5 * x + Normal(), y = 1 + 0.5 * x + 0.3 * z + effects[r % 20] + Normal();
            return FormattableString.Invariant($"{Cell(y, 0.15)},{Cell(x, 0.1)},{Cell(z, 0.1)},{(Uniform() < 0.1 ? "" : x + Normal() > 0 ? "a" : "b")},{Uniform():F4},c{r % 20}\n");
        }));
    }
}
