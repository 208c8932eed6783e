using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Completed;

/// <summary>Values without order and values within communities against R's nnet, mice and ordinal, and a likelihood maximised in R (tests/Reference/imputation/categories.R).</summary>
public sealed class CategoryCertifiedTests
{
    // nnet's optimiser stops when the deviance stands still, which leaves half its digits to the estimates.
    private const double ModelDigits = 6;

    private const int Draws = 400;

    private static readonly JsonElement Expected = ImputationRows.Json("categories.json");

    [Fact]
    public void The_multinomial_logit_agrees_with_nnet_on_augmented_rows()
    {
        var expected = Expected.GetProperty("multinomial");
        var rows = Standardised();
        var model = new MultinomialDraw(3, 4, 4);
        Assert.True(model.Fit(rows));
        double[] coefficients = ImputationRows.Numbers(expected, "coefficients"), covariance = ImputationRows.Numbers(expected, "vcov");
        for (int i = 0; i < 8; i++) CorrectDigits.Assert(ModelDigits, model.Beta[i], coefficients[i], $"coefficient {i}");
        // Draws with unit normals give back the covariance.
        double[][] moved = [.. Enumerable.Range(0, 8).Select(i => model.Draw([.. Enumerable.Range(0, 8).Select(j => i == j ? 1.0 : 0)]))];
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++) CorrectDigits.Assert(4, moved.Sum(draw => (draw[i] - coefficients[i]) * (draw[j] - coefficients[j])), covariance[i * 8 + j], $"covariance {i}, {j}");
    }

    // Other random numbers than R's: both means have an error of √(B / m), both between variances one of B √(2 / (m - 1)); four times the two together. mice's polyreg does not draw its coefficients: its between variance is the smaller.
    [Theory]
    [InlineData("polyreg", false)]
    [InlineData("drawn", true)]
    public void Pooled_estimates_agree_with_R_within_Monte_Carlo_error(string name, bool spread)
    {
        var expected = Expected.GetProperty(name);
        int m = Expected.GetProperty("m").GetInt32();
        var imputations = MultipleImputation.Impute(new ImputationSpec(m) { Iterations = 2, Seed = 11 }, ImputationRows.Read("categories.csv", "k").Only("y", "x", "w", "k"));
        Assert.Equal(ImputationKind.Multinomial, imputations.Variables.Single().Kind);
        var pooled = ImputationRows.Pool("y ~ x + k", imputations, new Variable("k", ["a", "b", "c"]));
        double[] estimates = ImputationRows.Numbers(expected, "estimate"), within = ImputationRows.Numbers(expected, "ubar"), between = ImputationRows.Numbers(expected, "b");
        for (int term = 0; term < estimates.Length; term++)
        {
            Assert.Equal(0, (pooled.Terms[term].Estimate - estimates[term]) / Math.Sqrt((between[term] + pooled.Terms[term].Between) / m), 4.0);
            if (spread) Assert.Equal(1, pooled.Terms[term].Between / between[term], 4 * Math.Sqrt(4.0 / (m - 1)));
            else Assert.True(pooled.Terms[term].Between > between[term]);
            Assert.Equal(1, pooled.Terms[term].Within / within[term], 0.05);
        }
    }

    // Posterior means of 1,200 rows lie near the maximum of the likelihood (0.35 standard errors: priors and skewness), and posterior deviations near its standard errors (25 %: 400 draws that are alike).
    [Theory]
    [InlineData("binary", "b")]
    [InlineData("ordered", "o")]
    public void Draws_of_probit_models_within_communities_lie_about_the_estimates_of_clmm(string name, string variable)
    {
        var expected = Expected.GetProperty(name);
        var (rows, values) = Communities(variable);
        var model = new OrderedProbit(values, 4);
        double[][] draws = Drawn(model, rows, [0, 1, 2]);
        double[] slopes = ImputationRows.Numbers(expected, "slopes"), errors = ImputationRows.Numbers(expected, "slope_errors"), thresholds = ImputationRows.Numbers(expected, "thresholds"), cutErrors = ImputationRows.Numbers(expected, "threshold_errors");
        for (int c = 0; c < 2; c++) Near(draws, draw => draw[c + 1], slopes[c], errors[c]);
        for (int j = 0; j < thresholds.Length; j++) Near(draws, draw => draw[3 + j] - draw[0], thresholds[j], cutErrors[j]);
        Assert.Equal(expected.GetProperty("sd").GetDouble(), draws.Average(draw => draw[^1]), 0.1);
    }

    [Fact]
    public void Draws_of_a_multinomial_probit_within_communities_lie_about_its_maximum()
    {
        var expected = Expected.GetProperty("nominal");
        var (rows, values) = Communities("c");
        var without = rows with { Kept = [1] };
        var model = new MultinomialProbit(values, 4);
        double[] estimates = ImputationRows.Numbers(expected, "coefficients"), errors = ImputationRows.Numbers(expected, "errors"), spreads = ImputationRows.Numbers(expected, "sd");
        double[][] draws = [.. Enumerable.Range(0, Draws).Select(_ => Updated(model, without)).Select(one => one.Models.SelectMany(drawn => new[] { drawn.Drawn[0], drawn.Drawn[1], Spread(drawn) }).ToArray())];
        for (int value = 0; value < 2; value++)
        {
            for (int c = 0; c < 2; c++) Near(draws, draw => draw[value * 3 + c], estimates[value * 2 + c], errors[value * 2 + c]);
            Assert.Equal(spreads[value], draws.Average(draw => draw[value * 3 + 2]), 0.15);
        }
    }

    private readonly RandomStream _random = new(5);

    private double[][] Drawn(OrderedProbit model, ValueRows rows, int[] columns) => [.. Enumerable.Range(0, Draws).Select(_ => Updated(model, rows)).Select(one => (double[])[.. columns.Select(c => one.Models[0].Drawn[c]), .. one.Thresholds, Spread(one.Models[0])])];

    // The cross products are summed anew for each round, as a chain does.
    private T Updated<T>(T model, ValueRows rows)
        where T : CommunityProbit
    {
        Assert.True(model.Update(rows with { Sums = Sums(rows) }, _random));
        return model;
    }

    private static double Spread(DrawnModel model) => Math.Sqrt(model.DrawnEffects.Average(effect => effect * effect));

    private static void Near(double[][] draws, Func<double[], double> part, double estimate, double error)
    {
        double mean = draws.Average(part), deviation = Math.Sqrt(draws.Sum(draw => Math.Pow(part(draw) - mean, 2)) / (draws.Length - 1));
        Assert.InRange((mean - estimate) / error, -0.35, 0.35);
        Assert.InRange(deviation / error, 0.75, 1.25);
    }

    private static (ValueRows Rows, int Values) Communities(string variable)
    {
        var all = ImputationRows.Read("communities.csv");
        double[] Of(string name) => [.. ((NumberColumn)all[name]).Values];
        double[] x = Of("x"), z = Of("z"), values = Of(variable), distinct = [.. values.Distinct().Order()];
        int[] rows = [.. Enumerable.Range(0, x.Length)];
        return (new ValueRows([.. rows.SelectMany(r => new[] { 1, x[r], z[r], 0 })], 4, rows, [.. values.Select(value => Array.IndexOf(distinct, value))], [1, 2], new ObservedSums(x.Length, 4, 4, 3, 60), [.. Of("g").Select(g => (int)g - 1)]), distinct.Length);
    }

    private static ObservedSums Sums(ValueRows rows)
    {
        var sums = new ObservedSums(rows.Rows.Length, 4, 4, 3, 60);
        foreach (int r in rows.Rows)
        {
            PaddedLanes.AddSquare(sums.Gram, 1, rows.Row(r), 4);
            PaddedLanes.Add(sums.Sums.AsSpan(rows.GroupOf[r] * 4, 4), 1, rows.Row(r));
            sums.Counts[rows.GroupOf[r]]++;
        }
        return sums;
    }

    private static ValueRows Standardised()
    {
        var at = Expected.GetProperty("standardised");
        double[][] columns = [.. new[] { "y", "x", "w" }.Select(name => ImputationRows.Numbers(at, name))];
        var all = (CategoryColumn)ImputationRows.Read("categories.csv", "k")["k"];
        int[] observed = [.. ImputationRows.Numbers(at, "rows").Select(row => (int)row - 1)], rows = [.. Enumerable.Range(0, observed.Length)];
        return new ValueRows([.. rows.SelectMany(r => new[] { 1, columns[0][r], columns[1][r], columns[2][r] })], 4, rows, [.. observed.Select(r => all.Codes[r])], [1, 2, 3], new ObservedSums(rows.Length, 4, 4, 3, 0), []);
    }
}
