using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Planning;

/// <summary>Power against R's noncentral t, power.t.test and a simulation (tests/Reference/power).</summary>
public sealed class PowerCertifiedTests
{
    // Closed forms of a few operations.
    private const double Digits = 12;

    // R's pt stops its series at 1e-12 of the probability, and its upper tail is a difference from 1; uniroot ends there too.
    private const double SeriesDigits = 9;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "power", "expected.json"))).RootElement;

    [Fact]
    public void The_noncentral_t_agrees_with_R()
    {
        var points = Expected.GetProperty("noncentral");
        double[] At(string name) => [.. points.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];
        double[] t = At("t"), df = At("df"), delta = At("delta"), lower = At("lower");
        // R's error is absolute: 1e-12 of 1.
        for (int i = 0; i < t.Length; i++) CorrectDigits.Assert(10.5, NoncentralT.Lower(t[i], df[i], delta[i]) - lower[i], 0, $"t {t[i]}, df {df[i]}, delta {delta[i]}");
    }

    // A community of one person each is a simple random sample.
    [Fact]
    public void Without_clustering_it_is_the_power_of_a_t_test()
    {
        foreach (var one in Expected.GetProperty("one_sample").EnumerateArray())
        {
            var result = Power.Fit(new PowerSpec(PowerQuestion.Mean, one.GetProperty("n").GetInt32(), 1) { Effect = Number(one, "delta"), Icc = 0.3 });
            CorrectDigits.Assert(SeriesDigits, result.Power, Number(one, "power"), "power");
            CorrectDigits.Assert(SeriesDigits, result.SmallestEffect, Number(one, "smallest"), "smallest effect");
            Assert.Equal(1, result.DesignEffect);
        }
    }

    [Fact]
    public void Designs_agree_with_R()
    {
        foreach (var one in Expected.GetProperty("designs").EnumerateArray())
        {
            var result = Power.Fit(new PowerSpec(PowerQuestion.Parse(one.GetProperty("question").GetString()!), one.GetProperty("communities").GetInt32(), Number(one, "per_community"))
            {
                Icc = Number(one, "icc"),
                SizeCv = Number(one, "cv"),
                Sd = Number(one, "sd"),
                Share = Number(one, "share"),
                RSquaredWithin = Number(one, "r2_within"),
                RSquaredBetween = Number(one, "r2_between"),
                Covariates = one.GetProperty("covariates").GetInt32(),
                Effect = Number(one, "effect"),
                TargetPower = Number(one, "target"),
            });
            CorrectDigits.Assert(Digits, result.StdError, Number(one, "std_error"), "standard error");
            CorrectDigits.Assert(Digits, result.Df, Number(one, "df"), "df");
            CorrectDigits.Assert(Digits, result.DesignEffect, Number(one, "design_effect"), "design effect");
            CorrectDigits.Assert(SeriesDigits, result.Power, Number(one, "power"), "power");
            CorrectDigits.Assert(SeriesDigits, result.SmallestEffect, Number(one, "smallest"), "smallest effect");
            Assert.Equal(one.GetProperty("needed").GetInt64(), result.CommunitiesNeeded);
        }
    }

    // 20,000 simulated studies: four standard errors of a share.
    [Fact]
    public void A_simulation_finds_the_effect_as_often()
    {
        var one = Expected.GetProperty("simulated");
        var result = Power.Fit(new PowerSpec(PowerQuestion.Community, one.GetProperty("communities").GetInt32(), Number(one, "per_community")) { Icc = Number(one, "icc"), Effect = Number(one, "effect") });
        double share = Number(one, "power"), error = Math.Sqrt(share * (1 - share) / Number(one, "studies"));
        Assert.Equal(share, result.Power!.Value, 4 * error);
    }

    [Fact]
    public void Proportions_agree_with_R()
    {
        foreach (var one in Expected.GetProperty("proportions").EnumerateArray())
        {
            var spec = new PowerSpec(PowerQuestion.Proportion, one.GetProperty("J").GetInt32(), Number(one, "n")) { Icc = Number(one, "icc"), SizeCv = Number(one, "cv"), ExpectedProportion = Number(one, "p"), Margin = Number(one, "margin") };
            var (result, finite) = (Power.Fit(spec), Power.Fit(spec with { Population = Number(one, "population") }));
            CorrectDigits.Assert(Digits, result.DesignEffect, Number(one, "design_effect"), "design effect");
            CorrectDigits.Assert(Digits, result.Margin, Number(one, "achieved"), "margin");
            CorrectDigits.Assert(Digits, result.RowsNeeded, Number(one, "rows"), "people");
            Assert.Equal(one.GetProperty("communities").GetInt64(), result.CommunitiesNeeded);
            CorrectDigits.Assert(Digits, finite.Margin, Number(one, "achieved_finite"), "margin, finite");
            CorrectDigits.Assert(Digits, finite.RowsNeeded, Number(one, "rows_finite"), "people, finite");
        }
    }

    [Fact]
    public void The_smallest_effect_has_the_target_power_and_a_trait_of_people_is_two_groups_of_its_spread()
    {
        foreach (var question in PowerQuestion.All.Where(question => question != PowerQuestion.Proportion))
        {
            var spec = new PowerSpec(question, 30, 12) { Icc = 0.08, TargetPower = 0.9 };
            CorrectDigits.Assert(Digits, Power.Fit(spec with { Effect = Power.Fit(spec).SmallestEffect }).Power, 0.9, question.Name);
        }
        var groups = new PowerSpec(PowerQuestion.Difference, 30, 12) { Icc = 0.08 };
        Assert.Equal(Power.Fit(groups).SmallestEffect!.Value, Power.Fit(groups with { Question = PowerQuestion.Individual, PredictorSd = 0.5 }).SmallestEffect!.Value, 1e-12);
    }

    [Fact]
    public void An_effect_far_beyond_doubt_has_power_1_and_an_opposite_effect_the_same_power()
    {
        var spec = new PowerSpec(PowerQuestion.Mean, 30, 12) { Effect = 50 };
        Assert.Equal(1, Power.Fit(spec).Power!.Value, 1e-12);
        Assert.Equal(Power.Fit(spec with { Effect = 0.1 }).Power, Power.Fit(spec with { Effect = -0.1 }).Power);
    }

    [Fact]
    public void Plans_that_cannot_be_are_refused()
    {
        var spec = new PowerSpec(PowerQuestion.Mean, 30, 12);
        foreach (var wrong in new[]
        {
            spec with { Communities = 1 }, spec with { PerCommunity = 0.5 }, spec with { Icc = -0.1 }, spec with { Icc = double.NaN }, spec with { SizeCv = -1 }, spec with { Sd = 0 }, spec with { Share = 1 },
            spec with { RSquaredWithin = 1.1 }, spec with { Level = 1 }, spec with { TargetPower = 0.04 }, spec with { Effect = 0 }, spec with { Covariates = 29 }, spec with { PredictorSd = 0 },
            spec with { Question = PowerQuestion.Difference, PerCommunity = 1 }, spec with { RSquaredWithin = 1, RSquaredBetween = 1, Icc = 0.5 }, spec with { Question = PowerQuestion.Proportion, ExpectedProportion = 0 },
            spec with { Question = PowerQuestion.Proportion, Margin = 2 },
        })
            Linear.Rows.Throws(() => Power.Fit(wrong));
        Assert.Contains("mean", Linear.Rows.Throws(() => PowerQuestion.Parse("maen")).Fault.Mend, StringComparison.Ordinal);
    }

    private static double Number(JsonElement at, string name) => at.GetProperty(name).GetDouble();
}
