using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Formulas;

public class FormulaTests
{
    /// <summary>Index of each formula of expected.json.</summary>
    public static TheoryData<int, string> Formulas()
    {
        var formulas = new TheoryData<int, string>();
        for (int i = 0; i < RReference.Numbers.Names.Length; i++) formulas.Add(i, RReference.Numbers.Names[i].Formula);
        return formulas;
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Terms_have_Rs_names_in_Rs_order(int index, string text)
    {
        var expected = RReference.Numbers.Names[index];
        Assert.Equal(expected.Labels.Where(label => label.Length > 0), Formula.Parse(text).Terms);
        Assert.Equal(expected.Terms, RReference.Plan(text).Terms);
    }

    [Fact]
    public void A_formula_lists_what_it_reads()
    {
        var formula = Formula.Parse("log(满意度 + 1) ~ trust.2*`share of use` + I(age^2) + factor(group) - 1");
        Assert.Equal("log(满意度 + 1)", formula.Outcome);
        Assert.Equal(["满意度", "trust.2", "share of use", "age", "group"], formula.Variables);
        Assert.Equal(["group"], formula.Factors);
        Assert.Equal(["trust.2", "`share of use`", "I(age^2)", "factor(group)", "trust.2:`share of use`"], formula.Terms);
        Assert.False(formula.Intercept);
    }

    [Theory]
    [InlineData("y x", "position 3", "'~'")]
    [InlineData("~ x", "position 1", "no outcome")]
    [InlineData("", "position 1", "no outcome")]
    [InlineData("y ~", "position 4", "ends too early")]
    [InlineData("y ~ a + * b", "position 9", "'*' is unexpected")]
    [InlineData("y ~ a b", "position 7", "'b' is unexpected")]
    [InlineData("y ~ (a + b", "position 11", "')'")]
    [InlineData("y ~ .", "position 5", "'.' as a term")]
    [InlineData("y ~ x + (1 | 2)", "position 14", "grouping field")]
    [InlineData("y ~ x + (0 | g)", "position 9", "(1 | group)")]
    [InlineData("y ~ x - (1 | g)", "position 9", "Drop it")]
    [InlineData("y ~ log((1 | g))", "position 9", "term of its own")]
    [InlineData("y ~ x | g + ", "position 13", "grouping field")]
    [InlineData("y ~ spline(x)", "position 5", "Allowed: I, log, log2, log10, log1p, exp, sqrt, abs, factor, relevel, C, scale")]
    [InlineData("y ~ lgo(x)", "position 5", "Did you mean 'log'?")]
    [InlineData("y ~ log(x, 2)", "position 12", "log2")]
    [InlineData("y ~ 2*x", "position 5", "I(x/100)")]
    [InlineData("y ~ a^1.5", "position 6", "whole number")]
    [InlineData("y ~ a^b", "position 6", "whole number")]
    [InlineData("y ~ `a", "position 5", "backtick")]
    [InlineData("y ~ ``", "position 5", "backtick")]
    [InlineData("y ~ 2x", "position 6", "unexpected")]
    [InlineData("y ~ 1.2.3", "position 5", "not a number")]
    [InlineData("y ~ a # b", "position 7", "'#' cannot stand")]
    [InlineData("y ~ 满意：度", "position 7", "'：' cannot stand")]
    [InlineData("y ~ I(factor(g))", "position 7", "factor(g)")]
    [InlineData("y ~ I(a:b)", "position 8", "I(a * b)")]
    [InlineData("y ~ x + y", "y ~ x + y", "explain itself")]
    public void A_wrong_formula_says_where_and_how_to_mend_it(string text, string where, string said)
    {
        var thrown = Rows.Throws(() => Formula.Parse(text));
        Assert.Contains(where, thrown.Fault.Where, StringComparison.Ordinal);
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_parts_and_absorbed_effects_are_set_apart_from_the_fixed_terms()
    {
        var formula = Formula.Parse("y ~ x + z + (1 + x:z | g) + (0 + w || h) + (1 | d/c) | year + place");
        Assert.Equal(["x", "z"], formula.Terms);
        Assert.Equal(["y", "x", "z", "w"], formula.Variables);
        Assert.Equal(["g", "h", "d", "c:d"], formula.Random.Select(term => term.Name));
        Assert.Equal([(true, "x:z", true), (false, "w", false), (true, "", true), (true, "", true)], formula.Random.Select(term => (term.Intercept, string.Join(' ', term.Terms), term.Correlated)));
        Assert.Equal(["year", "place"], formula.Absorbed);
        Assert.Equal(["g", "h", "d", "c", "year", "place"], formula.Groups);
    }

    [Fact]
    public void Columns_that_only_a_random_part_needs_stand_between_the_terms_and_the_outcome()
    {
        var plan = Linear.Rows.Plan("y ~ x + (1 + w | g) + (0 + kind | h)", new Variable("kind", ["a", "b"]));
        Assert.Equal(["(Intercept)", "x"], plan.Terms);
        Assert.Equal(["(Intercept)", "x", "w", "kinda", "kindb", "y"], plan.Labels);
        Assert.Equal(["(Intercept) w", "kinda kindb"], plan.Random.Select(columns => string.Join(' ', columns)));
    }
}
