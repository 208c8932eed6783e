using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Mediation;

public class PathModelTests
{
    private static string Written(PathModel model) =>
        string.Join("; ", model.Equations.Select(equation => $"{equation.Outcome} ~ {string.Join(" + ", equation.Terms.Select(term => string.Join(':', term)))}"));

    [Theory]
    [InlineData("x -> m -> y", "m ~ x; y ~ x + m")]
    [InlineData("x → m → y", "m ~ x; y ~ x + m")]
    [InlineData("x->m1+m2->y|age + gender", "m1 ~ x + age + gender; m2 ~ x + age + gender; y ~ x + m1 + m2 + age + gender")]
    [InlineData("x -> m1 -> m2 -> y", "m1 ~ x; m2 ~ x + m1; y ~ x + m1 + m2")]
    [InlineData("x -> m1 + m2 -> m3 -> y", "m1 ~ x; m2 ~ x; m3 ~ x + m1 + m2; y ~ x + m1 + m2 + m3")]
    [InlineData("x * w -> m -> y", "m ~ x + w + x:w; y ~ x + m")]
    [InlineData("x -> m * w -> y", "m ~ x; y ~ x + m + w + m:w")]
    [InlineData("x * w -> m * v -> y", "m ~ x + w + x:w; y ~ x + m + v + m:v")]
    [InlineData("log(x) -> `办事 次数` -> 满意度 | (1 | 社区)", "`办事 次数` ~ log(x); 满意度 ~ log(x) + `办事 次数`")]
    [InlineData("y ~ m + x + age; m ~ x", "m ~ x; y ~ m + x + age")]
    [InlineData("m ~ x*w\ny ~ m + x", "m ~ x + w + x:w; y ~ m + x")]
    public void A_model_becomes_equations(string text, string equations) => Assert.Equal(equations, Written(PathModel.Parse(text, predictor: text.StartsWith("y ~", StringComparison.Ordinal) ? "x" : null)));

    [Theory]
    [InlineData("x * w -> m -> y", "m ~ x + w + x:w; y ~ x + m + w + x:w")]
    [InlineData("x -> m * w -> y", "m ~ x; y ~ x + m + w + m:w + x:w")]
    public void Moderators_reach_the_direct_effect_when_asked(string text, string equations) => Assert.Equal(equations, Written(PathModel.Parse(text, moderateDirect: true)));

    [Fact]
    public void Roles_follow_from_the_arrows()
    {
        var model = PathModel.Parse("x -> m1 -> m2 * w -> y | age + (1 | community)");
        Assert.Equal("x", model.Predictor);
        Assert.Equal(["m1", "m2"], model.Mediators);
        Assert.Equal("y", model.Outcome);
        Assert.Equal(["w"], model.Moderators);
        Assert.Equal("community", model.Cluster);
        Assert.Equal("y ~ x + m1 + m2 + age + w + m2:w", model.Design.Text);
    }

    [Theory]
    [InlineData("x -> m ->", "position 10", "name of a variable")]
    [InlineData("x -> -> y", "position 6", "name of a variable")]
    [InlineData("x -> m y -> z", "position 8", "'->'")]
    [InlineData("x -> m -> y % age", "position 13", "neither part of a name")]
    [InlineData("x -> log(m -> y", "position 16", "')'")]
    [InlineData("x -> m ~ y", "position 8", "arrows or as equations")]
    [InlineData("x + z -> m -> y", "position 5", "from one variable to one")]
    [InlineData("x -> m -> y + z", "position 15", "from one variable to one")]
    [InlineData("x*w*v -> m -> y", "position 4", "three variables")]
    [InlineData("x -> m -> y * w", "position 11", "no arrow leaves it")]
    [InlineData("x -> m -> x", "position 11", "does not return")]
    public void A_wrong_model_is_shown_with_its_position(string text, string where, string why)
    {
        var fault = Rows.Throws(() => PathModel.Parse(text)).Fault;
        Assert.Contains(where, fault.Where, StringComparison.Ordinal);
        Assert.Contains(text, fault.Where, StringComparison.Ordinal);
        Assert.Contains(why, fault.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x -> y", "no mediator")]
    [InlineData("y ~ x", "not a mediation model")]
    [InlineData("x -> m -> y | m", "chain and among the covariates")]
    [InlineData("m ~ x; m ~ z", "two equations")]
    [InlineData("a ~ b + x; b ~ a; y ~ a", "circle")]
    [InlineData("m ~ x; y ~ m; z ~ m", "explain nothing else")]
    [InlineData("m ~ 0 + x; y ~ m", "no intercept")]
    [InlineData("m ~ x | g; y ~ m", "absorbs fixed effects")]
    [InlineData("m ~ x + (1 + x | g); y ~ m", "random part other than")]
    [InlineData("m ~ x + (1 | g); y ~ m + (1 | h)", "g and h")]
    [InlineData("m ~ x + I(x^2); y ~ m", "function of 'x'")]
    [InlineData("m ~ age; y ~ m + x", "No path leads", "x")]
    [InlineData("m ~ x; y ~ m + x", "has an equation", "m")]
    [InlineData("m ~ x; y ~ m*x", "multiplies two variables of the chain")]
    [InlineData("m ~ x*w*v; y ~ m", "three variables")]
    [InlineData("m ~ x + x:w; y ~ m", "without 'w'")]
    public void What_is_no_mediation_is_refused(string text, string what, string? predictor = null) =>
        Assert.Contains(what, Rows.Throws(() => PathModel.Parse(text, predictor: predictor)).Fault.What, StringComparison.Ordinal);
}
