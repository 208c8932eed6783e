using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Mixed;

/// <summary>What a mixed model refuses, and what it says beside its numbers.</summary>
public class MixedModelTests
{
    private static readonly int Count = 60;

    private static Frame Frame(params Column[] more)
    {
        double[] x = [.. Enumerable.Range(0, Count).Select(i => (double)(i * 37 % 23))], z = [.. Enumerable.Range(0, Count).Select(i => (double)(i * 17 % 29))];
        double[] y = [.. Enumerable.Range(0, Count).Select(i => 1 + 0.3 * x[i] + (i % 6 - 2.5) + i * 53 % 31 / 10.0)];
        Column[] columns = [Rows.Number("y", y), Rows.Number("x", x), Rows.Number("z", z), Rows.Text("g", [.. Rows.Keys(Count, 6)]), Rows.Text("h", [.. Enumerable.Range(0, Count).Select(i => $"h{i % 6 / 2}")])];
        return new Frame([.. columns.Where(column => more.All(other => other.Name != column.Name)), .. more]);
    }

    private static NumberColumn Each(string name, Func<int, double> value) => Rows.Number(name, [.. Enumerable.Range(0, Count).Select(value)]);

    private static TextColumn Text(string name, Func<int, string> value) => Rows.Text(name, [.. Enumerable.Range(0, Count).Select(value)]);

    private static void Refused(string formula, string said, Frame? rows = null, string? weights = null, Func<MixedSpec, MixedSpec>? with = null)
    {
        var thrown = Rows.Throws(() => MixedReference.Fit(formula, rows ?? Frame(), weights, with));
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_without_a_random_part_or_with_absorbed_effects_are_refused()
    {
        Assert.Contains("--method ols", Rows.Throws(() => _ = new MixedSpec(Formula.Parse("y ~ x"))).Message, StringComparison.Ordinal);
        Assert.Contains("--method fe", Rows.Throws(() => _ = new MixedSpec(Formula.Parse("y ~ x | g"))).Message, StringComparison.Ordinal);
        Rows.Throws(() => _ = new MixedSpec(Formula.Parse("y ~ x + (1 | g)"), 95));
    }

    [Fact]
    public void Collinear_constant_and_duplicated_terms_are_refused()
    {
        Refused("y ~ x + double + (1 | g)", "'double' is a combination of 'x'", Frame(Each("double", i => 2 * (i * 37 % 23))));
        Refused("y ~ x + c + (1 | g)", "'c' is a combination of '(Intercept)'", Frame(Each("c", _ => 3)));
        Refused("y ~ x + (1 + c | g)", "'c' is a combination of '(Intercept)'", Frame(Each("c", _ => 3)));
        Refused("y ~ x + (1 + o | g)", "'o' is zero in every row", Frame(Each("o", _ => 0)));
    }

    [Fact]
    public void Rows_without_use_are_refused()
    {
        Refused("y ~ x + (1 | g)", "No row is complete", new Frame([new NumberColumn("y", [1, 2], [MissingReason.Blank, MissingReason.Blank]), Rows.Number("x", 1, 2), Rows.Text("g", "a", "b")]));
        Refused("y ~ x + (1 | g)", "2 complete rows for 2 terms", new Frame([Rows.Number("y", 1, 2), Rows.Number("x", 1, 3), Rows.Text("g", "a", "b")]));
        Refused("y ~ x + (1 | g)", "'x'", Frame(Each("x", i => i == 3 ? double.PositiveInfinity : i)));
        Refused("y ~ kind + (1 | g)", "one level only", Frame(Text("kind", _ => "old")));
        Refused("y ~ I(kind*2) + (1 | g)", "category", Frame(Text("kind", i => i % 2 == 0 ? "old" : "new")));
    }

    [Fact]
    public void Groups_that_cannot_be_told_apart_are_refused()
    {
        Refused("y ~ x + (1 | one)", "only one group", Frame(Text("one", _ => "a")));
        Refused("y ~ x + (1 | each)", "cannot be told from the residual", Frame(Text("each", i => $"r{i}")));
        Refused("y ~ x + (1 | g) + (1 | again)", "make the same groups", Frame(Text("again", i => $"a{i % 6}")));
        Refused("y ~ x + (1 | g) + (1 | year)", "is not nested in", Frame(Text("year", i => $"{2015 + i / 6 % 3}")));
        Refused("y ~ x + (1 | g) + (1 + x | g)", "varies twice");
        Refused("y ~ x + (kind || g)", "in place of ||", Frame(Text("kind", i => i % 7 < 3 ? "old" : "new")));
    }

    [Fact]
    public void Weights_below_zero_are_refused_and_rows_of_weight_zero_or_none_are_left_out()
    {
        Refused("y ~ x + (1 | g)", "-1", Frame(Each("w", i => i == 5 ? -1 : 1)), "w");
        var some = MixedReference.Fit("y ~ x + (1 | g)", Frame(Each("w", i => i == 5 ? 0 : 1)), "w");
        Assert.Equal(Count - 1, some.Rows);
        var missing = new NumberColumn("w", [.. Enumerable.Repeat(1.0, Count)], [.. Enumerable.Range(0, Count).Select(i => i < 3 ? MissingReason.Blank : MissingReason.Present)]);
        var fewer = MixedReference.Fit("y ~ x + (1 | g)", Frame(missing), "w");
        Assert.Equal((Count - 3, 3), (fewer.Rows, fewer.RowsIncomplete));
        Assert.Contains(fewer.Cautions, caution => caution.En.Contains("precisions", StringComparison.Ordinal));
        Assert.Null(fewer.Glance().Single(entry => entry.Name == "r2_marginal").Value);
    }

    [Fact]
    public void An_outcome_without_residual_is_refused()
    {
        Refused("y ~ x + (1 | g)", "fitted exactly", Frame(Each("y", i => 2 + 3.0 * (i * 37 % 23))));
        Refused("y ~ x + (1 | g)", "fitted exactly", Frame(Each("y", _ => 2)));
    }

    [Fact]
    public void A_search_that_does_not_end_is_an_error_unless_asked_for()
    {
        Refused("y ~ x + (1 + x | g)", "did not converge in 1 iterations", with: spec => spec with { Iterations = 1 });
        var shown = MixedReference.Fit("y ~ x + (1 + x | g)", Frame(), with: spec => spec with { Iterations = 1, ShowUnconverged = true });
        Assert.False(shown.Converged);
        Assert.Contains(shown.Cautions, caution => caution.En.Contains("did not converge", StringComparison.Ordinal));
        Refused("y ~ x + (1 | g)", "0 iterations", with: spec => spec with { Iterations = 0 });
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => MixedModel.Fit(new MixedSpec(Formula.Parse("y ~ x + (1 | g)")), MixedReference.Reduce("y ~ x + (1 | g)", Frame()), stop: stop.Token));
    }

    [Fact]
    public void The_statistics_must_be_of_the_models_formula_and_grouped_by_its_fields()
    {
        var roots = MixedReference.Reduce("y ~ x + (1 | g)", Frame());
        Assert.Contains("'y ~ x + z + (1 | g)'", Rows.Throws(() => MixedModel.Fit(new MixedSpec(Formula.Parse("y ~ x + z + (1 | g)")), roots)).Message, StringComparison.Ordinal);
        var ungrouped = MixedReference.Reduce("y ~ x + (1 | g)", Frame(), groups: ["h"]);
        Assert.Contains("not grouped by 'g'", Rows.Throws(() => MixedModel.Fit(new MixedSpec(Formula.Parse("y ~ x + (1 | g)")), ungrouped)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slopes_need_their_terms_and_their_interaction()
    {
        Refused("y ~ x + z + (1 | g)", "do not interact", with: spec => spec with { Slopes = new SimpleSlopesSpec("x", "z", []) });
        Refused("y ~ x * z + (1 | g)", "'xx' is not a term", with: spec => spec with { Slopes = new SimpleSlopesSpec("xx", "z", []) });
        var part = MixedReference.Fit("y ~ z * x + (1 | g)", Frame(), with: spec => spec with { Slopes = new SimpleSlopesSpec("x", "z", [0, 10]) }).Parts.Single(part => part.Name == "simple_slopes");
        var fit = MixedReference.Fit("y ~ z * x + (1 | g)", Frame());
        CorrectDigits.Assert(12, part.Rows[0][3].Number, fit.Coefficients[2], "slope at 0");
        CorrectDigits.Assert(12, part.Rows[1][3].Number, fit.Coefficients[2] + 10 * fit.Coefficients[3], "slope at 10");
    }

    [Fact]
    public void A_comparison_needs_a_smaller_model_within_the_larger()
    {
        StudyException Compared(string large, string small) => Rows.Throws(() => MixedModel.Fit(
            new MixedSpec(Formula.Parse(large)), MixedReference.Reduce(large, Frame()), against: MixedReference.Reduce(small, Frame(), groups: ["g"])));
        Assert.Contains("it has 'z'", Compared("y ~ x + (1 | g)", "y ~ z + (1 | g)").Message, StringComparison.Ordinal);
        Assert.Contains("it has '((Intercept), x | g)'", Compared("y ~ x + (1 | g)", "y ~ 1 + (1 + x | g)").Message, StringComparison.Ordinal);
        Assert.Contains("same model", Compared("y ~ x + (1 | g)", "y ~ 1 + x + (1 | g)").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Agreement_needs_answers_and_groups_of_two()
    {
        MixedFit Agreed(int options, Frame rows) => MixedModel.Fit(
            new MixedSpec(Formula.Parse("y ~ x + (1 | g)")) { AgreementOptions = options }, MixedReference.Reduce("y ~ x + (1 | g)", Frame()), MixedReference.Reduce("i ~ 1", rows, groups: ["k"]));
        var rows = Frame(Each("i", i => 1 + i % 5), Text("k", i => $"k{i}"));
        Assert.Contains("1 answers", Rows.Throws(() => Agreed(1, rows)).Message, StringComparison.Ordinal);
        Assert.Contains("two respondents", Rows.Throws(() => Agreed(5, rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_groups_single_respondents_and_a_negative_icc_are_cautioned_about()
    {
        var few = MixedReference.Fit("y ~ x + (1 | g)", Frame(), with: spec => spec with { Reml = false });
        Assert.Contains(few.Cautions, caution => caution.En.StartsWith("6 groups of 'g'", StringComparison.Ordinal));
        Assert.Contains(few.Cautions, caution => caution.En.Contains("use REML", StringComparison.Ordinal));
        var single = MixedReference.Fit("y ~ x + (1 | k)", Frame(Text("k", i => i < 2 ? $"k{i}" : $"k{i % 10 + 5}")));
        Assert.Contains(single.Cautions, caution => caution.En.StartsWith("2 of 12 groups of 'k' have a single respondent", StringComparison.Ordinal));
        var alike = MixedReference.Fit("v ~ x + (1 | g)", Frame(Each("v", i => i / 6)));
        Assert.True(alike.Singular);
        Assert.True(alike.Intraclass[0].Icc1Anova < 0);
        Assert.Equal(0, alike.Intraclass[0].Icc1);
        Assert.Contains(alike.Cautions, caution => caution.En.Contains("is negative", StringComparison.Ordinal));
        Assert.Contains(alike.Cautions, caution => caution.En.StartsWith("Singular", StringComparison.Ordinal));
    }

    [Fact]
    public void Three_levels_are_read_from_slashes_and_from_unique_names_alike()
    {
        var slashes = MixedReference.Fit("y ~ x + (1 | h/g)", Frame(), with: spec => spec with { ShowUnits = true });
        var names = MixedReference.Fit("y ~ x + (1 | g) + (1 | h)", Frame());
        CorrectDigits.Assert(10, slashes.Criterion, names.Criterion, "criterion");
        Assert.Equal(["g:h", "h", "Residual"], slashes.Random.Select(one => one.Group));
        Assert.Equal(["g", "h", "Residual"], names.Random.Select(one => one.Group));
        Assert.Equal(6, slashes.Communities);
        Assert.Equal(Count, slashes.Units.Where(unit => unit.Group == "h").Sum(unit => unit.Rows));
    }

    [Fact]
    public void Every_part_and_provenance_says_what_was_done()
    {
        var fit = MixedReference.Fit("y ~ x + (1 + x | g)", Frame(), with: spec => spec with { ShowUnits = true });
        Assert.Equal(["random", "icc", "levels", "r_squared", "communities", "convergence"], fit.Parts.Select(part => part.Name));
        Assert.All(fit.Parts, part => Assert.All(part.Rows, row => Assert.Equal(part.Columns.Length, row.Length)));
        Assert.Equal("linear mixed model by REML, profiled deviance from community roots; t with Satterthwaite df", fit.Provenance.Method);
        Assert.True(fit.Diary[^1].Decrement <= ThetaSearch.Tolerance);
        Assert.Equal(6, ((IModelFit)fit).Communities);
    }
}
