using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Completed;

/// <summary>Pooling, draws and the models of values against R's mice, MASS and base (tests/Reference/imputation).</summary>
public sealed class ImputationCertifiedTests
{
    // Sums over 300 rows; R prints 15 digits.
    private const double Digits = 10;

    // polr and glm stop when the deviance stands still, which leaves half its digits to the estimates; their information is numeric for polr.
    private const double ModelDigits = 6;

    [Theory]
    [InlineData("pooled", false)]
    [InlineData("pooled_infinite", true)]
    public void Pooling_agrees_with_mice_on_the_same_completed_sets(string name, bool infinite)
    {
        var completed = ImputationRows.Read("completed.csv");
        int[] sets = [.. ((NumberColumn)completed[".imp"]).Values.Select(set => (int)set)];
        LinearFit[] fits = [.. Enumerable.Range(1, 5).Select(set => Rows.Fit("y ~ x + w + b + o", completed.Picked([.. Enumerable.Range(0, sets.Length).Where(r => sets[r] == set)])))];
        for (int term = 0; term < 5; term++)
        {
            var pooled = RubinPooling.Pool("", [.. fits.Select(fit => fit.Coefficients[term])], [.. fits.Select(fit => fit.StdErrors[term] * fit.StdErrors[term])], infinite ? double.PositiveInfinity : fits[0].DegreesOfFreedom);
            foreach (var (value, what) in new[] { (pooled.Estimate, "estimate"), (pooled.Within, "ubar"), (pooled.Between, "b"), (pooled.Total, "t"), (pooled.Df, "df"), (pooled.Increase, "riv"), (pooled.Share, "lambda"), (pooled.Fraction, "fmi") })
                CorrectDigits.Assert(Digits - 1, value, ImputationRows.Numbers(name, what)[term], $"{what} of term {term}");
        }
    }

    [Fact]
    public void A_draw_from_given_random_numbers_is_Rubins_formula()
    {
        var expected = ImputationRows.Expected.GetProperty("draw");
        var rows = KeptRows.Of(ImputationRows.Read("rows.csv"), ["y", "x", "w"]);
        double[] gram = new double[16], row = new double[4];
        for (int r = 0; r < rows.Rows; r++)
        {
            (row[0], row[1], row[2], row[3]) = (1, Value(rows, "x", r), Value(rows, "w", r), Value(rows, "y", r));
            PaddedLanes.AddSquare(gram, 1, row, 4);
        }
        Assert.Equal(expected.GetProperty("rows").GetInt32(), rows.Rows);
        var fit = NormalEquations.Of(gram, 4, [0, 1, 2], 3, gram);
        CorrectDigits.Assert(Digits, fit.Rss, expected.GetProperty("rss").GetDouble(), "RSS");
        double[] drawn = fit.Draw(Math.Sqrt(fit.Rss / expected.GetProperty("chi").GetDouble()), ImputationRows.Numbers(expected, "normals"));
        foreach (var (value, truth) in fit.Beta.Zip(ImputationRows.Numbers(expected, "beta"))) CorrectDigits.Assert(Digits, value, truth, "beta");
        foreach (var (value, truth) in drawn.Zip(ImputationRows.Numbers(expected, "drawn"))) CorrectDigits.Assert(Digits, value, truth, "draw");
    }

    [Theory]
    [InlineData("logit", "b", 2)]
    [InlineData("ordered", "o", 4)]
    public void Models_of_values_agree_with_glm_and_polr_on_augmented_rows(string name, string variable, int values)
    {
        var expected = ImputationRows.Expected.GetProperty(name);
        var (z, rows, classes) = Standardised(variable);
        var model = new OrderedDraw(values, 4, 4);
        Assert.True(model.Fit(z, rows, classes, [1, 2, 3]));
        double[] thresholds = values == 2 ? [expected.GetProperty("threshold").GetDouble()] : ImputationRows.Numbers(expected, "thresholds");
        for (int j = 0; j < thresholds.Length; j++) CorrectDigits.Assert(ModelDigits, model.Thresholds[j], thresholds[j], $"threshold {j}");
        double[] slopes = ImputationRows.Numbers(expected, "slopes");
        for (int c = 0; c < 3; c++) CorrectDigits.Assert(ModelDigits, model.Slopes[c + 1], slopes[c], $"slope {c}");
        // Draws with unit normals give back the covariance: V = Σ over unit vectors of (draw - estimate)(draw - estimate)'.
        int n = thresholds.Length + 3;
        double[][] moved = [.. Enumerable.Range(0, n).Select(i => model.Draw([.. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)])).Select(drawn => Apart(model, drawn))];
        double[] covariance = ImputationRows.Numbers(expected, "vcov");
        int first = values == 2 ? 1 : 3;
        for (int c = 0; c < 3; c++) CorrectDigits.Assert(4, moved.Sum(one => one[thresholds.Length + c] * one[thresholds.Length + c]), covariance[(values == 2 ? c + first : c) * (n + 1)], $"variance of slope {c}");
    }

    // Other random numbers than mice's: both means have an error of √(B / m), both between variances one of B √(2 / (m - 1)); four times the two together.
    [Theory]
    [InlineData("normal")]
    [InlineData("pmm")]
    [InlineData("mixed")]
    public void Pooled_estimates_agree_with_mice_within_Monte_Carlo_error(string name)
    {
        int m = ImputationRows.Expected.GetProperty("m").GetInt32();
        var pooled = Pool(name, m);
        double[] estimates = ImputationRows.Numbers(name, "estimate"), within = ImputationRows.Numbers(name, "ubar"), between = ImputationRows.Numbers(name, "b");
        for (int term = 0; term < estimates.Length; term++)
        {
            Assert.Equal(0, (pooled.Terms[term].Estimate - estimates[term]) / Math.Sqrt(2 * between[term] / m), 4.0);
            Assert.Equal(1, pooled.Terms[term].Between / between[term], 4 * Math.Sqrt(4.0 / (m - 1)));
            Assert.Equal(1, pooled.Terms[term].Within / within[term], 0.05);
        }
    }

    private static PooledFit Pool(string name, int m)
    {
        var spec = new ImputationSpec(m) { Iterations = 5, Seed = 11 };
        if (name == "mixed")
        {
            var rows = ImputationRows.Read("rows.csv", "b").Only("y", "x", "b");
            return ImputationRows.Pool("y ~ x + b", MultipleImputation.Impute(spec with { Kinds = spec.Kinds.Add("y", ImputationKind.Normal) }, rows), new Variable("b", ["0", "1"]));
        }
        if (name == "normal") spec = spec with { Kinds = spec.Kinds.Add("y", ImputationKind.Normal).Add("w", ImputationKind.Normal) };
        return ImputationRows.Pool("y ~ x + w", MultipleImputation.Impute(spec, ImputationRows.Read("rows.csv").Only("y", "x", "w")));
    }

    private static double[] Apart(OrderedDraw model, (double[] Thresholds, double[] Slopes) drawn) =>
        [.. drawn.Thresholds.Select((value, j) => value - model.Thresholds[j]), .. Enumerable.Range(1, 3).Select(c => drawn.Slopes[c] - model.Slopes[c])];

    private static (double[] Z, int[] Rows, int[] Classes) Standardised(string variable)
    {
        var at = ImputationRows.Expected.GetProperty("standardised");
        double[][] columns = [.. new[] { "y", "x", "w" }.Select(name => ImputationRows.Numbers(at, name))];
        int n = columns[0].Length;
        var all = ImputationRows.Read("rows.csv");
        double[] values = [.. ImputationRows.Numbers(at, "rows").Select(row => Value(all, variable, (int)row - 1))];
        double[] distinct = [.. values.Distinct().Order()];
        return ([.. Enumerable.Range(0, n).SelectMany(r => new[] { 1, columns[0][r], columns[1][r], columns[2][r] })], [.. Enumerable.Range(0, n)], [.. values.Select(value => Array.IndexOf(distinct, value))]);
    }

    private static double Value(Frame rows, string name, int row) => ((NumberColumn)rows[name]).Values[row];
}
