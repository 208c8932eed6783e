using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using CoProduction.Tests.Linear.Robust;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.FixedEffects;

/// <summary>What is refused, what is cautioned about, and what must not matter.</summary>
public sealed class FixedEffectsTests
{
    private const double Digits = 11;

    [Theory]
    [InlineData("y ~ trust", "absorbs no effects")]
    [InlineData("y ~ trust | community + year + team", "3 fields")]
    [InlineData("y ~ trust | year + year", "absorbed twice")]
    [InlineData("y ~ trust - 1 | community", "takes the intercept away")]
    [InlineData("y ~ 1 | community", "Nothing but the effects")]
    public void Formulas_that_cannot_be_absorbed_are_refused(string formula, string what) =>
        Assert.Contains(what, Rows.Throws(() => FixedRows.Fit(formula, FixedRows.Reference)).Fault.What, StringComparison.Ordinal);

    [Fact]
    public void A_term_that_does_not_vary_within_is_named_with_the_mend()
    {
        var keys = ((TextColumn)FixedRows.Reference["community"]).Values;
        var frame = FixedRows.Reference.With(Rows.Number("share", [.. keys.Select(key => key.Length + key[^1] / 7.0)]));
        var thrown = Rows.Throws(() => FixedRows.Fit("y ~ trust + share | community", frame));
        Assert.Equal("'share' does not vary within community", thrown.Fault.What);
        Assert.Contains("lmm", thrown.Fault.Mend, StringComparison.Ordinal);
        Rows.Throws(() => FixedRows.Fit("y ~ trust + I(2*trust) | community", FixedRows.Reference));
    }

    [Theory]
    [InlineData("HC1", "y ~ trust | community")]
    [InlineData("CR2", "y ~ trust | community + year")]
    [InlineData("wild", "y ~ trust | year")]
    public void Errors_that_would_not_equal_the_dummies_are_refused(string vcov, string formula) =>
        Rows.Throws(() => FixedRows.Fit(formula, FixedRows.Reference, null, Vcov.Parse(vcov), "community"));

    [Fact]
    public void CR2_under_weights_is_refused_and_the_wild_bootstrap_is_not()
    {
        Rows.Throws(() => FixedRows.Fit("y ~ trust | community", FixedRows.Reference, "w", Vcov.CR2));
        Assert.NotNull(FixedRows.Fit("y ~ trust | community", FixedRows.Reference, "w", Vcov.Wild).Wild);
    }

    // Absorbing commutes with drawing: the same signs give the p values and intervals of the model with the dummies as terms.
    [Theory]
    [InlineData(null)]
    [InlineData("w")]
    public void The_wild_bootstrap_equals_the_one_with_dummies(string? weights)
    {
        var absorbed = FixedRows.Fit("y ~ trust + kind | community", FixedRows.Reference, weights, Vcov.Wild);
        var levels = ((TextColumn)FixedRows.Reference["community"]).Values.Distinct().Order(StringComparer.Ordinal);
        var plan = Rows.Plan("y ~ trust + kind + community", new Variable("kind", ["a", "b", "c"]), new Variable("community", [.. levels]));
        var dummies = LinearModel.Fit(new LinearSpec(plan.Formula, Vcov.Wild), Rows.Reduce(plan, FixedRows.Reference, weights, "community"));
        for (int j = 0; j < absorbed.Terms.Length; j++)
        {
            int at = dummies.Terms.IndexOf(absorbed.Terms[j]);
            CorrectDigits.Assert(15, absorbed.Wild!.PValues[j], dummies.Wild!.PValues[at], "p value");
            CorrectDigits.Assert(9, absorbed.Wild.ConfLow[j], dummies.Wild.ConfLow[at]!.Value, "lower bound");
        }
    }

    [Fact]
    public void Joint_tests_of_terms_equal_those_with_dummies()
    {
        var absorbed = FixedRows.Fit("y ~ trust + kind | community", FixedRows.Reference, null, Vcov.CR2);
        var levels = ((TextColumn)FixedRows.Reference["community"]).Values.Distinct().Order(StringComparer.Ordinal);
        var plan = Rows.Plan("y ~ trust + kind + community", new Variable("kind", ["a", "b", "c"]), new Variable("community", [.. levels]));
        var dummies = LinearModel.Fit(new LinearSpec(plan.Formula, Vcov.CR2), Rows.Reduce(plan, FixedRows.Reference, null, "community"));
        var (left, right) = (WaldTest.Of(absorbed, "kind"), WaldTest.Of(dummies, "kind"));
        CorrectDigits.Assert(9, left.F, right.F!.Value, "F");
        CorrectDigits.Assert(9, left.Df2, right.Df2!.Value, "df");
        Assert.Equal(["trust", "kind", WaldTest.AllTerms], WaldTest.ByTerm(absorbed).Select(test => test.Term));
    }

    [Fact]
    public void Singletons_unconnected_sets_and_few_communities_are_cautioned_about()
    {
        var frame = new Frame(
        [
            Rows.Number("y", 1, 3, 2, 5, 4, 7, 3, 9, 2, 6, 5), Rows.Number("x", 1, 2, 2, 3, 1, 4, 5, 6, 2, 5, 3),
            Rows.Text("c", "a", "a", "a", "b", "b", "b", "b", "z", "a", "b", "a"), Rows.Text("t", "1", "2", "1", "3", "4", "3", "4", "9", "2", "3", "1"),
        ]);
        var fit = FixedRows.Fit("y ~ x | c + t", frame, vcov: Vcov.CR0, cluster: "t");
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("'c' have a single row", StringComparison.Ordinal));
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("3 unconnected sets", StringComparison.Ordinal));
        Assert.Contains(fit.Cautions, caution => caution.En.StartsWith("5 communities", StringComparison.Ordinal));
        Assert.Contains(("absorption_converged", "true"), fit.Provenance.Options);
    }

    [Fact]
    public void Rows_must_outnumber_parameters_and_the_smaller_field_must_be_small()
    {
        var few = new Frame([Rows.Number("y", 1, 2, 3), Rows.Number("x", 1, 4, 2), Rows.Text("c", "a", "b", "b")]);
        Assert.Contains("3 complete rows for 3 parameters", Rows.Throws(() => FixedRows.Fit("y ~ x | c", few)).Fault.What, StringComparison.Ordinal);
        int n = 4000;
        var many = new Frame(
        [
            Rows.Number("y", [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))]), Rows.Number("x", [.. Enumerable.Range(0, n).Select(i => Math.Cos(3 * i))]),
            Rows.Text("c", [.. Enumerable.Range(0, n).Select(i => "c" + i % 1500)]), Rows.Text("t", [.. Enumerable.Range(0, n).Select(i => "t" + i % 1200)]),
        ]);
        Assert.Contains("'t', has 1200 values", Rows.Throws(() => FixedRows.Fit("y ~ x | c + t", many)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_the_covariance_gives_a_new_fit()
    {
        var fit = FixedRows.Fit("y ~ trust | community", FixedRows.Reference);
        var classical = fit.With(Vcov.Classical);
        Assert.Equal(fit.Coefficients, classical.Coefficients);
        Assert.NotEqual(fit.StdErrors, classical.StdErrors);
        Assert.Equal(fit.StdErrors, classical.With(Vcov.CR1).StdErrors);
    }

    [Theory]
    [InlineData("y ~ trust + kind | community")]
    [InlineData("y ~ trust + kind | community + team")]
    public void Row_order_column_scale_and_names_do_not_matter(string formula)
    {
        var frame = FixedRows.Reference;
        var plain = FixedRows.Fit(formula, frame, "w");
        var trust = ((NumberColumn)frame["trust"]).Values;
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, frame.Rows).ToArray()).ToArbitrary(), Gen.Elements(1e-3, 5, 1e4).ToArbitrary(), (order, factor) =>
        {
            var scaled = frame.With(Rows.Number("trust", [.. trust.Select(value => value * factor)]));
            var renamed = scaled.With(Rows.Text("community", [.. ((TextColumn)frame["community"]).Values.Select(key => new string([.. key.Reverse()]))]));
            var other = FixedRows.Fit(formula, RobustReference.Pick(renamed, [.. order]), "w");
            for (int j = 0; j < plain.Terms.Length; j++)
            {
                double scale = plain.Terms[j] == "trust" ? factor : 1;
                CorrectDigits.Assert(Digits, other.Coefficients[j] * scale, plain.Coefficients[j], "estimate");
                CorrectDigits.Assert(Digits, other.StdErrors[j] * scale, plain.StdErrors[j], "error");
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    [Fact]
    public void A_row_twice_gives_the_estimates_of_weight_two()
    {
        var frame = FixedRows.Reference;
        int[] twice = [3, 17, 18, 60, 100];
        var doubled = FixedRows.Fit("y ~ trust | community + year", RobustReference.Pick(frame, [.. Enumerable.Range(0, frame.Rows), .. twice]));
        var weighted = FixedRows.Fit("y ~ trust | community + year", frame.With(Rows.Number("w", [.. Enumerable.Range(0, frame.Rows).Select(row => twice.Contains(row) ? 2.0 : 1)])), "w");
        CorrectDigits.Assert(Digits, doubled.Coefficients[0], weighted.Coefficients[0], "estimate");
    }

    [Theory]
    [InlineData("y ~ trust + kind | community", "year")]
    [InlineData("y ~ trust + kind | community + team", "district")]
    public void Parts_of_communities_merged_back_give_the_same_fit(string formula, string cut)
    {
        var spec = new FixedEffectsSpec(Formula.Parse(formula), null, null);
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, FixedRows.Reference.Rows).ToArray()).ToArbitrary(), order =>
        {
            var frame = RobustReference.Pick(FixedRows.Reference, [.. order]);
            var whole = FixedEffectsModel.Fit(spec, FixedRows.Reduce(spec, frame, "w"));
            var merged = FixedEffectsModel.Fit(spec, FixedRows.Reduce(spec, frame, "w", cut));
            for (int j = 0; j < whole.Terms.Length; j++)
            {
                CorrectDigits.Assert(Digits, merged.Coefficients[j], whole.Coefficients[j], "estimate");
                CorrectDigits.Assert(Digits, merged.StdErrors[j], whole.StdErrors[j], "error");
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));
    }

    // Numbers such as years of birth: the mean is a thousand times the spread and must not eat the digits.
    [Fact]
    public void A_large_mean_leaves_the_digits()
    {
        var frame = FixedRows.Reference;
        var trust = ((NumberColumn)frame["trust"]).Values;
        var plain = FixedRows.Fit("y ~ trust | community + team", frame);
        var shifted = FixedRows.Fit("y ~ trust | community + team", frame.With(Rows.Number("trust", [.. trust.Select(value => value + 1e5)])));
        CorrectDigits.Assert(10, shifted.Coefficients[0], plain.Coefficients[0], "estimate");
        CorrectDigits.Assert(10, shifted.StdErrors[0], plain.StdErrors[0], "error");
    }
}
