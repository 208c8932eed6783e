using CoProduction.Analysis;

namespace CoProduction.Tests.Linear;

public class LinearModelTests
{
    private static readonly double[] X = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly double[] Y = [1.1, 1.9, 3.2, 3.8, 5.1, 6.3, 6.8, 8.1];

    private static Frame Frame(params Column[] more) => new([Rows.Number("y", Y), Rows.Number("x", X), Rows.Text("g", [.. Rows.Keys(8, 4)]), .. more]);

    [Fact]
    public void A_collinear_term_is_an_error_that_names_the_combination()
    {
        var frame = Frame(Rows.Number("a", 2, 1, 4, 3, 6, 5, 8, 9), Rows.Number("b", 3, 3, 7, 7, 11, 11, 15, 17));
        var thrown = Rows.Throws(() => Rows.Fit("y ~ x + a + b", frame));
        Assert.Equal("'b' is a combination of 'x', 'a'", thrown.Fault.What);
        Assert.Contains("Drop 'b'", thrown.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void All_collinear_terms_are_named_at_once()
    {
        var frame = Frame(Rows.Number("double", [.. X.Select(x => 2 * x)]), Rows.Number("zero", new double[8]), Rows.Number("constant", 3, 3, 3, 3, 3, 3, 3, 3));
        var thrown = Rows.Throws(() => Rows.Fit("y ~ x + double + zero + constant", frame));
        Assert.Equal("'double' is a combination of 'x'; 'zero' is zero in every row; 'constant' is a combination of '(Intercept)'", thrown.Fault.What);
    }

    /// <summary>As in R, whose <c>lm()</c> makes the levels of the rows that are left; here row 8 lacks x, and only it is of kind c.</summary>
    [Theory]
    [InlineData("y ~ x + kind", "kindb")]
    [InlineData("y ~ x + relevel(kind, ref = b)", "relevel(kind, ref = b)a")]
    [InlineData("y ~ x + factor(code)", "factor(code)2")]
    public void A_level_that_only_incomplete_rows_have_is_none(string text, string term)
    {
        var frame = new Frame([
            Rows.Number("y", Y), new NumberColumn("x", [.. X], [.. X.Select(x => x == 8 ? MissingReason.Blank : MissingReason.Present)]),
            Rows.Text("kind", "a", "b", "a", "b", "b", "a", "b", "c"), Rows.Number("code", 1, 2, 1, 2, 2, 1, 2, 3),
        ]);
        var formula = Formula.Parse(text);
        var known = formula.Variables.ToDictionary(name => name, name => new Variable(name, name == "kind" ? ["a", "b", "c"] : []));
        var used = UsedLevels.Of(formula, known, null, null, [], [frame]);
        var fit = LinearModel.Fit(new LinearSpec(formula), Rows.Reduce(Analysis.DesignPlan.Of(formula, used), frame));
        Assert.Equal(["(Intercept)", "x", term], fit.Terms);
        Assert.Equal((7, 1), (fit.Rows, fit.RowsIncomplete));
    }

    [Fact]
    public void A_level_of_rows_with_weight_zero_only_is_an_error_not_a_silent_gap()
    {
        var frame = Frame(Rows.Text("kind", "a", "b", "a", "b", "a", "b", "a", "c"), Rows.Number("w", 1, 1, 1, 1, 1, 1, 1, 0));
        var formula = Formula.Parse("y ~ kind");
        var known = new Dictionary<string, Variable> { ["y"] = Variable.Numeric("y"), ["kind"] = new("kind", ["a", "b", "c"]) };
        var thrown = Rows.Throws(() => Rows.Fit("y ~ kind", frame, "w", factors: UsedLevels.Of(formula, known, "w", null, [], [frame])["kind"]));
        Assert.Contains("'kindc' is zero in every row", thrown.Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_are_sought_no_further_than_until_all_were_met()
    {
        var known = new Dictionary<string, Variable> { ["y"] = Variable.Numeric("y"), ["g"] = new("g", ["c0", "c1", "c2", "c3"]) };
        IEnumerable<Frame> Blocks()
        {
            yield return Frame();
            throw new InvalidOperationException("a second block was read");
        }
        Assert.Equal(known["g"].Levels, UsedLevels.Of(Formula.Parse("y ~ g"), known, null, null, [], Blocks())["g"].Levels);
    }

    [Fact]
    public void Rows_must_outnumber_terms()
    {
        var frame = new Frame([Rows.Number("y", 1, 2), Rows.Number("x", 1, 3)]);
        Assert.Contains("2 complete rows for 2 terms", Rows.Throws(() => Rows.Fit("y ~ x", frame)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void CR1_needs_communities()
    {
        Assert.Contains("no community was named", Rows.Throws(() => Rows.Fit("y ~ x", Frame(), vcov: Vcov.CR1)).Fault.What, StringComparison.Ordinal);
        var one = Frame(Rows.Text("one", "a", "a", "a", "a", "a", "a", "a", "a"));
        Assert.Contains("CR1 with 1 community", Rows.Throws(() => Rows.Fit("y ~ x", one, cluster: "one", vcov: Vcov.CR1)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_the_covariance_gives_a_new_fit_and_leaves_the_old_one()
    {
        var classical = Rows.Fit("y ~ x", Frame(), cluster: "g");
        var before = classical.StdErrors;
        var robust = classical.With(Vcov.CR1);
        Assert.Equal(before, classical.StdErrors);
        Assert.Equal(classical.Coefficients, robust.Coefficients);
        Assert.NotEqual(classical.StdErrors, robust.StdErrors);
        Assert.Equal(3, robust.DegreesOfFreedom);
        Assert.Equal(classical.StdErrors, robust.With(Vcov.Classical).StdErrors);
    }

    [Fact]
    public void Few_communities_are_cautioned_about()
    {
        var fit = Rows.Fit("y ~ x", Frame(), cluster: "g", vcov: Vcov.CR1);
        Assert.Contains("CR2", Assert.Single(fit.Cautions).En, StringComparison.Ordinal);
        Assert.Empty(fit.With(Vcov.Classical).Cautions);
    }

    [Fact]
    public void The_statistics_must_be_of_the_models_formula()
    {
        var roots = Rows.Reduce(Rows.Plan("y ~ x"), Frame());
        var thrown = Rows.Throws(() => LinearModel.Fit(new LinearSpec(Formula.Parse("y ~ x - 1")), roots));
        Assert.Contains("'y ~ x - 1'", thrown.Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Provenance_names_the_variant()
    {
        var fit = Rows.Fit("y ~ x", Frame(Rows.Number("w", X)), weights: "w", cluster: "g", vcov: Vcov.CR1);
        Assert.Equal("WLS, QR of merged community roots; CR1: G/(G-1)·(N-1)/(N-k), t with G-1 df", fit.Provenance.Method);
        Assert.Equal(8, fit.Provenance.Rows);
        Assert.Equal(4, fit.Provenance.Communities);
    }

    [Fact]
    public void An_outcome_of_zeros_has_no_share_explained_and_no_statistics()
    {
        var frame = new Frame([Rows.Number("y", new double[8]), Rows.Number("x", X)]);
        var fit = Rows.Fit("y ~ x", frame);
        Assert.Null(fit.RSquared);
        Assert.Null(fit.LogLikelihood);
        Assert.All(fit.Tidy(), row => Assert.Null(row.Statistic));
    }

    [Fact]
    public void The_level_sets_the_width_of_the_interval()
    {
        var plan = Rows.Plan("y ~ x");
        var fit = LinearModel.Fit(new LinearSpec(plan.Formula, level: 0.5), Rows.Reduce(plan, Frame()));
        var row = fit.Tidy()[1];
        // qt(0.75, 6) of R.
        CorrectDigits.Assert(12, (row.ConfHigh - row.Estimate) / row.StdError, 0.7175581964914125, "half width");
        Rows.Throws(() => _ = new LinearSpec(plan.Formula, level: 95));
    }

    [Fact]
    public void Unknown_covariances_list_the_known_ones() =>
        Assert.Contains("Did you mean 'CR0'?", Rows.Throws(() => Vcov.Parse("CR4")).Fault.Mend, StringComparison.Ordinal);

    [Fact]
    public void A_covariance_is_read_by_name()
    {
        var fit = Rows.Fit("y ~ x", Frame());
        Assert.Equal(fit.Vcov[0, 1], fit.Vcov["x", "(Intercept)"]);
        Assert.Contains("'x'", Rows.Throws(() => _ = fit.Vcov["z", "x"]).Fault.Mend, StringComparison.Ordinal);
    }
}
