using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Choices;

/// <summary>Bad input: each a four-part error, or behaviour that is stated.</summary>
public class ChoiceGuardTests
{
    // x separates `split` completely and `partly` in part; `rare` is 1 only where `partly` is.
    private static Frame Small() => new(
    [
        Rows.Number("x", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), Rows.Number("split", 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1), Rows.Number("mixed", 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1),
        Rows.Number("rare", 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0), Rows.Number("grade", 1, 2, 1, 2, 3, 3, 2, 1, 3, 2, 1, 3), Rows.Number("up", 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3),
        Rows.Number("count", 3, 0, 1, 2, 0, 4, 1, 3, 2, 0, 5, 1), Rows.Number("none", 0, 2, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0), Rows.Number("one", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), Rows.Number("w", 1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 2, 1),
        Rows.Number("half", 1.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), Rows.Number("negative", -1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        Rows.Text("g", "a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f"), Rows.Text("s", "u", "u", "u", "u", "u", "u", "v", "v", "v", "v", "v", "v"),
        Rows.Text("same", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a"), Rows.Text("word", "low", "high", "mid", "low", "high", "mid", "low", "high", "mid", "high", "low", "mid"),
    ]);

    private static ChoiceFit Fit(string method, string formula, SampleDesign? design = null, Func<ChoiceSpec, ChoiceSpec>? with = null)
    {
        var spec = ChoiceReference.Spec(method, formula, design);
        return ChoiceReference.Fit(with is null ? spec : with(spec), Small());
    }

    private static Fault Refused(string method, string formula, SampleDesign? design = null, Func<ChoiceSpec, ChoiceSpec>? with = null) => Rows.Throws(() => Fit(method, formula, design, with)).Fault;

    [Theory]
    [InlineData("logit")]
    [InlineData("probit")]
    [InlineData("ologit")]
    [InlineData("mlogit")]
    public void Complete_separation_is_said_with_its_term(string method)
    {
        var fault = Refused(method, "split ~ x");
        Assert.Contains("x separates the outcomes completely", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ologit")]
    [InlineData("oprobit")]
    [InlineData("mlogit")]
    public void Complete_separation_of_ordered_categories_is_said(string method) => Assert.Contains("x separates the outcomes completely", Refused(method, "up ~ x").What, StringComparison.Ordinal);

    [Theory]
    [InlineData("logit", "mixed ~ rare + x")]
    [InlineData("probit", "mixed ~ rare + x")]
    public void Quasi_complete_separation_names_the_term_alone(string method, string formula) =>
        Assert.Contains("The term rare separates the outcomes in part (quasi-complete separation)", Refused(method, formula).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("poisson")]
    [InlineData("negbin")]
    public void A_term_whose_counts_are_all_zero_is_said(string method)
    {
        var fault = Refused(method, "none ~ rare");
        Assert.Contains("rare", fault.What, StringComparison.Ordinal);
        Assert.Contains("every count is 0", fault.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Streamed_rows_say_the_same_of_separation() =>
        Assert.Equal(Refused("logit", "mixed ~ rare + x"), Refused("logit", "mixed ~ rare + x", with: spec => spec with { PatternBytes = 0 }));

    [Theory]
    [InlineData("ologit", "word ~ x", "levels")]
    [InlineData("logit", "word ~ x", "levels")]
    [InlineData("logit", "grade ~ x", "ologit")]
    [InlineData("ologit", "one ~ x", "missing")]
    [InlineData("mlogit", "same ~ x", "missing")]
    [InlineData("poisson", "one ~ x", "missing")]
    [InlineData("poisson", "half ~ x", "offset")]
    [InlineData("poisson", "negative ~ x", "offset")]
    [InlineData("negbin", "word ~ x", "mlogit")]
    [InlineData("logit", "log(w) ~ x", "column first")]
    [InlineData("logit", "split ~ x + (1 | g)", "factor(community)")]
    [InlineData("ologit", "grade ~ 0 + x", "0 +")]
    [InlineData("negbin", "count ~ x - 1", "-1")]
    [InlineData("ologit", "grade ~ x + I(2*x)", "")]
    [InlineData("ologit", "grade ~ factor(x)", "")]
    [InlineData("logit", "mixed ~ nothing", "")]
    public void What_cannot_be_explained_is_refused(string method, string formula, string mend) => Assert.Contains(mend, Refused(method, formula).Mend, StringComparison.Ordinal);

    [Fact]
    public void Categories_are_those_named()
    {
        Assert.Contains("'top'", Refused("ologit", "word ~ x", with: spec => spec with { Categories = ["low", "mid", "high", "top"] }).What, StringComparison.Ordinal);
        Assert.Contains("'high'", Refused("ologit", "word ~ x", with: spec => spec with { Categories = ["low", "mid"] }).What, StringComparison.Ordinal);
        Assert.Equal(["x", "low|mid", "mid|high"], Fit("ologit", "word ~ x", with: spec => spec with { Categories = ["low", "mid", "high"] }).Tidy().Select(row => row.Term));
        Assert.Contains("'midd'", Refused("mlogit", "word ~ x", with: spec => spec with { Reference = "midd" }).What, StringComparison.Ordinal);
        Assert.Equal(["mid", "high", "low"], Fit("mlogit", "word ~ x", with: spec => spec with { Reference = "mid" }).Categories);
    }

    [Theory]
    [InlineData("CR1", null, "cluster")]
    [InlineData("HC1", "g", "CR1")]
    [InlineData("CR2", "g", "Allowed")]
    public void Errors_that_do_not_fit_the_design_are_refused(string vcov, string? cluster, string mend) =>
        Assert.Contains(mend, Refused("logit", "mixed ~ x", new SampleDesign(Cluster: cluster), spec => spec with { Errors = ChoiceErrors.Parse(vcov) }).Mend, StringComparison.Ordinal);

    [Fact]
    public void A_design_is_never_ignored()
    {
        Assert.Contains("--vcov", Refused("logit", "mixed ~ x", new SampleDesign("w"), spec => spec with { Errors = ChoiceErrors.HC1 }).Where, StringComparison.Ordinal);
        Assert.Contains("Repeat the rows", Refused("logit", "mixed ~ x", new SampleDesign("w", "g", "s"), spec => spec with { Repeated = true }).Mend, StringComparison.Ordinal);
        Assert.Contains("--weights", Refused("logit", "mixed ~ x", with: spec => spec with { Repeated = true }).Mend, StringComparison.Ordinal);
        Assert.Contains("whole", Refused("logit", "mixed ~ x", new SampleDesign("half"), spec => spec with { Repeated = true }).What, StringComparison.Ordinal);
        Assert.Contains("-1", Refused("logit", "mixed ~ x", new SampleDesign("negative")).What, StringComparison.Ordinal);
        Assert.Contains("1 cluster", Refused("logit", "mixed ~ x", new SampleDesign(Cluster: "same")).What, StringComparison.Ordinal);
        Refused("ologit", "grade ~ x + w", new SampleDesign(Cluster: "s", Weights: "w"));
        Refused("logit", "mixed ~ x", new SampleDesign(Cluster: "s", Strata: "s"));
    }

    [Fact]
    public void Settings_of_ordered_models_are_refused_elsewhere()
    {
        Assert.Contains("ologit", Refused("logit", "mixed ~ x", with: spec => spec with { Brant = true }).Mend, StringComparison.Ordinal);
        Assert.Contains("ologit", Refused("mlogit", "grade ~ x", with: spec => spec with { Nominal = ["x"] }).Mend, StringComparison.Ordinal);
        Assert.Contains("ologit", Refused("oprobit", "grade ~ x", with: spec => spec with { Brant = true }).Mend, StringComparison.Ordinal);
        Assert.Contains("nominal", Refused("ologit", "grade ~ x", new SampleDesign(Cluster: "g"), spec => spec with { Brant = true }).Mend, StringComparison.Ordinal);
        Assert.Contains("'z'", Refused("ologit", "grade ~ x", with: spec => spec with { Nominal = ["z"] }).What, StringComparison.Ordinal);
        Refused("ologit", "grade ~ x", with: spec => spec with { Nominal = ["x"], Brant = true });
        Refused("ologit", "mixed ~ x", with: spec => spec with { Brant = true });
        Refused("ologit", "grade ~ 1", with: spec => spec with { Brant = true });
        Refused("mlogit", "grade ~ x", with: spec => spec with { Offset = "x" });
        Refused("poisson", "count ~ x", with: spec => spec with { Categories = ["0", "1"] });
        Refused("logit", "mixed ~ x", with: spec => spec with { Reference = "0" });
        Refused("logit", "mixed ~ x", with: spec => spec with { Offset = "word" });
    }

    [Fact]
    public void Values_and_variables_of_effects_are_known()
    {
        Assert.Contains("'z'", Refused("logit", "mixed ~ x", with: spec => spec with { At = [("z", "1")] }).What, StringComparison.Ordinal);
        Assert.Contains("'many'", Refused("logit", "mixed ~ x", with: spec => spec with { At = [("x", "many")] }).What, StringComparison.Ordinal);
        Assert.Contains("'z'", Refused("logit", "mixed ~ x", with: spec => spec with { Predicted = ["z"] }).What, StringComparison.Ordinal);
        Refused("logit", "mixed ~ center(x, by g)", with: spec => spec with { Predicted = ["x"] });
    }

    // Models of nothing but constants, and without one.
    [Fact]
    public void Constants_alone_and_no_constant_are_models()
    {
        var ordered = Fit("ologit", "grade ~ 1");
        Assert.Equal(["1|2", "2|3"], ordered.Tidy().Select(row => row.Term));
        Assert.Equal(0, ordered.Quality.McFadden!.Value, 1e-12);
        var free = Fit("logit", "mixed ~ 0 + s");
        Assert.Equal(["su", "sv"], free.Tidy().Select(row => row.Term));
        Assert.Null(free.Quality.McFadden);
        Assert.All(free.Glance(), entry => Assert.False(double.IsNaN(entry.Value ?? 0)));
    }

    [Fact]
    public void A_stratum_of_one_unit_follows_the_policy()
    {
        var design = new SampleDesign(Cluster: "community", Strata: "stratum", Weights: "weight");
        var sample = ChoiceReference.Sample;
        var stratum = (TextColumn)sample["stratum"];
        var community = (TextColumn)sample["community"];
        var rows = sample.With(stratum with { Values = [.. stratum.Values.Select((value, i) => community.Values[i] == "c01" ? "alone" : value)] });
        var spec = ChoiceReference.Spec("ologit", "sat ~ trust", design) with { Margins = false };
        Assert.Contains("alone", Rows.Throws(() => ChoiceReference.Fit(spec, rows)).Fault.ToString(), StringComparison.Ordinal);
        double Error(LonelyPolicy policy) => ChoiceReference.Fit(spec with { Lonely = policy }, rows).Tidy()[0].StdError!.Value;
        Assert.Equal(Error(LonelyPolicy.Remove), Error(LonelyPolicy.Certainty), 1e-15);
        Assert.True(Error(LonelyPolicy.Adjust) > Error(LonelyPolicy.Remove));
    }

    // Counts that vary less than Poisson's leave θ no maximum.
    [Fact]
    public void Counts_without_overdispersion_are_no_negative_binomial() => Assert.Contains("poisson", Refused("negbin", "grade ~ x").Mend, StringComparison.Ordinal);

    [Fact]
    public void Overdispersion_of_a_poisson_model_is_a_caution_with_classical_errors_only()
    {
        var classical = ChoiceReference.Fit(ChoiceReference.Spec("poisson", "visits ~ trust + female"));
        Assert.Contains(classical.Cautions, caution => caution.En.Contains("overdispersed", StringComparison.Ordinal));
        Assert.DoesNotContain(ChoiceReference.Fit(ChoiceReference.Spec("poisson", "visits ~ trust + female", new SampleDesign(Cluster: "community"))).Cautions, caution => caution.En.Contains("overdispersed", StringComparison.Ordinal));
    }

    // Nominal effects that cross inside the rows: at low x the middle category is empty, at high x the lowest is.
    [Fact]
    public void Thresholds_that_cross_are_refused()
    {
        var rows = new Frame([Rows.Number("x", [.. Enumerable.Range(0, 60).Select(i => i / 10.0)]), Rows.Number("y", [.. Enumerable.Range(0, 60).Select(i => i < 30 ? (i % 2 == 0 ? 1.0 : 3) : i % 5 == 0 ? 1.0 : i % 7 == 0 ? 3 : 2)])]);
        var spec = ChoiceReference.Spec("ologit", "y ~ x") with { Nominal = ["x"] };
        Assert.Contains("negative", Rows.Throws(() => ChoiceReference.Fit(spec, rows)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_outcomes_covariates_weights_and_clusters_are_counted_and_left_out()
    {
        var rows = RowsOf.Table("""
            y:num,x:num,w:num,g:text
            0,1,1,a
            1,2,1,a
            0,3,1,b
            1,4,1,b
            0,5,1,c
            1,3,1,c
            ?,2,1,c
            1,?,1,d
            0,1,?,d
            1,1,1,?
            0,2,0,d
            """);
        var fit = ChoiceModelOf(rows);
        Assert.Equal(6, fit.Rows);
        Assert.Equal(5, fit.RowsIncomplete);
        Assert.Equal(3, fit.Communities);
    }

    private static ChoiceFit ChoiceModelOf(Frame rows)
    {
        var spec = ChoiceReference.Spec("logit", "y ~ x", new SampleDesign("w", "g")) with { Repeated = true };
        return ChoiceModel.Fit(spec, ChoicePlan.Of(spec, rows.Columns.ToDictionary(column => column.Name, column => Variable.Numeric(column.Name))), [rows]);
    }

    [Fact]
    public void A_row_of_a_table_counts_the_people_behind_it()
    {
        var fit = ChoiceReference.Fit(ChoiceReference.Spec("mlogit", "choice ~ trust + kind"));
        long least = fit.CategoryRows.Min();
        Assert.All(Enumerable.Range(0, fit.Tidy().Length), i => Assert.True(fit.PeopleBehind(i) <= fit.CategoryRows.Max()));
        Assert.Contains(Enumerable.Range(0, fit.Tidy().Length), i => fit.PeopleBehind(i) <= least);
        var ordered = ChoiceReference.Fit(ChoiceReference.Spec("ologit", "sat ~ trust"));
        var thresholds = ordered.Parts.Single(part => part.Name == "thresholds");
        Assert.Equal(Math.Min(ordered.CategoryRows[0], ordered.CategoryRows[1]), thresholds.People[0]);
        Assert.Equal(ordered.PeopleBehind(1), thresholds.People[0]);
    }

    [Fact]
    public void Predictions_follow_a_variable_over_its_range()
    {
        var fit = ChoiceReference.Fit(ChoiceReference.Spec("ologit", "sat ~ trust + kind") with { Predicted = ["trust", "kind"], At = [] });
        var rows = fit.Parts.Single(part => part.Name == "predictions");
        Assert.Equal((9 + 3) * 5, rows.Rows.Length);
        Assert.All(rows.Rows, row => Assert.True(row[5].Number >= 0 && row[6].Number <= 1 && row[5].Number < row[3].Number && row[3].Number < row[6].Number));
        Assert.Equal(["kind", "trust"], fit.Parts.Single(part => part.Name == "profile").Rows.Select(row => row[0].Text!).Order(StringComparer.Ordinal));
    }
}
