using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CoProduction.Tests.Fitting;

/// <summary>The method <c>trees</c> with its learner, on rows whose truth is known.</summary>
public sealed class TreesMethodTests
{
    private const string Six = "y ~ x1 + x2 + x3 + x4 + x5 + x6";

    [Fact]
    public async Task WhatMattersIsFoundNoiseIsNearZeroAndTheLineIsBeaten()
    {
        var fit = await FitAsync(Six, Bent);
        var loss = fit.Importances.ToDictionary(one => one.Term, one => one.Loss);
        Assert.True(loss["x1"] > 0.2 && loss["x2"] > 0.1, $"{loss["x1"]}, {loss["x2"]}");
        Assert.All(new[] { "x3", "x4", "x5", "x6" }, term => Assert.InRange(loss[term], -0.02, 0.02));
        // The noise makes a third of the variance: no model can explain more than two thirds.
        Assert.InRange(fit["trees"].RSquared, 0.45, 0.75);
        Assert.True(fit["linear"].RSquared < 0.1);
        Assert.True(fit["trees"].RootMeanSquare < fit["linear"].RootMeanSquare && fit["trees"].MeanAbsolute < fit["linear"].MeanAbsolute);
        // x2 enters by its square: high at both ends, low in the middle.
        double[] bend = [.. fit.Dependence.Where(point => point.Term == "x2").Select(point => point.Prediction)];
        Assert.True(bend[0] > bend[4] + 1 && bend[^1] > bend[5] + 1);
    }

    [Fact]
    public async Task AStraightTruthIsLeftToTheLine()
    {
        var fit = await FitAsync(Six, x => x[0] - 0.5 * x[1]);
        Assert.True(fit["trees"].RSquared < fit["linear"].RSquared);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("use the linear model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameTreesWhateverTheOrderOfRows()
    {
        var (one, same, turned, other) = (await FitAsync(Six, Bent, 1), await FitAsync(Six, Bent, 1), await FitAsync(Six, Bent, 1, reversed: true), await FitAsync(Six, Bent, 2));
        Assert.Equal(one.Importances, same.Importances);
        Assert.Equal(one.Dependence, turned.Dependence);
        Assert.Equal(one.Errors, turned.Errors);
        Assert.NotEqual(one.Importances, other.Importances);
    }

    [Fact]
    public void ThePlainForestPredictsAsTheLearnersOwnModel()
    {
        var random = new Random(3);
        double[] rows = [.. Enumerable.Range(0, 900).Select(_ => random.NextDouble() - 0.5)], outcome = [.. Enumerable.Range(0, 300).Select(r => Math.Sin(6 * rows[3 * r]) + rows[3 * r + 1])];
        var spec = new TreesSpec(Formula.Parse("y ~ a + b + c"));
        var context = new MLContext(1);
        float[] theirs = [.. FastTreeGrower.Trained(rows, outcome, 3, spec).Transform(FastTreeGrower.View(context, rows, outcome, 3)).GetColumn<float>("Score")];
        var forest = FastTreeGrower.Grow(rows, outcome, 3, spec);
        for (int r = 0; r < theirs.Length; r++) Assert.Equal(theirs[r], forest.Of(rows.AsSpan(3 * r, 3)), 1e-5);
        Assert.True(theirs.Distinct().Count() > 100);
    }

    [Fact]
    public async Task WithoutCommunitiesNothingIsJudged()
    {
        var fault = (await Assert.ThrowsAsync<UsageException>(() => FitAsync(Six, Bent, clusters: []))).Fault;
        Assert.Equal("--cluster", fault.Where);
        Assert.Contains("folds", (await Assert.ThrowsAsync<UsageException>(() => FitAsync(Six, Bent, settings: ("folds", "many")))).Fault.ToString(), StringComparison.Ordinal);
    }

    private static double Bent(double[] x) => 1.5 * Math.Sin(3 * x[0]) + x[1] * x[1];

    private static async Task<TreesFit> FitAsync(string formula, Func<double[], double> truth, ulong seed = 5, bool reversed = false, string[]? clusters = null, (string, string)? settings = null)
    {
        string file = Path.GetTempFileName();
        try
        {
            await System.IO.File.WriteAllLinesAsync(file, Lines(truth, reversed));
            var model = new ModelRequest("trees", formula) { Clusters = [.. clusters ?? ["community"]], Seed = seed };
            if (settings is var (name, value)) model = model with { Settings = model.Settings.Add(name, value) };
            return (TreesFit)await FitFile.FitAsync(new FitRequest(file, model, [], null));
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    private static IEnumerable<string> Lines(Func<double[], double> truth, bool reversed)
    {
        var random = new Random(20220931);
        var lines = Enumerable.Range(0, 800).Select(row =>
        {
            double[] x = [.. Enumerable.Range(0, 6).Select(_ => Normal(random))];
            return string.Create(CultureInfo.InvariantCulture, $"c{row % 40},{truth(x) + Normal(random):F4},") + string.Join(',', x.Select(value => value.ToString("F4", CultureInfo.InvariantCulture)));
        }).ToList();
        if (reversed) lines.Reverse();
        return lines.Prepend("community,y,x1,x2,x3,x4,x5,x6");
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
