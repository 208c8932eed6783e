using CoProduction.Analysis;

namespace CoProduction.Tests.Linear.Robust;

/// <summary>What is refused, what is cautioned about, and what stays the same.</summary>
public sealed class RobustBehaviourTests
{
    private const string Model = "y ~ trust + efficacy + kind + share";

    [Fact]
    public void HC_without_its_second_pass_says_how_to_make_it()
    {
        var roots = RobustReference.Statistics(Model, "", Vcov.Classical);
        var thrown = Rows.Throws(() => LinearModel.Fit(new LinearSpec(Formula.Parse(Model), Vcov.HC3), roots));
        Assert.Contains("ScoreAccumulator", thrown.Fault.Mend, StringComparison.Ordinal);
        var other = RobustReference.Statistics(Model, "", Vcov.HC0);
        Rows.Throws(() => LinearModel.Fit(new LinearSpec(Formula.Parse(Model), Vcov.HC3), other));
        Assert.Contains("no second pass", Rows.Throws(() => _ = new ScoreAccumulator(Vcov.CR2, RobustReference.Plan(Model), roots.Roots, null, null)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_pass_must_see_the_same_rows()
    {
        var plan = RobustReference.Plan(Model);
        var roots = RobustReference.Statistics(Model, "", Vcov.Classical).Roots;
        var scores = new ScoreAccumulator(Vcov.HC1, plan, roots, null, "community");
        scores.Add(RobustReference.Only(RobustReference.Frame, key => key != "c05"));
        Assert.Contains("second pass saw", Rows.Throws(() => scores.Finish()).Fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HC2")]
    [InlineData("HC3")]
    public void A_row_of_leverage_one_has_no_HC2_or_HC3(string vcov)
    {
        var frame = new Frame([Rows.Number("y", 1, 2, 4, 3, 6, 9), Rows.Number("x", 1, 2, 3, 4, 5, 6), Rows.Number("only", 0, 0, 0, 0, 0, 1)]);
        var plan = Rows.Plan("y ~ x + only");
        var scores = new ScoreAccumulator(Vcov.Parse(vcov), plan, Rows.Reduce(plan, frame), null, null);
        Assert.Contains("leverage 1", Rows.Throws(() => scores.Add(frame)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void CR2_under_weights_needs_the_working_roots_and_CR3_a_model_that_stands_without_each_community()
    {
        var roots = RobustReference.Statistics(Model, "w", Vcov.Classical);
        Assert.Contains("WorkingAccumulator", Rows.Throws(() => LinearModel.Fit(new LinearSpec(Formula.Parse(Model), Vcov.CR2), roots)).Fault.Mend, StringComparison.Ordinal);
        var frame = RobustReference.Frame.With(Rows.Number("alone", [.. ((TextColumn)RobustReference.Frame["community"]).Values.Select(key => key == "c07" ? 1.0 : 0)]));
        Assert.Contains("'c07' alone", Rows.Throws(() => RobustReference.Fit("y ~ trust + alone", "", Vcov.CR3, frame)).Fault.What, StringComparison.Ordinal);
        // CR2 takes the pseudo-inverse, as clubSandwich does.
        // clubSandwich 0.5.8: 0.2949 with 7.71 degrees of freedom.
        var alone = RobustReference.Fit("y ~ trust + alone", "", Vcov.CR2, frame).Tidy()[2];
        Assert.Equal((0.2949, 7.71), (Math.Round(alone.StdError!.Value, 4), Math.Round(alone.Df!.Value, 2)));
        var influence = CommunityInfluence.Of(RobustReference.Fit("y ~ trust + alone", "", null, frame));
        Assert.Null(influence.Single(entry => entry.Community == "c07").Without);
    }

    [Fact]
    public void A_coefficient_that_no_residual_judges_is_refused_rather_than_given_as_NaN()
    {
        var two = RobustReference.Only(RobustReference.Frame, key => key is "c12" or "c13");
        var frame = two.With(Rows.Number("last", [.. ((TextColumn)two["community"]).Values.Select(key => key == "c13" ? 1.0 : 0)]));
        Assert.Contains("says nothing about", Rows.Throws(() => RobustReference.Fit("y ~ last", "", Vcov.CR2, frame)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_by_community_need_two_communities()
    {
        var one = RobustReference.Only(RobustReference.Frame, key => key == "c13");
        foreach (var vcov in Vcov.All.Where(kind => kind.ByCommunity))
            Assert.Contains($"{vcov.Name} with 1 community", Rows.Throws(() => RobustReference.Fit("y ~ trust", "", vcov, one)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_are_of_CR0_and_CR1_and_a_second_field_needs_two_values()
    {
        Assert.Contains("no two-way form", Rows.Throws(() => RobustReference.Fit(Model, "", Vcov.CR2, second: "year")).Fault.What, StringComparison.Ordinal);
        var constant = RobustReference.Frame.With(Rows.Text("wave", [.. Enumerable.Repeat("one", RobustReference.Frame.Rows)]));
        Assert.Contains("'wave' has 1 value", Rows.Throws(() => RobustReference.Fit(Model, "", Vcov.CR1, constant, "wave")).Fault.What, StringComparison.Ordinal);
        Assert.Contains(RobustReference.Fit(Model, "", Vcov.CR1, second: "year").Cautions, caution => caution.En.StartsWith("4 communities", StringComparison.Ordinal));
    }

    [Fact]
    public void Negative_eigenvalues_of_two_ways_are_set_to_zero_and_said_to_be()
    {
        var repaired = RobustReference.Numbers.Cases.Where(one => one.Clusters.Length == 2)
            .Select(one => RobustReference.Fit(one.Formula, one.Weights, Vcov.Parse(one.Vcov), second: one.Clusters[1])).Where(fit => fit.Cautions.Any(caution => caution.En.Contains("negative eigenvalues", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(repaired);
        Assert.All(repaired, fit => Assert.All(fit.StdErrors, error => Assert.True(error >= 0)));
    }

    [Fact]
    public void Too_few_draws_and_unknown_terms_are_refused()
    {
        Assert.Contains("99", Rows.Throws(() => _ = new WildSpec(20)).Fault.Mend, StringComparison.Ordinal);
        var fit = RobustReference.Fit(Model);
        Assert.Contains("'kind'", Rows.Throws(() => WaldTest.Of(fit, "kin")).Fault.Mend, StringComparison.Ordinal);
        Rows.Throws(() => WaldTest.Of(fit));
        Rows.Throws(() => HierarchicalStep.Of(fit, [["trust"], ["trust"]]));
        Rows.Throws(() => HierarchicalStep.Of(fit, [[]]));
        Rows.Throws(() => HierarchicalStep.Of(RobustReference.Fit("y ~ 0 + kind"), [["kind"]]));
        Rows.Throws(() => UTest.Of(fit, "trust", (1, 7)));
        Rows.Throws(() => UTest.Of(RobustReference.Fit("y ~ trust + I(trust^2)"), "trust", (3, 3)));
        Rows.Throws(() => CommunityInfluence.Of(Rows.Fit("y ~ trust", RobustReference.Frame)));
    }

    [Fact]
    public void A_singular_joint_test_has_no_number()
    {
        var three = RobustReference.Only(RobustReference.Frame, key => key is "c08" or "c11" or "c13");
        var all = WaldTest.ByTerm(RobustReference.Fit("y ~ trust + efficacy + kind", "", Vcov.CR1, three))[^1];
        Assert.Null(all.F);
        Assert.Null(all.PValue);
    }

    [Fact]
    public void Unequal_communities_near_collinear_terms_and_few_degrees_of_freedom_are_cautioned_about()
    {
        var frame = RobustReference.Frame;
        var keys = ((TextColumn)frame["community"]).Values;
        var uneven = RobustReference.Pick(frame, [.. Enumerable.Range(0, frame.Rows).Where(row => keys[row] == "c13" || row % 9 == 0)]);
        Assert.Contains(RobustReference.Fit("y ~ trust", "", Vcov.CR1, uneven).Cautions, caution => caution.En.Contains("very unequal", StringComparison.Ordinal));
        var trust = ((NumberColumn)frame["trust"]).Values;
        var near = frame.With(Rows.Number("near", [.. trust.Select((value, row) => value + 0.05 * (row % 3))]));
        Assert.Contains(RobustReference.Fit("y ~ trust + near", "", null, near).Cautions, caution => caution.En.Contains("trust, near", StringComparison.Ordinal));
        Assert.Empty(RobustReference.Fit("y ~ trust + I(trust^2)").Cautions);
        var rare = frame.With(Rows.Number("rare", [.. keys.Select(key => key is "c12" or "c13" ? 1.0 : 0)]));
        Assert.Contains(RobustReference.Fit("y ~ rare", "", Vcov.CR2, rare).Cautions, caution => caution.En.Contains("Satterthwaite degrees of freedom", StringComparison.Ordinal));
    }

    [Fact]
    public void A_monotone_curve_is_no_U()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => i / 10.0)];
        var frame = new Frame([Rows.Number("x", x), Rows.Number("y", [.. x.Select((value, i) => 3 * value + 0.4 * value * value + Math.Sin(i))])]);
        var test = UTest.Of(Rows.Fit("y ~ x + I(x^2)", frame), "x", (0, 3.9));
        Assert.False(test.Within);
        Assert.True(test.PValue > 0.5);
    }

    [Fact]
    public void Parts_carry_every_row_and_no_text_for_a_missing_number()
    {
        var fit = RobustReference.Fit(Model, "", Vcov.CR2);
        Assert.Equal(5, LinearParts.Wald(fit, []).Rows.Length);
        Assert.Equal(6, LinearParts.Wald(fit, [["trust", "kindold"]]).Rows.Length);
        Assert.Equal(["collinearity", "condition"], LinearParts.Collinearity(fit).Select(part => part.Name));
        Assert.Equal(13 * 6, LinearParts.Influence(fit).Rows.Length);
        Assert.Equal(6, LinearParts.Clusters(fit).Rows.Length);
        foreach (var part in LinearParts.Collinearity(fit).Add(LinearParts.Steps(fit, [["trust"]])).Add(LinearParts.Influence(fit)))
            Assert.All(part.Rows, row => Assert.Equal(part.Columns.Length, row.Length));
    }
}
