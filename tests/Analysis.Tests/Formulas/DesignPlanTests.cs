using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Formulas;

public class DesignPlanTests
{
    private static readonly Variable Kind = new("kind", ["commodity", "mixed", "old_estate"]);

    [Fact]
    public void An_unknown_variable_names_the_nearest()
    {
        var formula = Formula.Parse("y ~ trsut");
        var known = new[] { "y", "trust" }.ToDictionary(name => name, Variable.Numeric);
        var thrown = Rows.Throws(() => Analysis.DesignPlan.Of(formula, known));
        Assert.Contains("position 5", thrown.Fault.Where, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'trust'?", thrown.Fault.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y ~ I(kind^2)")]
    [InlineData("y ~ log(kind)")]
    [InlineData("kind ~ x")]
    public void A_category_has_no_arithmetic(string formula) =>
        Assert.Contains("'kind'", Rows.Throws(() => Rows.Plan(formula, Kind)).Fault.What, StringComparison.Ordinal);

    [Fact]
    public void Factor_needs_levels() => Assert.Contains("factor(g)", Rows.Throws(() => Rows.Plan("y ~ factor(g)")).Fault.Mend, StringComparison.Ordinal);

    [Fact]
    public void One_level_is_no_contrast() => Assert.Contains("one level only", Rows.Throws(() => Rows.Plan("y ~ g", new Variable("g", ["a"]))).Fault.What, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_terms_is_refused() => Assert.Contains("no term", Rows.Throws(() => Rows.Plan("y ~ 0")).Fault.What, StringComparison.Ordinal);

    [Fact]
    public void A_variable_can_be_a_number_and_a_factor_at_once()
    {
        var plan = Rows.Plan("y ~ factor(g) + I(g^2)", new Variable("factor(g)", ["1", "2", "3", "4"]));
        Assert.Equal(["(Intercept)", "factor(g)2", "factor(g)3", "factor(g)4", "I(g^2)"], plan.Terms);
    }

    [Fact]
    public void The_outcome_is_the_last_label() => Assert.Equal(["(Intercept)", "kindmixed", "kindold_estate", "sqrt(y)"], Rows.Plan("sqrt(y) ~ kind", Kind).Labels);
}
