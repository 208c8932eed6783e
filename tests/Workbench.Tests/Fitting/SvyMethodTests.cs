using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>Surveys as the command line asks for them: options reach the design, settings the estimator. The numbers are tests/Reference/survey's.</summary>
public sealed class SvyMethodTests : IDisposable
{
    private const string Rake = "kind: commodity=0.55, mixed=0.15, unit=0.30; tenure: owner=0.58, renter=0.42";

    private static readonly string Sample = Path.Combine(RealFiles.Root, "tests", "Reference", "survey", "sample.csv");

    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("mean(y) | kind")]
    [InlineData("~ y + kind")]
    [InlineData("prop(answer)")]
    [InlineData("ratio(y, x2)")]
    [InlineData("total(y) | kind + tenure")]
    [InlineData("quantile(y, 0.5)")]
    [InlineData("table(answer, tenure)")]
    [InlineData("y ~ x1 + factor(answer) + scale(x2)")]
    [InlineData("y ~ x1 + stratum")]
    [InlineData("voted ~ x1 * tenure", "family", "logit")]
    [InlineData("mean(y)", "variance", "jkn")]
    [InlineData("mean(y)", "variance", "bootstrap")]
    [InlineData("mean(y)", "rake", Rake)]
    [InlineData("mean(y)", "poststratify", "kind: commodity=0.5, mixed=0.2, unit=0.3")]
    [InlineData("mean(y)", "calibrate", "1=7200, x2=350000")]
    [InlineData("mean(y)", "trim", "8,25")]
    [InlineData("y ~ x1 + tenure", "margins", "yes")]
    public async Task EveryStatementAndSettingGivesFiniteNumbersAndADesign(string statement, string? setting = null, string? value = null)
    {
        var fit = await Fit(Request(statement, setting, value));
        Assert.All(fit.Tidy(), row => Assert.True(row.Estimate is { } estimate && double.IsFinite(estimate) && row.StdError is { } error && double.IsFinite(error), row.Term));
        Assert.Contains(fit.Parts, part => part.Name == "design");
        Assert.Equal((29, "svy"), (fit.Communities, fit.Method));
        if (setting is "rake" or "poststratify" or "calibrate" or "trim") Assert.Contains(fit.Parts, part => part.Name == "weights");
        if (setting is not null) Assert.Contains((setting, value!), fit.Provenance.Options);
        if (setting is "margins" or "family") Assert.Contains(fit.Parts, part => part.Name == "margins");
    }

    [Fact]
    public async Task TheMeanBesideAModelIsTheMeanOfItsRows()
    {
        var mean = (await Fit(Request("mean(y)"))).Tidy()[0];
        var beside = (await Fit(Request("y ~ x1 + kind"))).Parts.Single(part => part.Name == "means").Rows[0];
        Assert.Equal("y", beside[0].Text);
        Assert.Equal(mean.Estimate!.Value, beside[1].Number!.Value, 1e-13);
        Assert.Equal(mean.StdError!.Value, beside[2].Number!.Value, 1e-13);
    }

    [Fact]
    public async Task FinitePopulationsAndSeedsReachTheEstimator()
    {
        double infinite = (await Fit(Request("mean(y)"))).Tidy()[0].StdError!.Value;
        Assert.True((await Fit(Request("mean(y)") with { Fpc = "fpc" })).Tidy()[0].StdError < infinite);
        var drawn = await Fit(Request("mean(y)") with { Bootstrap = 50, Seed = 7 });
        Assert.Equal(("bootstrap", 7ul), (drawn.Uncertainty, drawn.Provenance.Seed!.Value));
        Assert.Equal(drawn.Tidy()[0].StdError, (await Fit(Request("mean(y)") with { Bootstrap = 50, Seed = 7 })).Tidy()[0].StdError);
    }

    [Theory]
    [InlineData("median(y)", null, null)]
    [InlineData("mean(nothing)", null, null)]
    [InlineData("mean(y) | nothing", null, null)]
    [InlineData("mean(y)", "rake", "kind=1")]
    [InlineData("mean(y)", "poststratify", Rake)]
    [InlineData("mean(y)", "trim", "3")]
    [InlineData("mean(y)", "variance", "jk1")]
    [InlineData("y ~ x1", "family", "logit")]
    public async Task WhatCannotBeIsRefused(string statement, string? setting, string? value)
    {
        var fault = (await Assert.ThrowsAnyAsync<StudyException>(() => Fit(Request(statement, setting, value)))).Fault;
        Assert.All([fault.What, fault.Why, fault.Mend], part => Assert.NotEqual("", part));
    }

    [Fact]
    public async Task WeightsAreAdjustedInOneWayAndDrawsNeedTheBootstrap()
    {
        var request = Request("mean(y)", "rake", Rake);
        await Assert.ThrowsAsync<UsageException>(() => Fit(request with { Settings = request.Settings.Add("calibrate", "1=7000") }));
        await Assert.ThrowsAsync<UsageException>(() => Fit(Request("mean(y)", "variance", "jkn") with { Seed = 1 }));
    }

    [Fact]
    public async Task AFieldMayBeADomainAStratumAndATermAtOnce()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 7},{i % 2},{i % 12},{i % 2 + 1}\n")));
        string file = _scratch.Write("numbers.csv", "y,s,c,w\n" + rows);
        var request = new ModelRequest("svy", "mean(y) | s") { Weights = "w", Clusters = ["c"], Strata = "s" };
        Assert.Equal(["0: y", "1: y"], (await Fit(request, file)).Tidy().Select(row => row.Term));
        Assert.Equal(["(Intercept)", "s"], (await Fit(request with { Formula = "y ~ s" }, file)).Tidy().Select(row => row.Term));
    }

    public void Dispose() => _scratch.Dispose();

    private static ModelRequest Request(string statement, string? setting = null, string? value = null) => new("svy", statement)
    {
        Weights = "w",
        Clusters = ["psu"],
        Strata = "stratum",
        Settings = setting is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add(setting, value!),
    };

    // The appended stratum of one unit is left out, so that every variance can be had.
    private async Task<IModelFit> Fit(ModelRequest request, string? file = null)
    {
        file ??= _scratch.Write("sample.csv", string.Join('\n', File.ReadLines(Sample).Where(line => !line.StartsWith("z,", StringComparison.Ordinal))) + "\n");
        return await FitFile.FitAsync(new FitRequest(file, request, [], null));
    }
}
