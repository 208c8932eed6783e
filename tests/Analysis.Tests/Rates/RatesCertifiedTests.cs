using System.Globalization;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>Wilson intervals against R's prop.test, and rates over communities against sums by hand.</summary>
public sealed class RatesCertifiedTests
{
    private static readonly RatesSpec Spec = new([new RateRule(
        "voting", "2022-1", "district-x", new(2015, 1, 1), null, new("投票率", "Voting"), ["community", "year"], new("投票户数", "households that voted"), new("有选举权户数", "eligible households"), Label.Same("Wu 2022"))]);

    private static readonly Frame Communities = RowsOf.Table("community,households:int\nc1,100\nc2,300\nc3,50");

    // Twelve digits: R prints 17 and the formula has no cancellation beyond one subtraction of like terms at small n.
    private const double Digits = 12;

    [Fact]
    public void Intervals_equal_R_prop_test()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(RealFiles.Root, "tests/Reference/rates/rates.csv")).Skip(2)];
        Assert.Equal(8, lines.Length);
        foreach (string line in lines)
        {
            double[] cell = [.. line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            var result = Rates.Fit(Spec with { Level = cell[2] }, RowsOf.Table($"community,year:int,rate:cat,numerator:int,denominator:int,base_population:cat,design:cat\nc1,2018,voting,{cell[0]},{cell[1]},households,census"), Communities);
            CorrectDigits.Assert(Digits, result.Communities[0].Low, cell[3], $"low of {line}");
            CorrectDigits.Assert(Digits, result.Communities[0].High, cell[4], $"high of {line}");
        }
    }

    [Fact]
    public void Counted_communities_are_summed_and_missing_numbers_left_out()
    {
        var all = Fit("c1,2018,voting,40,100,households,census\nc2,2018,voting,60,300,households,census\nc3,2018,voting,?,50,households,census").Of("voting", "2018")!;
        Assert.Equal((100L, 400L, 0.25, 1), (all.Numerator!.Value, all.Denominator!.Value, all.Estimate!.Value, all.Undetermined));
    }

    [Fact]
    public void Sampled_communities_are_weighted_by_households_with_Kish_effective_number()
    {
        var all = Fit("c1,2018,voting,10,20,sample,sample\nc2,2018,voting,10,40,sample,sample").Of("voting", "2018")!;
        Assert.Equal((100 * 0.5 + 300 * 0.25) / 400, all.Estimate!.Value, 15);
        Assert.Equal(400.0 * 400 / (100.0 * 100 / 20 + 300.0 * 300 / 40), all.EffectiveN!.Value, 12);
    }

    [Fact]
    public void A_denominator_of_zero_is_undetermined()
    {
        var rate = Fit("c1,2018,voting,0,0,households,census").Communities[0];
        Assert.Null(rate.Estimate);
        Assert.Equal(1, rate.Undetermined);
    }

    [Fact]
    public void A_sampled_community_without_households_is_refused() =>
        Assert.Contains("c9", Assert.Throws<StudyException>(() => Fit("c9,2018,voting,1,2,sample,sample")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_interval_holds_the_rate_and_shrinks_with_n() =>
        Prop.ForAll(Gen.Choose(1, 500).SelectMany(n => Gen.Choose(0, n).Select(x => (x, n))).ToArbitrary(), pair =>
        {
            var small = Fit($"c1,2018,voting,{pair.x},{pair.n},households,census").Communities[0];
            var large = Fit($"c1,2018,voting,{10 * pair.x},{10 * pair.n},households,census").Communities[0];
            return small.Low <= small.Estimate && small.Estimate <= small.High && large.High - large.Low < small.High - small.Low;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tables_rest_on_the_denominators() =>
        Assert.Equal(100, RatesTables.ByCommunity(Fit("c1,2018,voting,40,100,households,census"), "voting", "2018").Rows[0].Base);

    [Fact]
    public void A_withheld_community_cannot_be_had_from_the_total()
    {
        var table = RatesTables.ByCommunity(Fit("c1,2018,voting,3,40,households,census\nc2,2018,voting,30,60,households,census\nc3,2018,voting,70,90,households,census\nc4,2018,voting,?,50,households,census"), "voting", "2018");
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        Assert.Equal(2, released.Withheld);
        Assert.Equal(190, released.Rows.Single(row => row.Key[1] == TableRow.Total).Base);
    }

    private static RatesResult Fit(string rows) =>
        Rates.Fit(Spec, RowsOf.Table("community,year:int,rate:cat,numerator:int,denominator:int,base_population:cat,design:cat\n" + rows), Communities);
}
