using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Surveys;

/// <summary>Bad input: each a four-part error, or behaviour that is stated.</summary>
public class SurveyGuardTests
{
    private static readonly SampleDesign Design = new("w", "psu", "stratum");

    private static Frame Small() => new(
    [
        Rows.Number("y", 1, 2, 3, 4, 6, 5, 7, 9), Rows.Number("x", 1, 0, 2, 1, 3, 2, 1, 4), Rows.Number("b", 0, 1, 0, 1, 1, 0, 1, 0), Rows.Number("one", 1, 1, 1, 1, 1, 1, 1, 1), Rows.Number("w", 1, 2, 1, 1, 3, 1, 1, 2),
        Rows.Number("n", 10, 10, 10, 10, 20, 20, 20, 20), Rows.Text("psu", "1", "1", "2", "2", "3", "3", "4", "4"), Rows.Text("stratum", "a", "a", "a", "a", "b", "b", "b", "b"),
        Rows.Text("kind", "u", "v", "u", "v", "u", "v", "u", "v"), Rows.Text("same", "u", "u", "u", "u", "u", "u", "u", "u"), Rows.Text("only3", "u", "u", "u", "u", "v", "v", "u", "u"),
    ]);

    private static SurveyFit Fit(string statement, Frame? rows = null, SampleDesign? design = null, Func<SurveySpec, SurveySpec>? with = null)
    {
        var spec = new SurveySpec(SurveyStatement.Parse(statement), design ?? Design);
        return SurveyReference.Fit(with is null ? spec : with(spec), rows ?? Small());
    }

    private static Fault Refused(string statement, Frame? rows = null, SampleDesign? design = null, Func<SurveySpec, SurveySpec>? with = null) => Rows.Throws(() => Fit(statement, rows, design, with)).Fault;

    private static Frame With(params Column[] columns) => Small().With([.. columns]);

    [Theory]
    [InlineData("y")]
    [InlineData("median(y)")]
    [InlineData("mean()")]
    [InlineData("mean(y")]
    [InlineData("mean(y) kind")]
    [InlineData("mean(y) |")]
    [InlineData("mean(y, )")]
    [InlineData("mean(y*x)")]
    [InlineData("ratio(y)")]
    [InlineData("ratio(kind, x)")]
    [InlineData("quantile(y)")]
    [InlineData("quantile(y, 50)")]
    [InlineData("table(kind)")]
    [InlineData("table(kind, b) | stratum")]
    [InlineData("prop(kind, b)")]
    [InlineData("prop(same)")]
    [InlineData("mean(poly(x, 2, raw = TRUE))")]
    [InlineData("y ~ x + (1 | psu)")]
    [InlineData("y ~ x | psu")]
    [InlineData("~ ")]
    [InlineData("mean(nothing)")]
    public void A_statement_that_cannot_be_is_refused(string statement) => Refused(statement);

    [Fact]
    public void Arithmetic_and_quoted_names_can_be_asked_for()
    {
        CorrectDigits.Assert(14, Fit("mean(I(y * 2))").Estimates[0].Estimate, 2 * Fit("mean(y)").Estimates[0].Estimate!.Value, "twice the mean");
        Assert.Equal(Fit("mean(x)").Estimates[0].Estimate, Fit("mean(`x (y`)", With(Rows.Number("x (y", 1, 0, 2, 1, 3, 2, 1, 4))).Estimates[0].Estimate);
    }

    [Fact]
    public void A_lonely_unit_fails_unless_a_policy_is_chosen()
    {
        var rows = With(Rows.Text("stratum", "a", "a", "a", "a", "a", "a", "b", "b"));
        foreach (string statement in new[] { "mean(y)", "y ~ x", "quantile(y, 0.5)" }) Assert.Contains("lonely=adjust", Refused(statement, rows).Mend, StringComparison.Ordinal);
        Assert.Contains("lonely=adjust", Refused("mean(y)", rows, with: spec => spec with { Variance = SurveyVariance.Jkn }).Mend, StringComparison.Ordinal);
        Assert.Contains("taylor", Refused("mean(y)", rows, with: spec => spec with { Variance = SurveyVariance.Bootstrap }).Mend, StringComparison.Ordinal);
        double Error(LonelyPolicy policy) => Fit("mean(y)", rows, with: spec => spec with { Lonely = policy }).Estimates[0].StdError!.Value;
        Assert.Equal(Error(LonelyPolicy.Certainty), Error(LonelyPolicy.Remove));
        Assert.True(Error(LonelyPolicy.Remove) < Error(LonelyPolicy.Average) && Error(LonelyPolicy.Remove) < Error(LonelyPolicy.Adjust));
    }

    [Fact]
    public void A_stratum_taken_whole_is_never_lonely()
    {
        var rows = With(Rows.Text("stratum", "a", "a", "a", "a", "a", "a", "b", "b"), Rows.Number("n", 30, 30, 30, 30, 30, 30, 1, 1));
        Assert.True(Fit("mean(y)", rows, Design with { Fpc = "n" }).Estimates[0].StdError > 0);
    }

    [Fact]
    public void One_cluster_or_one_unit_in_every_stratum_is_refused()
    {
        Assert.Contains("degree of freedom", Refused("mean(y)", With(Rows.Text("psu", "1", "1", "1", "1", "1", "1", "1", "1")), Design with { Strata = null }).Why, StringComparison.Ordinal);
        Assert.Contains("degree of freedom", Refused("y ~ x", With(Rows.Text("psu", "1", "1", "1", "1", "2", "2", "2", "2"))).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean(y)")]
    [InlineData("quantile(y, 0.5)")]
    [InlineData("y ~ x")]
    [InlineData("table(kind, only3)")]
    public void Weights_must_be_numbers_of_zero_or_more(string statement)
    {
        Assert.Contains("-1", Refused(statement, With(Rows.Number("w", 1, 2, -1, 1, 3, 1, 1, 2))).What, StringComparison.Ordinal);
        Assert.Contains("above 0", Refused(statement, With(Rows.Number("w", 0, 0, 0, 0, 0, 0, 0, 0))).What, StringComparison.Ordinal);
        Refused(statement, With(Rows.Number("w", 1, 2, double.PositiveInfinity, 1, 3, 1, 1, 2)));
        Refused(statement, With(Rows.Text("w", "a", "b", "c", "d", "e", "f", "g", "h")));
    }

    [Fact]
    public void A_row_without_a_weight_unit_or_stratum_is_left_out_and_counted()
    {
        MissingReason[] reasons = [.. Enumerable.Repeat(MissingReason.Present, 7), MissingReason.Refused];
        foreach (var rows in new[] { With(new NumberColumn("w", [1, 2, 1, 1, 3, 1, 1, 0], [.. reasons])), With(Rows.Text("psu", "1", "1", "2", "2", "3", "3", "4", "")), With(Rows.Text("stratum", "a", "a", "a", "a", "b", "b", "b", "")) })
            foreach (string statement in new[] { "mean(y)", "y ~ x", "quantile(y, 0.5)" })
            {
                var fit = Fit(statement, rows);
                Assert.Equal((7L, 1L), (fit.Rows, fit.RowsIncomplete));
            }
    }

    [Fact]
    public void Rows_of_weight_zero_count_for_nothing_but_their_unit()
    {
        var rows = With(Rows.Number("w", 1, 2, 1, 1, 3, 1, 0, 0));
        var fit = Fit("mean(y)", rows);
        Assert.Equal((6L, 1.0), (fit.Rows, fit.Estimates[0].Df));
        Assert.Equal(2, fit.Units.Strata[1].Units);
    }

    [Fact]
    public void A_finite_population_is_one_number_a_stratum_and_no_smaller_than_the_sample()
    {
        var design = Design with { Fpc = "n" };
        Assert.Contains("varies", Refused("mean(y)", With(Rows.Number("n", 10, 10, 10, 11, 20, 20, 20, 20)), design).What, StringComparison.Ordinal);
        Assert.Contains("sample has 2", Refused("mean(y)", With(Rows.Number("n", 1.5, 1.5, 1.5, 1.5, 20, 20, 20, 20)), design).What, StringComparison.Ordinal);
        Refused("mean(y)", With(Rows.Number("n", 0.5, 0.5, 0.5, 0.5, 20, 20, 20, 20)), design);
        Refused("mean(y)", With(Rows.Number("n", 0, 0, 0, 0, 20, 20, 20, 20)), design);
        Refused("mean(y)", With(new NumberColumn("n", [0, 10, 10, 10, 20, 20, 20, 20], [MissingReason.Blank, .. Enumerable.Repeat(MissingReason.Present, 7)])), design);
        var shares = Fit("mean(y)", With(Rows.Number("n", 0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1)), design).Estimates[0].StdError;
        Assert.Equal(Fit("mean(y)", design: design).Estimates[0].StdError!.Value, shares!.Value, 14);
        Assert.Contains(Fit("mean(y)", design: design, with: spec => spec with { Variance = SurveyVariance.Bootstrap }).Cautions, caution => caution.En.Contains("finite population", StringComparison.Ordinal));
    }

    [Fact]
    public void A_domain_in_one_unit_has_an_estimate_and_no_interval()
    {
        var fit = Fit("mean(y) | only3");
        var lonely = fit.Estimates.Single(row => row.Domain[0] == "v");
        Assert.Equal((0.0, null, null), (lonely.Df, lonely.ConfLow, lonely.ConfHigh));
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("no degrees of freedom", StringComparison.Ordinal));
    }

    [Fact]
    public void A_domain_without_rows_is_not_there_and_a_question_without_rows_is_refused()
    {
        MissingReason[] none = [.. Enumerable.Repeat(MissingReason.NotAsked, 8)];
        Assert.Equal(["u", "v"], Fit("mean(y) | kind").Estimates.Select(row => row.Domain[0]));
        foreach (string statement in new[] { "mean(y)", "y ~ x", "quantile(y, 0.5)", "b ~ x" })
            Refused(statement, With(new NumberColumn("y", [0, 0, 0, 0, 0, 0, 0, 0], [.. none]), new NumberColumn("b", [0, 0, 0, 0, 0, 0, 0, 0], [.. none])), with: spec => spec with { Family = statement[0] == 'b' ? SurveyFamily.Logit : SurveyFamily.Gaussian });
    }

    [Theory]
    [InlineData(ProportionInterval.Logit)]
    [InlineData(ProportionInterval.Beta)]
    [InlineData(ProportionInterval.Wilson)]
    public void A_share_of_zero_or_one_has_an_interval_at_Kishs_number_of_rows(ProportionInterval interval)
    {
        var rows = With(Rows.Text("kind", "u", "u", "u", "u", "v", "v", "v", "v"));
        var fit = Fit("prop(kind) | stratum", rows, with: spec => spec with { Interval = interval });
        var zero = fit.Estimates.First(row => row.Estimate == 0);
        var one = fit.Estimates.First(row => row.Estimate == 1);
        Assert.Equal((0.0, 1.0), (zero.ConfLow, one.ConfHigh));
        Assert.True(zero.ConfHigh is > 0.2 and < 1 && one.ConfLow is > 0 and < 0.8);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("Kish", StringComparison.Ordinal));
    }

    [Fact]
    public void A_total_of_zero_below_the_line_is_refused() =>
        Assert.Contains("is 0", Refused("ratio(y, x)", With(Rows.Number("x", 0, 0, 0, 0, 0, 0, 0, 0))).What, StringComparison.Ordinal);

    [Theory]
    [InlineData(SurveyFamily.Gaussian)]
    [InlineData(SurveyFamily.Logit)]
    public void Models_refuse_what_does_not_identify_them(SurveyFamily family)
    {
        SurveySpec As(SurveySpec spec) => spec with { Family = family };
        Assert.Contains("combination", Refused("b ~ x + z", With(Rows.Number("z", 2, 0, 4, 2, 6, 4, 2, 8)), with: As).What, StringComparison.Ordinal);
        Refused("b ~ x + one", with: As);
        Refused("b ~ x + I(x^2) + I(x^3) + I(y) + I(y^2) + I(y^3) + I(x*y)", with: As);
        Refused("b ~ same", with: As);
        Refused("kind ~ x", with: As);
        Refused("b ~ log(x)", with: As);
    }

    [Fact]
    public void A_logit_model_explains_zero_and_one_and_names_separation()
    {
        SurveySpec Logit(SurveySpec spec) => spec with { Family = SurveyFamily.Logit };
        Assert.Contains("family=gaussian", Refused("y ~ x", with: Logit).Mend, StringComparison.Ordinal);
        Assert.Contains("every row", Refused("one ~ x", with: Logit).What, StringComparison.Ordinal);
        Assert.Contains("separate", Refused("b ~ x", With(Rows.Number("x", 0, 1, 0, 1, 1, 0, 1, 0)), with: Logit).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void More_terms_than_degrees_of_freedom_leave_no_interval()
    {
        var fit = Fit("y ~ x + I(x^2) + kind");
        Assert.All(fit.Estimates, row => Assert.True(row.ConfLow is null && row.PValue is null && row.StdError >= 0));
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("degrees of freedom", StringComparison.Ordinal));
    }

    [Fact]
    public void Replicates_refuse_designs_that_they_do_not_fit()
    {
        SurveySpec By(SurveySpec spec, SurveyVariance variance) => spec with { Variance = variance };
        Assert.Contains("jkn", Refused("mean(y)", with: spec => By(spec, SurveyVariance.Jk1)).Mend, StringComparison.Ordinal);
        Refused("mean(y)", design: Design with { Strata = null }, with: spec => By(spec, SurveyVariance.Brr));
        Refused("quantile(y, 0.5)", with: spec => By(spec, SurveyVariance.Jkn));
        Refused("mean(y)", with: spec => By(spec, SurveyVariance.Bootstrap) with { Draws = 1 });
        Refused("mean(y)", with: spec => By(spec, SurveyVariance.Jkn) with { Weighting = WeightingSpec.None with { Upper = 5 } });
        Assert.Contains("3 units", Refused("mean(y)", With(Rows.Text("psu", "1", "2", "3", "3", "4", "4", "5", "5")), with: spec => By(spec, SurveyVariance.Brr)).What, StringComparison.Ordinal);
        Refused("mean(y)", with: spec => spec with { Level = 1 });
    }

    [Fact]
    public void Units_of_the_same_key_in_two_strata_are_two_units_and_said_to_be()
    {
        var fit = Fit("mean(y)", With(Rows.Text("psu", "1", "1", "2", "2", "1", "1", "2", "2")));
        Assert.Equal(4, fit.Units.Count);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("several strata", StringComparison.Ordinal));
    }

    /// <summary>Answers of so many sampling units, all of two respondents but the first.</summary>
    private static IEnumerable<string> Said(int units, int largest, bool clustered = true)
    {
        string[] psu = [.. Enumerable.Range(0, units).SelectMany(unit => Enumerable.Repeat($"u{unit}", unit == 0 ? largest : 2))];
        Frame rows = new([Rows.Number("y", [.. psu.Select((_, i) => (double)(i % 5))]), Rows.Text("psu", psu)]);
        return Fit("mean(y)", rows, clustered ? new SampleDesign(Cluster: "psu") : new SampleDesign()).Cautions.Select(caution => caution.En);
    }

    [Fact]
    public void Few_or_very_unequal_units_are_sent_to_CR2_and_the_wild_bootstrap()
    {
        const string Few = "39 primary sampling units", Unequal = "very unequal";
        Assert.Contains(Said(39, 2), caution => caution.StartsWith(Few, StringComparison.Ordinal) && caution.Contains("wild cluster bootstrap", StringComparison.Ordinal));
        Assert.Contains(Said(60, 60), caution => caution.Contains(Unequal, StringComparison.Ordinal) && caution.Contains("CR2", StringComparison.Ordinal));
        Assert.DoesNotContain(Said(39, 2), caution => caution.Contains(Unequal, StringComparison.Ordinal));
        Assert.Empty(Said(40, 2));
        Assert.Empty(Said(20, 2, clustered: false));
    }

    [Fact]
    public void Every_caution_and_title_is_in_both_languages()
    {
        var fit = Fit("b ~ x", with: spec => spec with { Family = SurveyFamily.Logit });
        Assert.All(fit.Cautions.Concat(fit.Parts.Select(part => part.Title)), label => Assert.True(label.Zh.Length > 0 && label.En.Length > 0 && label.Zh != label.En));
        Assert.Contains(fit.Parts, part => part.Name == "diary");
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("2 degrees of freedom", StringComparison.Ordinal));
    }
}
