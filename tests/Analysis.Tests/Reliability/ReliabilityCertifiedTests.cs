using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Scale;

/// <summary>The reliability of scales against psych, lavaan, survey and base R (tests/Reference/reliability), and against the published alphas of two real files.</summary>
public sealed class ReliabilityCertifiedTests
{
    // Sums over 400 rows of answers 1 to 5, by roots here and by sums in R: all but the last few of 15 printed digits must agree.
    private const double Digits = 11;

    // Tails of t beyond 1e-30 lose about log10(t²) digits.
    private const double TailDigits = 8;

    // Extraction runs to a slope of 1e-10 on both sides, the curvature is near 1.
    private const double FactorDigits = 8;

    // Oblimin stops at a slope of 3e-9 in R, where its criterion no longer shows a gain; the loadings follow to about that.
    private const double RotationDigits = 7;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "reliability", "expected.json"))).RootElement;

    /// <summary>The scales of the reference.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        foreach (var (one, i) in Expected.GetProperty("cases").EnumerateArray().Select((one, i) => (one, i))) cases.Add(i, one.GetProperty("scale").GetString()!);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Coefficients_agree_with_psych(int index, string scale)
    {
        var (expected, fit) = (Case(index), Fit(index, scale));
        Assert.Equal(expected.GetProperty("n").GetInt64(), fit.Rows);
        var alpha = fit["alpha"]!;
        CorrectDigits.Assert(Digits, alpha.Estimate, Number(expected, "alpha"), "alpha");
        CorrectDigits.Assert(Digits, alpha.StdError, Number(expected, "std_error"), "standard error");
        CorrectDigits.Assert(Digits, alpha.ConfLow, Numbers(expected, "feldt90")[0], "Feldt, lower");
        CorrectDigits.Assert(Digits, alpha.ConfHigh, Numbers(expected, "feldt90")[1], "Feldt, upper");
        CorrectDigits.Assert(Digits, fit["standardised_alpha"]!.Estimate, Number(expected, "standardised_alpha"), "standardised alpha");
        CorrectDigits.Assert(Digits, fit.Lambda6, Number(expected, "lambda6"), "lambda6");
        CorrectDigits.Assert(Digits, fit.AverageCorrelation, Number(expected, "average_r"), "average r");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Items_agree_with_psych(int index, string scale)
    {
        var (expected, fit) = (Case(index).GetProperty("items"), Fit(index, scale));
        Check("mean", item => item.Mean);
        Check("std_dev", item => item.StdDev);
        // Skewness near 0 is a difference of sums of order 1.
        foreach (var (item, truth) in fit.Items.Zip(Numbers(expected, "skewness"))) CorrectDigits.Assert(Digits, item.Skewness - truth, 0, "skewness");
        Check("kurtosis", item => item.Kurtosis);
        Check("floor", item => item.Floor);
        Check("ceiling", item => item.Ceiling);
        Check("item_total", item => item.ItemTotal);
        Check("item_rest", item => item.ItemRest);
        Check("corrected", item => item.Corrected);
        if (fit.Items.Length > 2) Check("deleted", item => item.AlphaIfDeleted);
        for (int i = 0; i < fit.Items.Length; i++) CheckDiscrimination(fit.Items[i].Discrimination, [.. expected.GetProperty("discrimination")[i].EnumerateArray().Select(one => one.GetDouble())]);

        void Check(string name, Func<ItemStatistic, double?> value)
        {
            foreach (var (item, truth) in fit.Items.Zip(Numbers(expected, name))) CorrectDigits.Assert(Digits, value(item), truth, $"{name} of {item.Item}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Splits_agree_with_psych_and_base_R(int index, string scale)
    {
        var (expected, fit) = (Case(index), Fit(index, scale));
        foreach (var (split, name) in fit.Splits.Zip(["odd_even", "first_second"]))
        {
            Assert.Equal(name, split.Name);
            double[] truth = Numbers(expected, name);
            CorrectDigits.Assert(Digits, split.Correlation, truth[0], $"{name} correlation");
            CorrectDigits.Assert(Digits, split.SpearmanBrown, truth[1], $"{name} Spearman-Brown");
            CorrectDigits.Assert(Digits, split.Guttman, truth[2], $"{name} Guttman");
        }
        double[] all = Numbers(expected, "splits");
        CorrectDigits.Assert(Digits, fit.AllSplits.Best.Guttman, all[0], "lambda4");
        CorrectDigits.Assert(Digits, fit.AllSplits.Mean, all[1], "mean of all splits");
        CorrectDigits.Assert(Digits, fit.AllSplits.Minimum, all[2], "smallest of all splits");
        Assert.Equal(((int)all[3], false), (fit.AllSplits.Splits, fit.AllSplits.Sampled));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Omega_of_one_factor_agrees_with_lavaan(int index, string scale)
    {
        var (expected, fit) = (Case(index), Fit(index, scale));
        if (fit.Items.Length < 3)
        {
            Assert.Null(fit["omega"]);
            Assert.Contains(fit.Cautions, caution => caution.En.Contains("omega needs at least 3", StringComparison.Ordinal));
            return;
        }
        CorrectDigits.Assert(FactorDigits, fit["omega"]!.Estimate, Number(expected, "omega"), "omega");
        // lavaan stops at a slope of about 1e-6.
        CorrectDigits.Assert(6, fit["omega"]!.Estimate, Number(expected, "lavaan"), "lavaan");
        foreach (var (item, truth) in fit.Loadings.Zip(Numbers(expected, "one_factor"))) CorrectDigits.Assert(FactorDigits, item.OneFactor, truth, $"loading of {item.Item}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Omega_hierarchical_agrees_with_psych(int index, string scale)
    {
        var (expected, fit) = (Case(index), Fit(index, scale));
        int factors = expected.GetProperty("factors").GetInt32();
        if (factors == 0)
        {
            Assert.Null(fit["omega_hierarchical"]);
            return;
        }
        CorrectDigits.Assert(RotationDigits, fit["omega_hierarchical"]!.Estimate, Number(expected, "omega_hierarchical"), "omega hierarchical");
        CorrectDigits.Assert(FactorDigits, fit["omega_total"]!.Estimate, Number(expected, "omega_total"), "omega total");
        CorrectDigits.Assert(RotationDigits, fit.CommonShare, Number(expected, "ecv"), "ECV");
        for (int i = 0; i < fit.Loadings.Length; i++) CheckLoadings(fit.Loadings[i], expected, i);
        // psych itself stops at 1e-5 in each of its three iterations.
        Assert.Equal(Numbers(expected, "psych")[0], fit["omega_hierarchical"]!.Estimate, 1e-5);
        CorrectDigits.Assert(6, fit["omega_total"]!.Estimate, Numbers(expected, "psych")[1], "psych's omega total");
    }

    [Fact]
    public void Weighted_coefficients_agree_with_survey()
    {
        string scale = Case(0).GetProperty("scale").GetString()!;
        var expected = Expected.GetProperty("weighted");
        var fit = ScaleRows.Fit(scale, Rows, weights: "w", with: spec => spec with { Range = (1, 5), Draws = 50 });
        CorrectDigits.Assert(Digits, fit["alpha"]!.Estimate, Number(expected, "alpha"), "alpha");
        CorrectDigits.Assert(Digits, fit["standardised_alpha"]!.Estimate, Number(expected, "standardised_alpha"), "standardised alpha");
        CorrectDigits.Assert(RotationDigits, fit["omega_hierarchical"]!.Estimate, Number(expected, "omega_hierarchical"), "omega hierarchical");
        CorrectDigits.Assert(FactorDigits, fit["omega_total"]!.Estimate, Number(expected, "omega_total"), "omega total");
        for (int i = 0; i < fit.Items.Length; i++)
        {
            CorrectDigits.Assert(Digits, fit.Items[i].Mean, Numbers(expected, "mean")[i], "mean");
            CorrectDigits.Assert(Digits, fit.Items[i].StdDev, Numbers(expected, "std_dev")[i], "standard deviation");
            CorrectDigits.Assert(Digits, fit.Items[i].Floor, Numbers(expected, "floor")[i], "floor");
            Assert.Null(fit.Items[i].Discrimination.CriticalRatio);
        }
    }

    // Other random numbers than R's: each standard deviation of 4,000 draws is good to 1.1 %, the difference to 1.6 %; four times that, and for the ends of the interval a fifth of a deviation.
    [Theory]
    [InlineData("rows", null, null, 1, "percentile intervals from 4000 draws of rows")]
    [InlineData("clusters", "community", null, 1, "t intervals of ln(1 - coefficient), 47 df, from 4000 draws of communities")]
    [InlineData("clusters", "community", ReliabilityInterval.Percentile, 3, "percentile intervals from 4000 draws of communities")]
    public void Bootstraps_spread_as_in_R(string kind, string? cluster, ReliabilityInterval? interval, int low, string words)
    {
        double[] expected = Numbers(Expected.GetProperty("bootstrap"), kind);
        var fit = ScaleRows.Fit(Case(0).GetProperty("scale").GetString()!, Rows, cluster: cluster, with: spec => spec with { Range = (1, 5), Draws = 4000, Interval = interval });
        var alpha = fit["alpha"]!;
        Assert.Equal(1, alpha.StdError!.Value / expected[0], 0.064);
        Assert.Equal(0, (alpha.ConfLow!.Value - expected[low]) / expected[0], 0.2);
        Assert.Equal(0, (alpha.ConfHigh!.Value - expected[low + 1]) / expected[0], 0.2);
        Assert.Equal(cluster is null ? ("bootstrap", 0) : ("cluster bootstrap", Expected.GetProperty("bootstrap").GetProperty("communities").GetInt32()), (fit.Uncertainty, fit.Communities));
        Assert.Equal(RandomStream.DefaultSeed, fit.Provenance.Seed);
        Assert.EndsWith(words, fit.Provenance.Method, StringComparison.Ordinal);
    }

    // R's draws are given to both sides; they are printed to 15 digits, and the ends hold 1 - c, which has a digit less.
    [Fact]
    public void Intervals_of_given_draws_agree_with_boot()
    {
        var given = Expected.GetProperty("intervals");
        List<double> draws = [.. Numbers(given, "draws")];
        foreach (var one in given.GetProperty("cases").EnumerateArray())
        {
            var (level, units) = (Number(one, "level"), one.GetProperty("units").GetInt32());
            Check(ScaleInterval.TOfLog(Number(given, "estimate"), draws, units, level), Numbers(one, "t"), $"t, {units} units");
            Check(ScaleInterval.Percentile(draws, level), Numbers(one, "percentile"), $"percentile, {level}");
        }

        static void Check((double Low, double High) found, double[] expected, string what)
        {
            CorrectDigits.Assert(13, found.Low, expected[0], $"{what}, lower");
            CorrectDigits.Assert(13, found.High, expected[1], $"{what}, upper");
        }
    }

    [Fact]
    public void Four_items_of_a_real_file_have_raw_alpha_0_8390047()
    {
        var rows = ReferenceFile.Integers(RealFiles.Path("stats/alpha.csv"));
        CorrectDigits.Assert(7, ScaleRows.Fit(string.Join(" + ", rows.Names), rows)["alpha"]!.Estimate, 0.8390047, "alpha");
    }

    [Theory]
    [InlineData("computers =~ q06 + q07 + q10 + q13 + q14 + q15 + q18", 0.823, "")]
    [InlineData("statistics =~ q01 - q03 + q04 + q05 + q12 + q16 + q20 + q21", 0.821, "")]
    [InlineData("unreversed =~ q01 + q03 + q04 + q05 + q12 + q16 + q20 + q21", 0.605, "q03")]
    [InlineData("maths =~ q08 + q11 + q17", 0.819, "")]
    [InlineData("peers =~ q02 + q09 + q19 + q22 + q23", 0.570, "")]
    public void The_anxiety_questionnaire_has_its_published_alphas(string scale, double alpha, string suspect)
    {
        var fit = ScaleRows.Fit(scale, ReferenceFile.Integers(RealFiles.Path("stats/SAQ.csv")), with: spec => spec with { Range = (1, 5) });
        Assert.Equal(2571, fit.Rows);
        Assert.Equal(alpha, fit["alpha"]!.Estimate, 0.0005);
        Assert.Equal(suspect, string.Join(' ', fit.ReverseSuspects));
        Assert.Equal(suspect.Length > 0, fit.Cautions.Any(caution => caution.En.StartsWith("Reverse coding check", StringComparison.Ordinal)));
    }

    private static void CheckDiscrimination(ItemDiscrimination found, double[] truth)
    {
        CorrectDigits.Assert(Digits, found.Difference, truth[0], "difference");
        CorrectDigits.Assert(Digits, found.Index, truth[1], "D");
        CorrectDigits.Assert(Digits, found.CriticalRatio, truth[2], "critical ratio");
        Assert.Equal(truth[3], found.Df);
        CorrectDigits.Assert(TailDigits, found.PValue, truth[4], "p");
    }

    // Loadings near 0 are differences of loadings of order 1: their error is absolute.
    private static void CheckLoadings(ItemLoading item, JsonElement expected, int i)
    {
        CorrectDigits.Assert(FactorDigits, item.Communality, Numbers(expected, "communality")[i], $"communality of {item.Item}");
        CorrectDigits.Assert(RotationDigits, item.General - Numbers(expected, "general")[i], 0, $"general loading of {item.Item}");
        var groups = expected.GetProperty("group")[i].EnumerateArray().Select(one => one.GetDouble());
        foreach (var (loading, truth) in item.Groups.Zip(groups)) CorrectDigits.Assert(RotationDigits, loading - truth, 0, $"group loading of {item.Item}");
    }

    private static JsonElement Case(int index) => Expected.GetProperty("cases")[index];

    private static ReliabilityFit Fit(int index, string scale)
    {
        int factors = Case(index).GetProperty("factors").GetInt32();
        return ScaleRows.Fit(scale, Rows, with: spec => spec with { Range = (1, 5), Level = 0.9, Factors = factors == 0 ? ReliabilitySpec.DefaultFactors : factors });
    }

    private static double Number(JsonElement at, string name) => at.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement at, string name) => [.. at.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    private static Frame Rows { get; } = new([.. ReferenceFile.Columns(Path.Combine(RealFiles.Root, "tests", "Reference", "reliability", "answers.csv")).Select(column => column.Name == "community"
        ? (Column)new TextColumn(column.Name, [.. column.Cells], [])
        : new NumberColumn(column.Name, [.. column.Cells.Select(cell => cell == "NA" ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], [.. column.Cells.Select(cell => cell == "NA" ? MissingReason.Blank : MissingReason.Present)]))]);
}
