using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Describing;

/// <summary>Summaries, correlations, tests and effect sizes against base R, psych, e1071, effectsize and survey.</summary>
public sealed class DescribeCertifiedTests
{
    private const string Scale = "trust =~ t1 + t2 - t3; ";

    // Sums of some hundred values in another order.
    private const double Digits = 11;

    // Ends of intervals: R's uniroot on its own noncentral distributions, whose t warns of its precision.
    private const double EndDigits = 8;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "describe", "expected.json"))).RootElement;

    private static readonly Frame Rows = DescribeRows.Of("describe");

    [Theory]
    [InlineData(MomentType.Type1)]
    [InlineData(MomentType.Type2)]
    [InlineData(MomentType.Type3)]
    public void Summaries_agree_with_R(MomentType type)
    {
        var fit = DescribeRows.Fit(Rows, Scale + "age + income", spec => spec with { Moments = type, Range = (1, 5) });
        foreach (var truth in Expected.GetProperty("numbers").EnumerateArray())
        {
            var one = fit.Numbers.Single(number => number.Name == truth.GetProperty("name").GetString());
            Assert.Equal((truth.GetProperty("n").GetInt64(), truth.GetProperty("missing").GetInt64()), (one.Count, one.Missing));
            CorrectDigits.Assert(Digits, one.Mean, Number(truth, "mean"), "mean");
            CorrectDigits.Assert(Digits, one.StdDev, Number(truth, "sd"), "sd");
            CorrectDigits.Assert(Digits, one.Skewness, Numbers(truth, "skew")[(int)type - 1], "skewness");
            CorrectDigits.Assert(Digits, one.Kurtosis, Numbers(truth, "kurtosis")[(int)type - 1], "kurtosis");
            Same(Digits, Numbers(truth, "quartiles"), one.Quartiles!.Value.Lower, one.Quartiles.Value.Median, one.Quartiles.Value.Upper);
            Same(Digits, Numbers(truth, "extremes"), one.Minimum.Value, one.Maximum.Value);
            if (type != MomentType.Type3) continue;
            CorrectDigits.Assert(Digits, one.Skewness, Numbers(truth, "psych")[0], "psych's skew");
            CorrectDigits.Assert(Digits, one.Kurtosis, Numbers(truth, "psych")[1], "psych's kurtosis");
        }
        CorrectDigits.Assert(Digits, fit.Numbers[0].Alpha, Number(Expected, "alpha"), "alpha");
    }

    [Theory]
    [InlineData("pairwise", false)]
    [InlineData("listwise", true)]
    public void Correlations_agree_with_R(string kind, bool listwise)
    {
        var fit = DescribeRows.Fit(Rows, "age + income; " + Scale, spec => spec with { Listwise = listwise });
        int at = 0;
        foreach (var truth in Expected.GetProperty(kind).EnumerateArray())
        {
            var one = fit.Correlations[at++];
            Assert.Equal((truth.GetProperty("left").GetString(), truth.GetProperty("right").GetString(), truth.GetProperty("n").GetInt64()), (one.Left, one.Right, one.Rows));
            CorrectDigits.Assert(Digits, one.Estimate, Number(truth, "r"), "r");
            // An end near zero is a difference: its error is absolute.
            CorrectDigits.Assert(Digits, one.ConfLow - Numbers(truth, "ci")[0], 0, "low");
            CorrectDigits.Assert(Digits, one.ConfHigh - Numbers(truth, "ci")[1], 0, "high");
            CorrectDigits.Assert(9, one.PValue, Number(truth, "p"), "p");
        }
        if (listwise) return;
        Same(9, Numbers(Expected, "holm"), [.. fit.Correlations.Select(one => one.HolmP!.Value)]);
        Same(9, Numbers(Expected, "bh"), [.. fit.Correlations.Select(one => one.BenjaminiHochbergP!.Value)]);
    }

    [Fact]
    public void Comparisons_of_numbers_agree_with_R_and_effectsize()
    {
        var fit = All();
        int at = 0;
        foreach (var truth in Expected.GetProperty("comparisons").EnumerateArray())
        {
            var one = fit.Comparisons[at++];
            Assert.Equal((truth.GetProperty("variable").GetString(), truth.GetProperty("group").GetString(), truth.GetProperty("n").GetInt64()), (one.Variable, one.Group, one.Rows));
            CheckGroups(fit, one, truth.GetProperty("groups"));
            Check(one, "kruskal_wallis", Numbers(truth, "kruskal"));
            if (truth.TryGetProperty("student", out _)) CheckTwo(one, truth);
            else
            {
                Check(one, "anova_f", Numbers(truth, "anova"));
                Check(one, "welch_f", Numbers(truth, "welch"));
            }
            CheckShares(one, truth);
        }
    }

    [Fact]
    public void Comparisons_of_categories_agree_with_R_and_effectsize()
    {
        var fit = All();
        foreach (var truth in Expected.GetProperty("cells").EnumerateArray())
        {
            var one = fit.Comparisons.Single(one => one.Variable == "vote" && one.Group == truth.GetProperty("group").GetString());
            Check(one, "chi_squared", Numbers(truth, "chi"));
            var effect = one.Effects.Single();
            CorrectDigits.Assert(Digits, effect.Estimate, Number(truth, "v"), "V");
            // V² is found to 1e-14: V near 0 to the root of it.
            Assert.Equal(Numbers(truth, "ends")[0], effect.ConfLow!.Value, 1e-7);
            CorrectDigits.Assert(EndDigits, effect.ConfHigh, Numbers(truth, "ends")[1], "high");
            Assert.Equal(Numbers(truth, "effectsize")[2], effect.ConfHigh!.Value, 1e-5);
        }
    }

    [Fact]
    public void Adjusted_p_values_agree_with_R()
    {
        var comparisons = All().Comparisons;
        Same(9, Numbers(Expected, "main"), [.. comparisons.Select(one => one.Tests[0].PValue)]);
        Same(9, Numbers(Expected, "main_holm"), [.. comparisons.Select(one => one.HolmP)]);
        Same(9, Numbers(Expected, "main_bh"), [.. comparisons.Select(one => one.BenjaminiHochbergP)]);
    }

    [Fact]
    public void Weighted_summaries_agree_with_survey()
    {
        var fit = DescribeRows.Fit(Rows, "age + income; " + Scale, spec => spec with { Weights = "w", Moments = MomentType.Type1, Range = (1, 5) });
        foreach (var truth in Expected.GetProperty("weighted").EnumerateArray())
        {
            var one = fit.Numbers.Single(number => number.Name == truth.GetProperty("name").GetString());
            CorrectDigits.Assert(Digits, one.Mean, Number(truth, "mean"), "mean");
            CorrectDigits.Assert(Digits, one.StdDev, Number(truth, "sd"), "sd");
            CorrectDigits.Assert(Digits, one.Skewness, Number(truth, "skew1"), "skewness");
            Same(Digits, Numbers(truth, "quartiles"), one.Quartiles!.Value.Lower, one.Quartiles.Value.Median, one.Quartiles.Value.Upper);
        }
        var listwise = DescribeRows.Fit(Rows, "age + income; " + Scale, spec => spec with { Weights = "w", Listwise = true });
        Same(Digits, Numbers(Expected, "weighted_r"), [.. listwise.Correlations.Select(one => one.Estimate!.Value)]);
        Assert.All(listwise.Correlations, one => Assert.Null(one.PValue));
    }

    [Fact]
    public void Noncentral_distributions_agree_with_R()
    {
        var truth = Expected.GetProperty("noncentral");
        // R sums its series of the noncentral beta to 1e-9, absolutely (errmax of pnbeta).
        double[] chi = Numbers(truth, "chi"), f = Numbers(truth, "f"), at = [0, 3, 50];
        for (int i = 0; i < at.Length; i++)
        {
            Assert.Equal(chi[i], Noncentral.ChiSquared(40, 3, at[i]), 1e-9);
            Assert.Equal(f[i], Noncentral.F(8, 3, 40, at[i]), 1e-9);
        }
        double[] t = Numbers(truth, "t"), shift = [-2, 0, 3, 12];
        for (int i = 0; i < t.Length; i++) Assert.Equal(t[i], Noncentral.T(2.5, 9, shift[i]), 1e-11);
        // Beyond δ = 37 R gives up its digits; T is then near normal: (T - δ) / √(1 + δ² / 2ν).
        Assert.Equal(Normal.Lower((41 - 40) / Math.Sqrt(1 + 1600 / 2000.0)), Noncentral.T(41, 1000, 40), 0.02);
    }

    private static DescribeFit All() => DescribeRows.Fit(Rows, Scale + "trust ~ kind; trust + age ~ sex; income ~ kind; vote ~ kind + sex", spec => spec with { Range = (1, 5) });

    private static void CheckGroups(DescribeFit fit, Comparison one, JsonElement groups)
    {
        foreach (var truth in groups.EnumerateArray())
        {
            var group = fit.Groups.Single(group => group.Variable == one.Variable && group.Group == one.Group && group.Level == truth.GetProperty("level").GetString());
            Assert.Equal(truth.GetProperty("n").GetInt64(), group.Count);
            Same(Digits, [Number(truth, "mean"), Number(truth, "sd"), Number(truth, "median")], group.Mean, group.StdDev!.Value, group.Median!.Value);
        }
    }

    private static void CheckTwo(Comparison one, JsonElement truth)
    {
        Check(one, "student_t", Numbers(truth, "student"));
        Check(one, "welch_t", Numbers(truth, "welch_t"));
        var g = one.Effects.Single(effect => effect.Name == "hedges_g");
        CorrectDigits.Assert(Digits, g.Estimate, Number(truth, "g"), "g");
        CorrectDigits.Assert(Digits, g.Estimate, Numbers(truth, "hedges")[0], "effectsize's g");
        CorrectDigits.Assert(EndDigits, g.ConfLow, Numbers(truth, "g_ends")[0], "low");
        CorrectDigits.Assert(EndDigits, g.ConfHigh, Numbers(truth, "g_ends")[1], "high");
        // effectsize searches both ends with optim, to about 1e-5.
        Assert.Equal(Numbers(truth, "hedges")[1], g.ConfLow!.Value, 1e-4);
        Assert.Equal(Numbers(truth, "hedges")[2], g.ConfHigh!.Value, 1e-4);
    }

    private static void CheckShares(Comparison one, JsonElement truth)
    {
        foreach (var (name, expected) in new[] { ("eta_squared", "eta"), ("omega_squared", "omega"), ("epsilon_squared", "epsilon"), ("rank_epsilon_squared", "rank_epsilon") })
            CorrectDigits.Assert(10, one.Effects.Single(effect => effect.Name == name).Estimate, Number(truth, expected), name);
        var (eta, n) = (one.Effects.Single(effect => effect.Name == "eta_squared"), one.Rows);
        Assert.Equal(Numbers(truth, "ends")[0], eta.ConfLow!.Value, 1e-9);
        CorrectDigits.Assert(EndDigits, eta.ConfHigh, Numbers(truth, "ends")[1], "high");
        // effectsize writes λ / (λ + n - k) for our λ / (λ + n).
        double lambda = n * eta.ConfHigh!.Value / (1 - eta.ConfHigh.Value), groups = one.Tests.Single(test => test.Name == "kruskal_wallis").Df1 + 1;
        Assert.Equal(Numbers(truth, "effectsize")[1], lambda / (lambda + n - groups), 1e-5);
    }

    // Statistic, degrees of freedom (one or two), p.
    private static void Check(Comparison one, string test, double[] truth)
    {
        var found = one.Tests.Single(one => one.Name == test);
        double[] ours = found.Df2 is { } second ? [found.Statistic, found.Df1, second, found.PValue] : [found.Statistic, found.Df1, found.PValue];
        Same(9, truth, ours);
    }

    private static void Same(double digits, double[] truth, params double[] found)
    {
        Assert.Equal(truth.Length, found.Length);
        for (int i = 0; i < truth.Length; i++) CorrectDigits.Assert(digits, found[i], truth[i], $"number {i}");
    }

    private static double Number(JsonElement at, string name) => at.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement at, string name) => at.GetProperty(name) is { ValueKind: JsonValueKind.Array } many ? [.. many.EnumerateArray().Select(one => one.GetDouble())] : [.. at.GetProperty(name).EnumerateObject().Select(one => one.Value.GetDouble())];
}
