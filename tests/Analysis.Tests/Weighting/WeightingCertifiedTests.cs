using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using CoProduction.Tests.Surveys;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Weights;

/// <summary>Adjusted weights: against R's survey in <see cref="SurveyCertifiedTests"/>; here what they promise, and what is refused.</summary>
public class WeightingCertifiedTests
{
    private static readonly ImmutableArray<PopulationMargin> Margins = WeightingSpec.ParseMargins("kind: commodity=0.55, mixed=0.15, unit=0.30; tenure: owner=0.58, renter=0.42");

    /// <summary>R's weights: raking is stopped when no weight changes by more than 1e-13, and R's by a table that changes by less than 1e-15 of the sum; both then agree to 11 digits.</summary>
    [Fact]
    public void Adjusted_weights_agree_with_R()
    {
        foreach (var (name, expected) in SurveyReference.Numbers.Weights)
        {
            var spec = name == "trim" ? WeightingSpec.None with { Lower = 7, Upper = 30 }
                : SurveyReference.Spec(SurveyReference.Numbers.Cases.First(one => one.Settings.ToString().Contains(name == "greg" ? "calibrate" : name == "post" ? "poststratify" : name, StringComparison.Ordinal))).Weighting!;
            var result = Weighting.Fit(spec, WeightingRows.Of(spec, SurveyReference.Sample, "w"));
            for (int i = 0; i < expected["weights"].Length; i++) CorrectDigits.Assert(11, result.Weights[i], expected["weights"][i], $"{name} weight {i}");
        }
    }

    [Fact]
    public void Raking_meets_its_margins_and_keeps_the_sum()
    {
        var result = Fit(WeightingSpec.Rake(Margins));
        foreach (var row in result.Tidy())
        {
            string[] key = row.Term.Split('=');
            CorrectDigits.Assert(12, row.Estimate, Margins.Single(margin => margin.Field == key[0]).Population[key[1]], row.Term);
        }
        CorrectDigits.Assert(12, result.After.Sum, result.Before.Sum, "sum of weights");
        Assert.True(result.Rounds > 1 && result.LastChange <= result.Spec.Tolerance);
    }

    [Fact]
    public void Calibration_meets_its_totals()
    {
        var result = Fit(WeightingSpec.Calibrate(WeightingSpec.ParseTotals("1=7200, x1=700, x2=350000")));
        Assert.All(result.Tidy().Zip([7200.0, 700, 350000]), pair => CorrectDigits.Assert(12, pair.First.Estimate, pair.Second, pair.First.Term));
    }

    [Fact]
    public void Trimmed_weights_stay_inside_and_keep_their_sum()
    {
        var result = Fit(WeightingSpec.None with { Lower = 8, Upper = 25 });
        Assert.True(result.Trimmed > 0 && result.After.Smallest >= 8 && result.After.Largest <= 25);
        CorrectDigits.Assert(12, result.After.Sum, result.Before.Sum, "sum of weights");
        Assert.True(result.After.DesignEffect < result.Before.DesignEffect);
        Assert.Equal(result.After.Rows / result.After.DesignEffect, result.After.EffectiveRows, 9);
    }

    // A round of raking multiplies the weights of a cell by one factor, so the order of rows and the unit of the weights cannot matter.
    [Fact]
    public void The_unit_of_the_sampling_weights_does_not_matter() => Prop.ForAll(Gen.Choose(1, 1000).ToArbitrary(), scale =>
    {
        var scaled = SurveyReference.Sample.With(Rows.Number("w", [.. ((NumberColumn)SurveyReference.Sample["w"]).Values.Select(w => w * scale)]));
        var spec = WeightingSpec.Rake(Margins);
        return Weighting.Fit(spec, WeightingRows.Of(spec, scaled, "w")).Weights.Zip(Fit(spec).Weights).All(pair => Math.Abs(pair.First / scale / pair.Second - 1) < 1e-11);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kind: commodity=0.5, mixed=0.5", "no population")]
    [InlineData("kind: commodity=0.5, mixed=0.2, unit=0.2, other=0.1", "No row")]
    public void A_population_that_does_not_match_the_rows_is_refused(string margins, string said)
    {
        var fault = Rows.Throws(() => Fit(WeightingSpec.Rake(WeightingSpec.ParseMargins(margins)))).Fault;
        Assert.Contains(said, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Rows.Throws(() => WeightingSpec.ParseMargins("commodity=1"));
        Rows.Throws(() => WeightingSpec.ParseTotals("age"));
        Rows.Throws(() => WeightingSpec.Rake(WeightingSpec.ParseMargins("kind: a=-1, b=2")));
        Rows.Throws(() => WeightingSpec.Rake(WeightingSpec.ParseMargins("kind: a=10, b=20; tenure: o=10, r=40")));
        Rows.Throws(() => Fit(WeightingSpec.Calibrate(WeightingSpec.ParseTotals("1=7000, x1=90000"))));
        Rows.Throws(() => Fit(WeightingSpec.None with { Lower = 3, Upper = 2 }));
        Rows.Throws(() => Fit(WeightingSpec.None with { Lower = 1000 }));
        var blank = new Frame([Rows.Text("kind", "a", ""), Rows.Number("w", 1, 1)]);
        var spec = WeightingSpec.Rake(WeightingSpec.ParseMargins("kind: a=1"));
        Rows.Throws(() => WeightingRows.Of(spec, blank, "w"));
        Rows.Throws(() => Weighting.Fit(spec, WeightingRows.Of(spec, new Frame([Rows.Text("kind", "a", "a"), Rows.Number("w", 0, 0)]), "w")));
    }

    private static WeightingResult Fit(WeightingSpec spec) => Weighting.Fit(spec, WeightingRows.Of(spec, SurveyReference.Sample, "w"));
}
