using CoProduction.Analysis;
using CoProduction.Tests.Describing;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Factoring;

/// <summary>What factors must keep, and what they refuse.</summary>
public sealed class FactorPropertyTests
{
    private static readonly Arbitrary<Frame> Samples = Gen.Choose(150, 300).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => FactorRows.Sample(rows, (ulong)seed)).ToArbitrary();

    [Fact]
    public void Order_of_rows_blocks_and_units_do_not_matter() => Holds(rows =>
    {
        var whole = Fit(rows);
        var scaled = rows.With([new NumberColumn("q2", [.. ((NumberColumn)rows["q2"]).Values.Select(value => 40 + 3 * value)], [])]);
        return Same(whole, Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))) && Same(whole, FactorRows.Fit(rows, FactorRows.Of(8), Two, block: 13)) && Same(whole, Fit(scaled));
    });

    [Fact]
    public void A_rotation_keeps_communalities_and_residuals() => Holds(rows =>
    {
        var plain = FactorRows.Fit(rows, FactorRows.Of(8), spec => Two(spec) with { Rotation = FactorRotation.None });
        return Enum.GetValues<FactorRotation>().All(rotation =>
        {
            var turned = FactorRows.Fit(rows, FactorRows.Of(8), spec => Two(spec) with { Rotation = rotation });
            return turned.Items.Zip(plain.Items).All(pair => Near(Common(turned, pair.First), pair.Second.Communality)) && Near(turned.Factors[^1].Cumulative, plain.Factors[^1].Cumulative);
        });
    });

    [Fact]
    public void Every_row_twice_is_every_row_of_weight_two_and_weighted_rows_have_no_tests() => Holds(rows =>
    {
        var doubled = rows.Picked([.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { r, r })]);
        var heavy = rows.With([new NumberColumn("w", [.. Enumerable.Repeat(2.0, rows.Rows)], [])]);
        return new[] { false, true }.All(polychoric =>
        {
            FactorSpec With(FactorSpec spec) => Two(spec) with { Polychoric = polychoric };
            var (twice, weighted) = (Given(() => FactorRows.Fit(doubled, FactorRows.Of(8), With)), Given(() => FactorRows.Fit(heavy, FactorRows.Of(8), With, weights: "w")));
            if (twice is null || weighted is null) return polychoric && twice is null && weighted is null;
            return Same(twice, weighted) && weighted.Test is null && weighted.Sphericity is null;
        });
    });

    // Polychoric correlations of arbitrary answers can contradict each other, and are refused.
    private static FactorFit? Given(Func<FactorFit> fit)
    {
        try
        {
            return fit();
        }
        catch (StudyException)
        {
            return null;
        }
    }

    [Fact]
    public void A_turned_item_is_the_item_turned() => Holds(rows =>
        Same(FactorRows.Fit(rows.With([new NumberColumn("q3", [.. ((NumberColumn)rows["q3"]).Values.Select(value => 6 - value)], [])]), "~ q1 + q2 - q3 + q4 + q5 + q6 + q7 + q8", Two), Fit(rows)));

    [Fact]
    public void All_components_together_explain_everything() => Holds(rows =>
        Near(FactorRows.Fit(rows, FactorRows.Of(8), spec => spec with { Factors = 8, Method = FactorMethod.Pca, Rotation = FactorRotation.None, Draws = 20 }).Factors[^1].Cumulative, 1));

    [Fact]
    public void A_seed_gives_the_same_random_eigenvalues()
    {
        var rows = FactorRows.Sample(200, 3);
        double[] Of(ulong seed) => [.. FactorRows.Fit(rows, FactorRows.Of(8), spec => spec with { Seed = seed, Draws = 50 }).Eigenvalues.Select(one => one.RandomQuantile)];
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Bivariate_normal_areas_are_right()
    {
        // Φ₂(0, 0, r) = 1/4 + asin(r) / 2π; and the limits r → ±1 are min(Φ(h), Φ(k)) and max(0, Φ(h) + Φ(k) - 1).
        foreach (double r in new[] { -0.99, -0.5, 0, 0.3, 0.8, 0.95, 0.999 }) Assert.Equal(0.25 + Math.Asin(r) / (2 * Math.PI), BivariateNormal.Lower(0, 0, r), 1e-13);
        Assert.Equal(Normal.Lower(-0.5), BivariateNormal.Lower(-0.5, 1, 0.9999), 1e-9);
        Assert.Equal(Normal.Lower(1) + Normal.Lower(0.5) - 1, BivariateNormal.Lower(1, 0.5, -0.9999), 1e-9);
        Assert.Equal((BivariateNormal.Lower(0.3, -0.7, 0.4 + 1e-5) - BivariateNormal.Lower(0.3, -0.7, 0.4 - 1e-5)) / 2e-5, BivariateNormal.Density(0.3, -0.7, 0.4), 1e-9);
    }

    [Theory]
    [InlineData("~ q1 + q2", "2 items")]
    [InlineData("~ q1 + q2 + five", "same answer")]
    [InlineData("~ q1 + q2 + q3 + twin", "combination")]
    [InlineData("~ q1 + q2 + nosuch", "nosuch")]
    [InlineData("~ q1 + q1 + q2", "twice")]
    public void What_cannot_be_factored_is_an_error_in_four_parts(string scale, string what) => Refused(() => FactorRows.Fit(Odd(), scale), what);

    [Fact]
    public void Too_many_factors_answers_and_contradictory_correlations_are_refused()
    {
        Refused(() => FactorRows.Fit(Odd(), FactorRows.Of(8), spec => spec with { Factors = 5 }), "5 factors of 8 items");
        Refused(() => FactorRows.Fit(Odd(), FactorRows.Of(8), spec => spec with { Factors = 9, Method = FactorMethod.Pca }), "9 factors");
        Refused(() => FactorRows.Fit(Odd(), "~ q1 + q2 + q3 + many", spec => spec with { Polychoric = true }), "more than 20 different answers");
        Refused(() => FactorRows.Fit(Odd(), FactorRows.Of(8), spec => spec with { BartlettScores = true, Method = FactorMethod.Pca }), "Bartlett");
        Refused(() => FactorRows.Fit(Odd(), FactorRows.Of(8), spec => spec with { Quantile = 1 }), "quantile");
        // Three pairs, each estimated by itself: a with b and b with c nearly 1, a with c nearly -1.
        Assert.Contains("not positive definite", FactorFaults.NotPositive(-0.1, true).ToString(), StringComparison.Ordinal);
        Refused(() => FactorAdequacy.Of([1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1], 3, true), "not positive definite");
    }

    [Fact]
    public void A_Heywood_case_is_said()
    {
        var rows = FactorRows.Sample(200, 11);
        var copy = rows.With([new NumberColumn("q2", [.. ((NumberColumn)rows["q1"]).Values.Select((value, r) => value + (r % 50 == 0 ? 1 : 0))], [])]);
        Assert.Contains(FactorRows.Fit(copy, FactorRows.Of(8), spec => spec with { Factors = 3 }).Cautions, caution => caution.En.StartsWith("Heywood", StringComparison.Ordinal));
    }

    private static Frame Odd()
    {
        var rows = FactorRows.Sample(120, 7);
        return rows.With([new NumberColumn("five", [.. Enumerable.Repeat(5.0, 120)], []), new NumberColumn("twin", [.. ((NumberColumn)rows["q1"]).Values.Select(value => 2 * value)], []),
            new NumberColumn("many", [.. Enumerable.Range(0, 120).Select(r => r * 0.5)], [])]);
    }

    private static void Refused(Action work, string what)
    {
        var fault = Assert.ThrowsAny<StudyException>(work).Fault;
        Assert.Contains(what, fault.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { fault.What, fault.Why, fault.Mend }, part => Assert.NotEmpty(part));
    }

    private static double Common(FactorFit fit, FactorItem item) => item.Loadings.Zip(item.Structure, (left, right) => left * right).Sum();

    private static FactorSpec Two(FactorSpec spec) => spec with { Factors = 2, Draws = 20 };

    private static FactorFit Fit(Frame rows) => FactorRows.Fit(rows, FactorRows.Of(8), Two);

    private static bool Same(FactorFit left, FactorFit right) => left.Items.Zip(right.Items).All(pair => pair.First.Loadings.Zip(pair.Second.Loadings).All(both => Math.Abs(both.First - both.Second) < 1e-6));

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-6;

    private static void Holds(Func<Frame, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Samples, property));
}
