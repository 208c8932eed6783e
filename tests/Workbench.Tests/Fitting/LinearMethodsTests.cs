using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary><c>ols</c> and <c>fe</c> as they are asked for: every kind of errors, every setting, and what is refused before a row is read.</summary>
public sealed class LinearMethodsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static string Rows { get; } = "y,x,z,kind,w,community,year\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture,
        $"{(i * 37 % 11) * 0.3 + i % 5},{i * 17 % 13},{i * 29 % 7},{"abc"[i * 5 % 7 % 3]},{1 + i % 3},c{i * i % 7 + i % 3},{2018 + i % 4}\n")));

    [Theory]
    [InlineData("HC0", "")]
    [InlineData("HC3", "")]
    [InlineData("HC2", "community")]
    [InlineData("CR0", "community")]
    [InlineData("CR1", "community,year")]
    [InlineData("CR2", "community")]
    [InlineData("CR3", "community")]
    [InlineData("wild", "community")]
    public async Task EveryKindOfErrorsIsReachedWithAndWithoutWeights(string vcov, string clusters)
    {
        foreach (string? weights in new[] { null, "w" })
        {
            var fit = await FitAsync<LinearFit>(new ModelRequest("ols", "y ~ x + factor(z)") { Vcov = vcov, Weights = weights, Clusters = Split(clusters) });
            Assert.Equal(vcov, fit.Spec.Vcov.Name);
            Assert.All(fit.Tidy(), row => Assert.True(row.StdError > 0));
        }
    }

    // The constants of a function are those of the rows used, in the second pass as in the first: a line through the scaled x is the same line.
    [Theory]
    [InlineData("HC3", null)]
    [InlineData("CR2", "w")]
    public async Task FunctionsWithConstantsHaveTheSameErrorsAsTheirColumns(string vcov, string? weights)
    {
        var request = new ModelRequest("ols", "y ~ x + z") { Vcov = vcov, Weights = weights, Clusters = ["community"] };
        LinearFit plain = await FitAsync<LinearFit>(request), scaled = await FitAsync<LinearFit>(request with { Formula = "y ~ scale(x) + poly(z, 1) + center(z, by = community)" }), centred = await FitAsync<LinearFit>(request with { Formula = "y ~ scale(x) + z" });
        Assert.Equal(4, scaled.Terms.Length);
        Assert.Equal(plain.Coefficients[1] / plain.StdErrors[1], centred.Coefficients[1] / centred.StdErrors[1], 1e-10);
    }

    [Theory]
    [InlineData("wald", "wald")]
    [InlineData("collinearity", "collinearity,condition")]
    [InlineData("influence", "influence")]
    [InlineData("clusters", "clusters")]
    public async Task TablesAreShownWhereTheyAreAskedFor(string show, string parts)
    {
        var request = new ModelRequest("ols", "y ~ x + kind") { Clusters = ["community"] };
        Assert.Empty((await FitAsync<LinearFit>(request)).Parts);
        Assert.Equal(Split(parts), (await FitAsync<LinearFit>(Set(request, ("show", show)))).Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task StepsTestsAndTheUTestAreWrittenInWords()
    {
        var fit = await FitAsync<LinearFit>(Set(new ModelRequest("ols", "y ~ x + I(x^2) + kind"), ("steps", "x + I(x^2); kind"), ("test", "x, I(x^2); kindb"), ("u_test", "x")));
        Assert.Equal(["wald", "steps", "u_test"], fit.Parts.Select(part => part.Name));
        Assert.Equal(["x", "I(x^2)", "kind", "(all terms)", "x, I(x^2)", "kindb"], fit.Parts[0].Rows.Select(row => row[0].Text));
        Assert.Equal((0d, 12d), (fit.Parts[2].Rows[0][2].Number, fit.Parts[2].Rows[0][3].Number));
    }

    [Fact]
    public async Task FixedEffectsAreClusteredByTheFirstAbsorbedFieldUnlessAnotherIsNamed()
    {
        var plain = await FitAsync<FixedEffectsFit>(new ModelRequest("fe", "y ~ x + kind | community + year"));
        Assert.Equal(("community", Vcov.CR1), (plain.Spec.Cluster, plain.Spec.Vcov));
        Assert.Equal("absorbed", Assert.Single(plain.Parts).Name);
        var byYear = await FitAsync<FixedEffectsFit>(Set(new ModelRequest("fe", "y ~ x + kind | community + year") { Clusters = ["year"] }, ("show", "wald")));
        Assert.Equal(plain.Coefficients, byYear.Coefficients, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(4, byYear.Communities);
        Assert.Equal(["absorbed", "wald"], byYear.Parts.Select(part => part.Name));
        Assert.Equal(5, (await FitAsync<FixedEffectsFit>(new ModelRequest("fe", "y ~ x + factor(year) | community") { Vcov = "wild", Bootstrap = 99, Weights = "w" })).Tidy().Length + 1);
    }

    [Fact]
    public async Task AFieldMayBeATermAndAClusterAtOnce()
    {
        var number = await FitAsync<LinearFit>(new ModelRequest("ols", "y ~ x + year") { Clusters = ["year"] });
        Assert.Equal((4, "year"), (number.Communities, number.Terms[2]));
        Assert.Equal(5, (await FitAsync<LinearFit>(new ModelRequest("ols", "y ~ x + factor(year)") { Clusters = ["community", "year"] })).Terms.Length);
    }

    [Theory]
    [InlineData("CR2", "", "", "--cluster")]
    [InlineData("wild", "community,year", "", "CR1")]
    [InlineData("CR1", "community", "bootstrap", "--vcov wild")]
    [InlineData("CR1", "community", "seed", "--vcov wild")]
    [InlineData("CR9", "community", "", "CR")]
    public async Task WhatCannotBeIsAUsageErrorThatSaysWhatCan(string vcov, string clusters, string also, string mend)
    {
        var request = new ModelRequest("ols", "y ~ x") { Vcov = vcov, Clusters = Split(clusters), Bootstrap = also == "bootstrap" ? 999 : null, Seed = also == "seed" ? 1 : null };
        var thrown = await Assert.ThrowsAsync<UsageException>(() => FitAsync<LinearFit>(request));
        Assert.Contains(mend, thrown.Fault.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "vald", "wald")]
    [InlineData("show", "influence", "--cluster")]
    [InlineData("test", "kindd", "kind")]
    [InlineData("steps", "x; zz", "x")]
    [InlineData("u_test", "x", "I(x^2)")]
    public async Task WrongSettingsAreNamed(string name, string value, string mend)
    {
        var thrown = await Assert.ThrowsAsync<UsageException>(() => FitAsync<LinearFit>(Set(new ModelRequest("ols", "y ~ x + kind"), (name, value))));
        Assert.Contains(mend, thrown.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AbsorbedFieldsBelongToFeAndAFormulaWithoutThemToOls()
    {
        Assert.Contains("--method fe", (await Assert.ThrowsAsync<UsageException>(() => FitAsync<LinearFit>(new ModelRequest("ols", "y ~ x | community")))).Fault.Mend, StringComparison.Ordinal);
        Assert.Contains("--method ols", (await Assert.ThrowsAsync<UsageException>(() => FitAsync<FixedEffectsFit>(new ModelRequest("fe", "y ~ x")))).Fault.Mend, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private static ModelRequest Set(ModelRequest request, params (string Name, string Value)[] settings) =>
        request with { Settings = settings.Aggregate(request.Settings, (all, setting) => all.Add(setting.Name, setting.Value)) };

    private static ImmutableArray<string> Split(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private async Task<T> FitAsync<T>(ModelRequest request)
        where T : IModelFit => (T)await FitFile.FitAsync(new FitRequest(_scratch.Write("rows.csv", Rows), request, [], null));
}
