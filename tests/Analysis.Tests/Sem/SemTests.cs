using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Structural;

/// <summary>What structural models refuse, say and keep.</summary>
public sealed class SemTests
{
    private const string Three = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9";

    private static Frame Pupils => SemRows.File("holzinger.csv");

    private static Frame WithOdd
    {
        get
        {
            var (one, two) = ((NumberColumn)Pupils["x1"], (NumberColumn)Pupils["x2"]);
            return Pupils.With([new NumberColumn("constant", [.. one.Values.Select(_ => 3.0)], []), new NumberColumn("x12", [.. one.Values.Zip(two.Values, (a, b) => a + 2 * b)], [])]);
        }
    }

    [Theory]
    [InlineData("f =~ x1 + + x2", 1, 11, "the name of a variable")]
    [InlineData("f =~ x1 + x2\n\ng = x3", 3, 3, "=~, ~, ~~ or :=")]
    [InlineData("f =~ x1 + x2 x3", 1, 14, "+ and a further term, or the end of the line")]
    [InlineData("# a comment\nf =~ x1 + 2*", 2, 13, "the name of a variable")]
    [InlineData("f =~ x1 + c(a b)*x2", 1, 15, ")")]
    [InlineData("f =~ x1 + x2\na := (b + c", 2, 12, ")")]
    [InlineData("f =~ x1 + 'x2", 1, 11, "the closing '")]
    [InlineData("f =~ x1 @ x2", 1, 9, "a name, a number, or one of =~ ~ ~~ := == < > + *")]
    public void A_syntax_error_names_line_column_and_what_was_expected(string text, int line, int column, string expected)
    {
        var fault = Assert.Throws<StudyException>(() => ModelSyntax.Parse(text)).Fault;
        Assert.Equal($"line {line}, column {column}", fault.Where);
        Assert.EndsWith(expected, fault.Why, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Mend);
    }

    [Theory]
    [InlineData("f <~ x1 + x2", "not offered")]
    [InlineData("x1 | t1", "not offered")]
    [InlineData("  \n# nothing", "is empty")]
    [InlineData("f =~ x1 + x2 + x1", "stands twice")]
    public void What_is_not_in_the_language_is_refused(string text, string what) => Assert.Contains(what, Assert.Throws<StudyException>(() => ModelSyntax.Parse(text)).Fault.What, StringComparison.Ordinal);

    [Fact]
    public void Too_many_parameters_are_named() =>
        Assert.StartsWith("Fix or equate at least 1 of f =~ x2, ", Assert.Throws<StudyException>(() => SemRows.Fit("f =~ x1 + x2", WithOdd)).Fault.Mend, StringComparison.Ordinal);

    [Theory]
    [InlineData("f =~ x1 + x2", "under-identified", "4 free parameters")]
    [InlineData("f =~ x1 + x2 + x3\ng =~ x4 + x5 + x6\nf ~ g\ng ~ f", "not identified", "f ~ g")]
    [InlineData("f =~ NA*x1 + x2 + x3 + x4", "not identified", "f =~ x1")]
    [InlineData("x4 ~ a*x1 + x2\nb := a * c", "not a label", "'c'")]
    [InlineData("x4 ~ a*x1\na := a + 1", "is taken", "'a'")]
    [InlineData("f =~ x1 + c(a, b)*x2 + x3", "2 entries", "1 group")]
    [InlineData("f =~ x1 + x2 + x3\nx1 ~~ -5*x1", "No start values", "")]
    [InlineData("f =~ x1 + x2 + x3 + constant", "'constant' does not vary", "")]
    [InlineData("f =~ x1 + x2 + x3 + x12", "not positive definite", "x12")]
    [InlineData("x4 ~ a*x1 + b*x2\nq := log(0 - abs(a))", "has no value", "q :=")]
    public void A_model_that_cannot_be_is_refused_with_its_reason(string model, string what, string named)
    {
        var fault = Assert.Throws<StudyException>(() => SemRows.Fit(model, WithOdd)).Fault;
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.Contains(named, fault.What, StringComparison.Ordinal);
        Assert.All(new[] { fault.Why, fault.Mend }, part => Assert.NotEmpty(part));
    }

    [Fact]
    public void A_Heywood_case_is_said_and_leaves_no_number_that_is_none()
    {
        // The second item of a factor of two correlates more with the third than the model allows.
        ImmutableArray<string> labels = ["a", "b", "c"];
        var matrix = new LabelledMatrix(labels, [1, 0.8, 0.3, 0.8, 1, 0.6, 0.3, 0.6, 1]);
        var spec = new SemSpec(ModelSyntax.Parse("f =~ a + b + c"));
        var fit = SemModel.Fit(SemModel.Estimate(spec, SemStatistics.Of(spec.Model.Observed, matrix, null, 200)));
        Assert.True(fit.Parameter("b ~~ b")!.Estimate < 0);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("Heywood", StringComparison.Ordinal) && caution.En.Contains("b ~~ b", StringComparison.Ordinal));
        Assert.All(fit.Tidy(), row => Assert.All(new[] { row.Estimate, row.StdError, row.PValue, row.ConfLow, row.ConfHigh }, value => Assert.True(value is null || double.IsFinite(value.Value))));
        Assert.All(fit.Parts.SelectMany(part => part.Rows).SelectMany(row => row), value => Assert.True(value.Number is null || double.IsFinite(value.Number.Value)));
        Assert.All(fit.Measures, measure => Assert.True(measure.Value is null || double.IsFinite(measure.Value.Value), measure.Name));
    }

    [Fact]
    public void A_matrix_that_is_none_is_refused()
    {
        var spec = new SemSpec(ModelSyntax.Parse("f =~ a + b + c"));
        Assert.Contains("one half", Of([1, 0.5, 0.4, 0.3, 1, 0.2, 0.4, 0.2, 1]).What + Of([1, 0.5, 0.4, 0.3, 1, 0.2, 0.4, 0.2, 1]).Why, StringComparison.Ordinal);
        Assert.Contains("not positive definite", Of([1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1]).What, StringComparison.Ordinal);
        Fault Of(double[] values) => Assert.Throws<StudyException>(() => SemModel.Estimate(spec, SemStatistics.Of(spec.Model.Observed, new LabelledMatrix(["a", "b", "c"], [.. values]), null, 100))).Fault;
    }

    [Theory]
    [InlineData("mlm", "school", false, "MLM was asked for with clusters")]
    [InlineData("mlm", null, true, "MLM was asked for with FIML")]
    public void A_combination_that_is_not_offered_says_what_to_use(string estimator, string? cluster, bool fiml, string what)
    {
        var fault = Assert.Throws<StudyException>(() => SemRows.Fit(Three, Pupils, cluster, null, spec => spec with
        {
            Estimator = estimator == "mlm" ? SemEstimator.Mlm : SemEstimator.Mlr,
            Missing = fiml ? SemMissing.Fiml : SemMissing.Listwise,
        })).Fault;
        Assert.Equal(what, fault.What);
        Assert.NotEmpty(fault.Mend);
    }

    [Fact]
    public void Layout_of_the_text_does_not_matter()
    {
        string[] texts = [Three, "visual=~x1+x2+x3;textual =~ x4 +\n x5 + x6 # words\n\n! more\nspeed =~ x7\n + x8 + x9", "speed =~ x7 + x8 + x9\ntextual =~ x4 + x5 + x6\nvisual =~ x1 + x2 + x3", "visual =~ 1*x1 + x2 + x3\ntextual =~ 1*`x4` + x5 + x6\nspeed =~ x7 + x8 + x9\nvisual ~~ textual + speed"];
        double[] statistics = [.. texts.Select(text => SemRows.Fit(text, Pupils)["chisq"]!.Value)];
        Assert.All(statistics, value => CorrectDigits.Assert(11, value, statistics[0], "χ²"));
    }

    [Fact]
    public void The_ladder_of_invariance_loses_fit_step_by_step_and_names_what_to_free()
    {
        var spec = new SemSpec(ModelSyntax.Parse(Three)) { Method = "cfa" };
        var ladder = InvarianceLadder.Estimate(spec, SemRows.Reduce(spec, Pupils, null, "school"));
        var tables = InvarianceLadder.Tables(ladder, [.. ladder.Select(step => SemModel.Fit(step))]);
        string[] steps = ["configural", "metric", "scalar", "strict"];
        foreach (var (row, step) in tables[0].Rows.Zip(steps))
        {
            Assert.Equal(step, row[0].Text);
            var truth = SemCertifiedTests.Case(step).GetProperty("measures");
            CorrectDigits.Assert(6, row[1].Number, truth.GetProperty("chisq").GetDouble(), $"χ² of {step}");
            CorrectDigits.Assert(6, row[6].Number, truth.GetProperty("cfi").GetDouble(), $"CFI of {step}");
        }
        // The two intercepts that lavaan's own tutorial frees.
        Assert.Equal(["x3 ~ 1", "x7 ~ 1"], tables[1].Rows.Where(row => row[0].Text == "scalar").Take(2).Select(row => row[1].Text).Order());
        var freed = SemRows.Fit(Three, Pupils, null, "school", one => one with { Equal = ["loadings", "intercepts"], Freed = ["x3 ~ 1", "x7~1"] });
        Assert.Equal(129.422, freed["chisq"]!.Value, 3);
    }

    [Fact]
    public void Rival_models_merge_the_factors_that_correlate_most()
    {
        var spec = new SemSpec(ModelSyntax.Parse(Three)) { Method = "cfa" };
        var estimated = SemModel.Estimate(spec, SemRows.Reduce(spec, Pupils, null, null));
        var rivals = CompetingModels.Merged(estimated);
        Assert.Equal([24, 26, 27], rivals.Rows.Select(row => row[2].Number!.Value));
        Assert.Equal("2: visual+speed, textual", rivals.Rows[1][0].Text);
        CorrectDigits.Assert(6, rivals.Rows[2][1].Number, SemRows.Fit("g =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9", Pupils)["chisq"]!.Value, "one factor");
        var bias = CompetingModels.MethodBias(estimated);
        // Largest eigenvalue of the correlations over 9: 3.21634418 / 9 in R.
        CorrectDigits.Assert(6, bias.Rows[1][^1].Number, 3.21634418 / 9, "Harman's share");
    }
}
