using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>The methods <c>cfa</c> and <c>sem</c> on files: their settings, their options, a covariance matrix, the demo's constructs.</summary>
public sealed class SemMethodTests : IDisposable
{
    private const string Three = "visual =~ x1 + x2 + x3; textual =~ x4 + x5 + x6; speed =~ x7 + x8 + x9";

    private static readonly string Pupils = Path.Combine(RealFiles.Root, "tests", "Reference", "sem", "holzinger.csv");
    private static readonly string Demo = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    private readonly string _matrix = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_matrix);

    [Fact]
    public async Task TheBootstrapDrawsCommunitiesAndTheSameSeedGivesTheSameNumbers()
    {
        const string Model = "relevance =~ rel1 + rel2 + rel3 + rel4; depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5; depth ~ a*relevance; satisfaction ~ b*depth + relevance; ab := a*b";
        Task<SemFit> Draw(ulong seed) => FitAsync("sem", Demo, Model, request => request with { Clusters = ["community"], Bootstrap = 200, Seed = seed });
        var (first, robust) = (await Draw(7), await FitAsync("sem", Demo, Model, request => request with { Clusters = ["community"] }));
        Assert.Equal(first.Parameters, (await Draw(7)).Parameters);
        Assert.NotEqual(first.Parameter("ab")!.ConfLow, (await Draw(8)).Parameter("ab")!.ConfLow);
        Assert.Equal((7ul, 96, "percentile of 200 draws of communities"), (first.Provenance.Seed, first.Communities, first.Uncertainty));
        // 200 draws know an error to 5 %, and 96 communities make both errors nearly the same.
        Assert.All(first.Parameters.Zip(robust.Parameters).Where(pair => pair.First.IsFree), pair => Assert.InRange(pair.First.StdError!.Value / pair.Second.StdError!.Value, 0.75, 1.3));
    }

    [Fact]
    public async Task AMatrixInAFileIsMatchedByName()
    {
        var rows = await FitAsync("cfa", Pupils, Three);
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"x{10 - i}")];
        var frame = File.ReadAllLines(Pupils).Skip(1).Select(line => line.Split(',')[4..].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToArray();
        double Covariance(int i, int j) => frame.Sum(row => (row[i] - frame.Average(one => one[i])) * (row[j] - frame.Average(one => one[j]))) / 300;
        // The upper half only, labels turned round.
        File.WriteAllLines(_matrix, [$"name,{string.Join(',', names)}", .. names.Select((name, i) => $"{name},{string.Join(',', names.Select((_, j) => j < i ? "" : Covariance(8 - i, 8 - j).ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}")]);
        var matrix = await FitAsync("cfa", _matrix, Three, request => request with { Settings = request.Settings.Add("covariance", "301") }, []);
        Assert.Equal(rows["chisq"]!.Value, matrix["chisq"]!.Value, 1e-8);
        Assert.Equal(301, matrix.Rows);
        Assert.Contains("a covariance matrix", matrix.Provenance.Options.Single(option => option.Name == "moments").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsReachTheModelAndItsTables()
    {
        var fit = await FitAsync("cfa", Pupils, Three, request => request with
        {
            Settings = request.Settings.AddRange(
            [new("group", "school"), new("equal", "loadings,intercepts"), new("free", "x3 ~ 1; x7~1"), new("invariance", "true"), new("compare", "true"), new("bias", "true")])
        });
        Assert.Equal(129.422, fit["chisq"]!.Value, 3);
        Assert.Superset(new HashSet<string> { "invariance", "partial_invariance", "competing_models", "method_bias", "fit_measures", "standardized", "modification_indices", "reliability" }, fit.Parts.Select(part => part.Name).ToHashSet());
        Assert.Equal([("Grant-White", 145L), ("Pasteur", 156L)], fit.Groups);
        // A row of a group speaks of its people.
        Assert.Equal(145, ((IModelFit)fit).PeopleBehind(0));
        var fiml = await FitAsync("cfa", Pupils.Replace(".csv", "-missing.csv", StringComparison.Ordinal), Three, request => request with { Settings = request.Settings.Add("missing", "fiml") });
        Assert.Equal(301, fiml.Rows);
    }

    [Theory]
    [InlineData("f =~ x1 + x2 + + x3", "line 1, column 16", true)]
    [InlineData("f =~ x1 + x2 + x99", "x99", true)]
    [InlineData("f =~ x1 + x2 + school", "school", true)]
    [InlineData("f =~ x1 + x2", "under-identified", true)]
    public async Task AModelThatCannotBeSaysWhy(string model, string part, bool asked)
    {
        var wrong = await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync("cfa", Pupils, model));
        Assert.Contains(part, wrong.Fault.ToString(), StringComparison.Ordinal);
        Assert.True(asked == wrong is UsageException || part == "school");
    }

    [Fact]
    public async Task Options_that_a_structural_model_does_not_take_are_refused()
    {
        foreach (var with in new Func<ModelRequest, ModelRequest>[]
        {
            request => request with { Weights = "x1" }, request => request with { Strata = "school" }, request => request with { Clusters = ["school", "sex"] }, request => request with { Bootstrap = 100 },
            request => request with { Clusters = ["school"], Settings = request.Settings.Add("estimator", "mlm") }, request => request with { Settings = request.Settings.Add("covariance", "many") },
            request => request with { Settings = request.Settings.Add("equal", "loadings") }, request => request with { Settings = request.Settings.AddRange([new("missing", "fiml"), new("compare", "true")]) },
        })
            Assert.NotEmpty((await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync("cfa", Pupils, Three, with))).Fault.Mend);
    }

    private static async Task<SemFit> FitAsync(string method, string file, string model, Func<ModelRequest, ModelRequest>? with = null, string[]? missing = null)
    {
        var request = new ModelRequest(method, model);
        return (SemFit)await FitFile.FitAsync(new FitRequest(file, with is null ? request : with(request), [.. missing ?? (file == Demo ? ["7", "8", "9"] : [])], null));
    }
}
