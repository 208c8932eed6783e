using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Formulas;

public class FunctionTests
{
    private static readonly Variable Kind = new("kind", ["commodity", "mixed", "old estate"]);

    [Theory]
    [InlineData("y ~ scale(x, scale = 1)", "position 22", "TRUE or FALSE")]
    [InlineData("y ~ scale(x, centre = FALSE)", "position 14", "Did you mean 'center'?")]
    [InlineData("y ~ scale(x, TRUE, TRUE, TRUE)", "position 26", "one argument too many")]
    [InlineData("y ~ scale(x, scale = TRUE, scale = FALSE)", "position 28", "given twice")]
    [InlineData("y ~ scale(center = FALSE)", "position 5", "no variable")]
    [InlineData("y ~ scale()", "position 11", "')' is unexpected")]
    [InlineData("y ~ center(x, by 2)", "position 18", "')' must follow")]
    [InlineData("y ~ center(x, by a b)", "position 20", "')' must follow")]
    [InlineData("y ~ center(x, by = a + b)", "position 22", "not the name of a field")]
    [InlineData("y ~ center(x, from community)", "position 20", "')' must follow")]
    [InlineData("y ~ center(x, group = g)", "position 15", "Allowed: x, by")]
    [InlineData("y ~ mean(x)", "position 5", "mean(x, by community)")]
    [InlineData("y ~ log(x, base = 2)", "position 12", "has no argument 'base'")]
    [InlineData("y ~ poly(x, 0)", "position 13", "whole number from 1 to 20")]
    [InlineData("y ~ poly(x, 1.5)", "position 13", "whole number from 1 to 20")]
    [InlineData("y ~ poly(x, z, 2)", "position 16", "one argument too many")]
    [InlineData("y ~ poly(x, z)", "position 13", "'z' cannot be the degree")]
    [InlineData("y ~ poly(x, 2, raw = yes)", "position 22", "TRUE or FALSE")]
    [InlineData("y ~ I(poly(x, 2)^2)", "position 7", "stands alone")]
    [InlineData("poly(y, 2) ~ x", "position 1", "stands alone")]
    [InlineData("y ~ log(C(kind, sum))", "position 9", "C(g, sum)")]
    [InlineData("y ~ C(log(x), sum)", "position 5", "plain variable")]
    [InlineData("y ~ C(kind, som)", "position 13", "Did you mean 'sum'?")]
    [InlineData("y ~ C(kind, contr.helmart)", "position 13", "Did you mean 'helmert'?")]
    [InlineData("y ~ C(kind, 2)", "position 13", "names no contrasts")]
    [InlineData("y ~ C(kind, sum, ref = mixed)", "position 5", "only treatment contrasts")]
    [InlineData("y ~ C(kind, treatment, ref = mixed, base = 2)", "position 5", "ref and as base")]
    [InlineData("y ~ C(kind, contr.treatment(3, base = 2))", "position 29", "no argument '3'")]
    [InlineData("y ~ C(kind, contr.treatment(base = x))", "position 36", "whole number")]
    [InlineData("y ~ C(kind, treatment, ref = a + b)", "position 32", "in quotes")]
    [InlineData("y ~ C(kind, sum, reference = mixed)", "position 18", "has no argument 'reference'")]
    [InlineData("y ~ relevel(kind)", "position 5", "relevel(g, ref = level)")]
    [InlineData("y ~ factor(kind, levels = mixed)", "position 27", "c(low, middle, high)")]
    [InlineData("y ~ \"x\"", "position 5", "`x`")]
    [InlineData("y ~ relevel(kind, ref = \"mixed)", "position 25", "A quote opens")]
    [InlineData("y ~ x = 2", "position 7", "'=' is unexpected")]
    public void A_wrong_call_says_where_and_what_was_expected(string text, string where, string said)
    {
        var thrown = Rows.Throws(() => Formula.Parse(text));
        Assert.Contains(where, thrown.Fault.Where, StringComparison.Ordinal);
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y ~ relevel(kind, ref = mixt)", "position 25", "Did you mean 'mixed'?")]
    [InlineData("y ~ C(kind, treatment, ref = \"old  estate\")", "position 30", "Did you mean 'old estate'?")]
    [InlineData("y ~ C(kind, treatment, base = 4)", "position 5", "1 to 3")]
    [InlineData("y ~ factor(kind, levels = c(mixed, commodity))", "position 5", "leaves out the level 'old estate'")]
    [InlineData("y ~ factor(kind, levels = c(mixed, mixed, commodity, \"old estate\"))", "position 5", "names a level twice")]
    [InlineData("y ~ C(x, sum)", "", "levels of 'C(x, sum)'")]
    [InlineData("y ~ scale(kind)", "y ~ scale(kind)", "is a category")]
    [InlineData("y ~ center(x, by comunity)", "position 18", "no variable 'comunity'")]
    public void A_call_that_the_variables_refuse_says_why(string text, string where, string said)
    {
        var formula = Formula.Parse(text);
        var variables = new[] { "y", "x", "community" }.ToDictionary(name => name, Variable.Numeric);
        variables["kind"] = Kind;
        var thrown = Rows.Throws(() => Analysis.DesignPlan.Of(formula, variables));
        Assert.Contains(where, thrown.Fault.Where, StringComparison.Ordinal);
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y ~ scale(same)", "'same' is 0.1 in every row")]
    [InlineData("y ~ center(same)", "'same' is 0.1 in every row")]
    [InlineData("y ~ poly(same, 1)", "'same' is 0.1 in every row")]
    [InlineData("y ~ scale(nought, center = FALSE)", "'nought' is 0 in every row")]
    [InlineData("y ~ poly(x, 4)", "Lower the degree to 3")]
    [InlineData("y ~ poly(two, 2)", "Use 'two' itself")]
    [InlineData("y ~ center(level, by g)", "Use 'level' itself")]
    [InlineData("y ~ scale(log(nought))", "'log(nought)' is -Infinity")]
    public void Constants_that_do_not_exist_are_refused(string text, string said)
    {
        var rows = new Frame(
        [
            Rows.Number("y", 1, 2, 3, 5, 4, 8), Rows.Number("x", 1, 2, 3, 4, 4, 1), Rows.Number("two", 1, 2, 1, 2, 1, 2), Rows.Number("same", 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
            Rows.Number("nought", 0, 0, 0, 0, 0, 0), Rows.Number("level", 1, 1, 2, 2, 7, 7), Rows.Text("g", "a", "a", "b", "b", "c", "c"),
        ]);
        Assert.Contains(said, Rows.Throws(() => Rows.Fit(text, rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_lists_the_groups_of_its_functions_as_keys()
    {
        var formula = Formula.Parse("center(y, by year) ~ I(x - mean(x, by community)) + mean(x, by community):C(kind, sum) + (center(z, by place) | g)");
        Assert.Equal(["year", "community", "place"], formula.Keys);
        Assert.Equal(["y", "x", "kind", "z"], formula.Variables);
        Assert.Equal(["kind"], formula.Factors);
        Assert.Equal(["g"], formula.Groups);
    }

    [Fact]
    public void By_can_be_given_as_an_argument_of_that_name() =>
        Assert.Equal(Formula.Parse("y ~ center(x, by community)").Terms, Formula.Parse("y ~ center(x, by = community)").Terms);

    [Fact]
    public void A_row_without_its_group_is_incomplete()
    {
        var rows = new Frame([Rows.Number("y", 1, 2, 3, 5, 4, 99), Rows.Number("x", 1, 2, 3, 5, 4, 99), Rows.Text("g", "a", "a", "b", "b", "b", "")]);
        var fit = Rows.Fit("y ~ center(x, by g)", rows);
        Assert.Equal((5, 1), (fit.Rows, fit.RowsIncomplete));
    }

    [Fact]
    public void The_constants_taken_can_be_read()
    {
        var rows = new Frame([Rows.Number("y", 1, 2, 3, 5), Rows.Number("x", 1, 2, 3, 6), Rows.Text("g", "a", "a", "b", "b")]);
        var plan = Rows.Plan("y ~ scale(x, scale = FALSE) + center(x, by g) + mean(x, by g) + poly(x, 1) + I(x/mean(x))");
        Assert.True(plan.NeedsConstants);
        Assert.Empty(plan.Constants);
        Assert.Equal(
            [
                ("scale(x, scale = FALSE)", "(x - 3)"), ("center(x, by g)", "x less the means of 2 values of g"), ("mean(x, by g)", "the means of 2 values of g"),
                ("poly(x, 1)", "orthogonal over x from 1 to 6"), ("mean(x)", "3"),
            ],
            plan.Bound(null, null, [], [rows]).Constants);
    }

    [Fact]
    public void A_plan_without_its_constants_reads_no_row() =>
        Assert.Contains("Roots.Reduce", Rows.Throws(() => _ = new RootsAccumulator(Rows.Plan("y ~ scale(x)"), null, null)).Fault.Mend, StringComparison.Ordinal);

    [Theory]
    [InlineData("y ~ x + log(x)", 1)]
    [InlineData("y ~ C(kind, sum) + poly(x, 2, raw = TRUE)", 1)]
    [InlineData("y ~ scale(x) + center(x, by g)*kind", 2)]
    [InlineData("y ~ center(scale(x), by g)", 3)]
    [InlineData("y ~ poly(x, 2)", 3)]
    public void Rows_go_by_once_more_for_each_depth_of_constants(string text, int passes)
    {
        var rows = new Frame([Rows.Number("y", 1, 2, 3, 5, 4, 8, 9), Rows.Number("x", 1, 2, 3, 6, 4, 1, 3), Rows.Text("g", "a", "a", "b", "b", "a", "b", "b"), Rows.Text("kind", "mixed", "mixed", "commodity", "commodity", "old estate", "old estate", "mixed")]);
        int begun = 0;
        IEnumerable<Frame> Counted()
        {
            begun++;
            yield return rows;
        }
        Roots.Reduce(Rows.Plan(text, Kind), null, null, [], Counted());
        Assert.Equal(passes, begun);
    }

    /// <summary>As with the default contrasts: a declared level without a row is an error, whatever the contrasts.</summary>
    [Theory]
    [InlineData("sum")]
    [InlineData("helmert")]
    [InlineData("poly")]
    [InlineData("treatment, ref = \"old estate\"")]
    public void A_level_without_rows_is_an_error(string contrasts)
    {
        var rows = new Frame([Rows.Number("y", 1, 2, 3, 5, 4, 8), Rows.Text("kind", "mixed", "commodity", "mixed", "commodity", "commodity", "mixed")]);
        Assert.Contains("C(kind", Rows.Throws(() => Rows.Fit($"y ~ C(kind, {contrasts})", rows, factors: Kind)).Fault.What, StringComparison.Ordinal);
    }
}
