using CoProduction.Analysis;

namespace CoProduction.Tests.Linear.Robust;

/// <summary>
/// The wild cluster bootstrap against a loop over the rows in R that draws every combination of signs of nine communities. The p values are shares of the same 512 statistics
/// and so equal; a bound is where one draw's statistic crosses the sample's, found by bisection on both sides to about 1e-12 of itself.
/// </summary>
public sealed class WildCertifiedTests
{
    private const string Model = "y ~ trust + share + kind";

    private static Frame Nine { get; } = RobustReference.Only(RobustReference.Frame, key => string.CompareOrdinal(key, "c09") <= 0);

    [Theory]
    [InlineData("")]
    [InlineData("w")]
    public void Every_combination_of_signs_gives_the_p_values_and_intervals_of_the_loop_over_rows(string weights)
    {
        var expected = RobustReference.Numbers.Wild.Single(one => one.Weights == weights);
        var fit = RobustReference.Fit(Model, weights, Vcov.Wild, Nine);
        Assert.Equal(expected.Terms, fit.Terms);
        Assert.Equal((512, true), (fit.Wild!.Draws, fit.Wild.Enumerated));
        for (int j = 0; j < fit.Terms.Length; j++)
        {
            CorrectDigits.Assert(15, fit.Wild.PValues[j], expected.P[j], $"p value of {fit.Terms[j]}");
            Agree(fit.Wild.ConfLow[j], expected.Low[j], $"lower bound of {fit.Terms[j]}");
            Agree(fit.Wild.ConfHigh[j], expected.High[j], $"upper bound of {fit.Terms[j]}");
        }
    }

    // A share of 20,000 draws has a standard error of at most 0.0036; four of them are allowed.
    [Theory]
    [InlineData(WildWeights.Rademacher)]
    [InlineData(WildWeights.Webb)]
    public void Seeded_draws_come_near_the_enumeration_and_repeat_to_the_last_bit(WildWeights kind)
    {
        var exact = RobustReference.Fit(Model, "", Vcov.Wild, RobustReference.Frame, wild: new WildSpec(20_000));
        Assert.True(exact.Wild!.Enumerated);
        var drawn = RobustReference.Fit(Model, "", Vcov.Wild, RobustReference.Frame, wild: new WildSpec(5000, kind, 7));
        Assert.False(drawn.Wild!.Enumerated);
        for (int j = 0; j < exact.Terms.Length; j++) Assert.InRange(drawn.Wild.PValues[j] - exact.Wild.PValues[j], -0.03, 0.03);
        var again = RobustReference.Fit(Model, "", Vcov.Wild, RobustReference.Frame, wild: new WildSpec(5000, kind, 7));
        Assert.Equal(drawn.Wild.PValues, again.Wild!.PValues);
        Assert.Equal(drawn.Wild.ConfLow, again.Wild.ConfLow);
        Assert.NotEqual(drawn.Wild.PValues, RobustReference.Fit(Model, "", Vcov.Wild, RobustReference.Frame, wild: new WildSpec(5000, kind, 8)).Wild!.PValues);
    }

    [Fact]
    public void With_four_communities_the_interval_is_unbounded_and_said_to_be()
    {
        var fit = RobustReference.Fit("y ~ trust", "", Vcov.Wild, RobustReference.Only(RobustReference.Frame, key => string.CompareOrdinal(key, "c10") >= 0));
        Assert.Equal(16, fit.Wild!.Draws);
        var row = fit.Tidy()[1];
        Assert.True(row.ConfLow is null || row.ConfHigh is null);
        Assert.Null(row.Df);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("unbounded", StringComparison.Ordinal));
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("8 distinct Rademacher draws", StringComparison.Ordinal));
    }

    [Fact]
    public void The_draws_stand_in_the_provenance_and_can_be_stopped()
    {
        var fit = RobustReference.Fit(Model, "", Vcov.Wild, Nine, wild: new WildSpec(500, WildWeights.Webb, 5));
        Assert.Equal(5UL, fit.Provenance.Seed);
        Assert.Contains(("wild_weights", "webb"), fit.Provenance.Options);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var spec = new LinearSpec(Formula.Parse(Model), Vcov.Wild);
        Assert.Throws<OperationCanceledException>(() => LinearModel.Fit(spec, RobustReference.Statistics(Model, "", Vcov.Wild), null, stop.Token));
    }

    private static void Agree(double? actual, double? expected, string what)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } truth) CorrectDigits.Assert(10, actual, truth, what);
    }
}
