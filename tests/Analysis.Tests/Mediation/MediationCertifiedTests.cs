using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Mediation;

/// <summary>
/// Against R (tests/Reference/mediation/mediation.R): lm, sandwich, lavaan, boot and closed forms. Both sides compute in double precision on designs of condition below 1e3 (age is the longest
/// column), so at least twelve digits are common unless a comment says otherwise.
/// </summary>
public class MediationCertifiedTests
{
    private const double Digits = 12;

    public static TheoryData<int, string> Cases() => Named("cases");

    public static TheoryData<int, string> Moderated() => Named("moderated");

    public static TheoryData<int, string> Levels() => Named("levels");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Paths_and_effects_agree_with_lm_and_the_delta_method(int index, string model)
    {
        var expected = Mediated.Expected.GetProperty("cases")[index];
        string weights = expected.GetProperty("weights").GetString()!, cluster = expected.GetProperty("cluster").GetString()!;
        var fit = Mediated.Fit(Mediated.Spec(model), Mediated.Frame, cluster.Length > 0 ? cluster : null, weights.Length > 0 ? weights : null, null, Mediated.Gender);
        CheckPaths(expected, fit, cluster.Length == 0);
        CheckEffects(expected, fit);
        foreach (var (truth, quality) in expected.GetProperty("r2").EnumerateArray().Zip(fit.Quality)) CorrectDigits.Assert(Digits, quality.RSquared, truth.GetDouble(), $"R² of {quality.Outcome}");
    }

    // lavaan's optimiser stops about 1e-8 before the maximum, however often it is started again: seven digits are common.
    [Theory]
    [InlineData(0, "indirect", "indirect: x -> m1 -> y")]
    [InlineData(0, "total", "total: x -> y")]
    [InlineData(1, "i1", "indirect: x -> m1 -> y")]
    [InlineData(1, "i2", "indirect: x -> m2 -> y")]
    [InlineData(1, "i3", "indirect: x -> m1 -> m2 -> y")]
    [InlineData(1, "total", "total: x -> y")]
    public void Effects_agree_with_lavaan(int index, string label, string name)
    {
        var expected = Mediated.Expected.GetProperty("lavaan")[index];
        var effect = Mediated.Fit(Mediated.Spec(expected.GetProperty("model").GetString()!), Mediated.Frame).Effect(name);
        var truth = expected.GetProperty("effects").GetProperty(label);
        CorrectDigits.Assert(7, effect.Estimate, truth.GetProperty("estimate").GetDouble(), name);
        CorrectDigits.Assert(7, effect.DeltaStdError, truth.GetProperty("delta_se").GetDouble(), $"standard error of {name}");
    }

    // A border of a region is a root of a difference of squares: it keeps about two digits less than the estimates.
    [Theory]
    [MemberData(nameof(Moderated))]
    public void Moderation_agrees_with_the_closed_forms(int index, string model)
    {
        var expected = Mediated.Expected.GetProperty("moderated")[index];
        var fit = Mediated.Fit(Mediated.Spec(model, direct: expected.GetProperty("direct").GetBoolean()), Mediated.Frame);
        CheckPaths(expected, fit, true);
        CheckEffects(expected, fit);
        foreach (var (truth, region) in expected.GetProperty("regions").EnumerateArray().Zip(fit.Regions.Where(region => region.Path != "x -> y")))
        {
            Assert.Equal(truth.GetProperty("outside").GetBoolean() ? "outside" : "inside", region.Side);
            CorrectDigits.Assert(10, region.Low, truth.GetProperty("low").GetDouble(), $"{region.Kind} low");
            CorrectDigits.Assert(10, region.High, truth.GetProperty("high").GetDouble(), $"{region.Kind} high");
            CorrectDigits.Assert(14, region.Share, truth.GetProperty("share").GetDouble(), "share");
        }
    }

    public static TheoryData<int, string> Mixed() => Named("mixed");

    // lme4's search over the one variance ratio stops where the deviance no longer changes, at the root of the machine's precision: six to eight digits of what depends on it.
    [Theory]
    [MemberData(nameof(Mixed))]
    public void Random_intercepts_agree_with_lme4(int index, string model)
    {
        var expected = Mediated.Expected.GetProperty("mixed")[index];
        var levels = expected.GetProperty("levels").GetString() == "1-1-1" ? PathLevels.OneOneOne : PathLevels.TwoOneOne;
        var fit = Mediated.Fit(Mediated.Spec(model) with { Levels = levels, Estimator = PathEstimator.RandomIntercepts }, Mediated.Frame, "community");
        CheckLevelPaths(expected, fit, 6);
        Assert.All(fit.Searches, search => Assert.True(search.Converged));
        Assert.Equal(fit.Searches.Count(search => search.Singular), fit.Cautions.Count(caution => caution.En.Contains("singular", StringComparison.Ordinal)));
        foreach (var truth in expected.GetProperty("effects").EnumerateObject())
        {
            CorrectDigits.Assert(6, fit.Effect(truth.Name).Estimate, Number(truth.Value, "estimate"), truth.Name);
            CorrectDigits.Assert(6, fit.Effect(truth.Name).DeltaStdError, Number(truth.Value, "delta_se"), $"standard error of {truth.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Levels_agree_with_regressions_on_dummies_and_on_means(int index, string model)
    {
        var expected = Mediated.Expected.GetProperty("levels")[index];
        var levels = expected.GetProperty("levels").GetString() == "1-1-1" ? PathLevels.OneOneOne : PathLevels.TwoOneOne;
        var fit = Mediated.Fit(Mediated.Spec(model) with { Levels = levels }, Mediated.Frame, "community");
        CheckLevelPaths(expected, fit, Digits);
        CheckEffects(expected, fit);
    }

    // The counts of each draw are the same on both sides (Park and Miller's generator, exact in double precision). A quantile lies between two draws, each good to about 13 digits; bounds near 0
    // lose some of them, and a BCa bound some more through the normal quantile of its place.
    [Theory]
    [InlineData("cluster", EffectInterval.Percentile, 12)]
    [InlineData("case", EffectInterval.Percentile, 12)]
    [InlineData("cluster", EffectInterval.Bca, 11)]
    [InlineData("case", EffectInterval.Bca, 11)]
    public void Intervals_agree_with_boot_on_the_same_resamples(string unit, EffectInterval interval, double digits)
    {
        var expected = Mediated.Expected.GetProperty("intervals").GetProperty(unit);
        bool clusters = unit == "cluster";
        var spec = new MediationSpec(PathModel.Parse("x -> m1 + m2 -> y | gender"), draws: expected.GetProperty("draws").GetInt32()) { Interval = interval, Resample = clusters ? ResampledUnit.Cluster : ResampledUnit.Case };
        var fit = Mediated.Fit(spec, Mediated.Frame, "community", null, ParkMiller(expected.GetProperty("seed").GetDouble()), Mediated.Gender);
        Assert.Equal(0, fit.FailedDraws);
        foreach (var truth in expected.GetProperty("effects").EnumerateObject())
        {
            var effect = fit.Effect(truth.Name);
            var bounds = truth.Value.GetProperty(interval == EffectInterval.Bca ? "bca" : "percentile");
            CorrectDigits.Assert(Digits, effect.StdError, Number(truth.Value, "boot_se"), $"{truth.Name} standard error");
            CorrectDigits.Assert(digits, effect.ConfLow, bounds[0].GetDouble(), $"{truth.Name} low");
            CorrectDigits.Assert(digits, effect.ConfHigh, bounds[1].GetDouble(), $"{truth.Name} high");
        }
    }

    // The quantile of n draws has the standard error √(p(1-p)/n) / density; a seeded run is either inside five of them for good or for bad.
    [Fact]
    public void Monte_Carlo_bounds_are_those_of_a_product_of_normals()
    {
        const int Draws = 200_000;
        var effect = Mediated.Fit(Mediated.Spec("x -> m1 -> y | age", Draws), Mediated.Frame).Effect("indirect: x -> m1 -> y");
        var truth = Mediated.Expected.GetProperty("monte_carlo");
        double error = Math.Sqrt(0.025 * 0.975 / Draws);
        Assert.InRange(Math.Abs(effect.ConfLow!.Value - Number(truth, "low")), 0, 5 * error / Number(truth, "density_low"));
        Assert.InRange(Math.Abs(effect.ConfHigh!.Value - Number(truth, "high")), 0, 5 * error / Number(truth, "density_high"));
    }

    private static void CheckPaths(JsonElement expected, MediationFit fit, bool residualDf)
    {
        foreach (var path in expected.GetProperty("paths").EnumerateObject())
        {
            string[] words = path.Name.Split('~');
            var found = fit.Path(words[0], words[1]);
            CorrectDigits.Assert(Digits, found.Estimate, Number(path.Value, "estimate"), path.Name);
            CorrectDigits.Assert(Digits, found.StdError, Number(path.Value, "std_error"), $"standard error of {path.Name}");
            Assert.Equal(residualDf ? Number(path.Value, "df") : fit.Communities - 1, found.Df);
        }
    }

    private static void CheckLevelPaths(JsonElement expected, MediationFit fit, double digits)
    {
        foreach (var path in expected.GetProperty("paths").EnumerateObject())
        {
            string[] words = path.Name.Split(' ', '~');
            var found = fit.Path(words[1], words[2], words[0]);
            CorrectDigits.Assert(digits, found.Estimate, Number(path.Value, "estimate"), path.Name);
            CorrectDigits.Assert(digits, found.StdError, Number(path.Value, "std_error"), $"standard error of {path.Name}");
        }
    }

    private static void CheckEffects(JsonElement expected, MediationFit fit)
    {
        foreach (var truth in expected.GetProperty("effects").EnumerateObject())
        {
            var effect = fit.Effect(truth.Name);
            CorrectDigits.Assert(Digits, effect.Estimate, Number(truth.Value, "estimate"), truth.Name);
            CorrectDigits.Assert(Digits, effect.DeltaStdError, Number(truth.Value, "delta_se"), $"standard error of {truth.Name}");
        }
    }

    // As many units as there are, each ⌊u n⌋ of the next u.
    private static UnitDraw ParkMiller(double seed)
    {
        double state = seed;
        return (_, counts) =>
        {
            counts.Clear();
            for (int i = 0; i < counts.Length; i++)
            {
                state = 16807 * state % 2147483647;
                counts[(int)Math.Floor(state / 2147483647 * counts.Length)]++;
            }
        };
    }

    private static TheoryData<int, string> Named(string part)
    {
        var cases = new TheoryData<int, string>();
        foreach (var (one, index) in Mediated.Expected.GetProperty(part).EnumerateArray().Select((one, index) => (one, index))) cases.Add(index, one.GetProperty("model").GetString()!);
        return cases;
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
