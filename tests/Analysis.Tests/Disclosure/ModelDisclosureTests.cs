using CoProduction.Analysis;
using CoProduction.Tests.Surveys;

namespace CoProduction.Tests;

/// <summary>A model's tables speak of parts of the sample too: domains, categories, communities left out. What rests on too few people is withheld, and cannot be had by subtraction.</summary>
public class ModelDisclosureTests
{
    private static readonly PrivacyPlan Five = new(5, 1);

    // 100 people: 96 owners, 4 renters; the renters' share, and with it the owners', would tell the four.
    private static Frame People { get; } = new(
    [
        Linear.Rows.Number("y", [.. Enumerable.Range(0, 100).Select(i => i % 7 + 0.5)]),
        Linear.Rows.Text("tenure", [.. Enumerable.Range(0, 100).Select(i => i % 25 == 0 ? "renter" : "owner")]),
        Linear.Rows.Text("gender", [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "f" : "m")]),
        Linear.Rows.Text("g", [.. Enumerable.Range(0, 100).Select(i => i < 3 ? "small" : "c" + i % 6)]),
        Linear.Rows.Number("w", [.. Enumerable.Range(0, 100).Select(i => 1 + i % 3 * 0.5)]),
    ]);

    private static SurveyFit Fit(string statement, string? weights = null) => SurveyReference.Fit(new SurveySpec(SurveyStatement.Parse(statement), new SampleDesign(weights, null, null, null)), People);

    [Theory]
    [InlineData("~ tenure", null)]
    [InlineData("~ tenure", "w")]
    [InlineData("total(tenure)", null)]
    [InlineData("mean(y) | tenure", null)]
    [InlineData("table(tenure, gender)", "w")]
    public void A_category_of_four_is_withheld_and_so_is_what_gives_it_away(string statement, string? weights)
    {
        var fit = Fit(statement, weights);
        var tables = fit.Parts.Where(part => part.Name is "domains" or "table" or "effects").Select(part => ModelTables.Part(fit, part, Label.Same("t"))).Append(ModelTables.Coefficients(fit, Label.Same("t")));
        foreach (var table in tables)
        {
            var released = Analysis.Disclosure.Review(table, Five);
            var hidden = released.Rows.Where(row => row.Values.Any(value => value.State == ValueState.Suppressed)).ToList();
            Assert.Contains(hidden, row => row.Key.Any(key => key.Contains("renter", StringComparison.Ordinal)));
            Assert.True(hidden.Count >= 2, $"{statement}: {table.Id} withholds one row only, which the others give away");
        }
    }

    [Fact]
    public void A_whole_sample_is_shown() =>
        Assert.DoesNotContain(Analysis.Disclosure.Review(ModelTables.Coefficients(Fit("~ y + gender"), Label.Same("t")), Five).Rows, row => row.Values.Any(value => value.State == ValueState.Suppressed));

    [Fact]
    public void The_fewest_people_that_weights_allow_are_never_more_than_there_are()
    {
        var fit = Fit("~ tenure + gender", "w");
        for (int row = 0; row < fit.Estimates.Length; row++)
        {
            string term = fit.Estimates[row].Term;
            int there = Enumerable.Range(0, 100).Count(i => term == "tenure" + People["tenure"].Text(i) || term == "gender" + People["gender"].Text(i));
            Assert.InRange(fit.PeopleBehind(row), 1, there);
        }
    }

    [Fact]
    public void A_community_of_three_is_not_told_by_leaving_it_out()
    {
        var fit = Linear.Rows.Fit("y ~ w", People, cluster: "g");
        var released = Analysis.Disclosure.Review(ModelTables.Part(fit, LinearParts.Influence(fit), Label.Same("t")), Five);
        Assert.All(released.Rows.Where(row => row.Key[0] == "small"), row => Assert.Contains(row.Values, value => value.State == ValueState.Suppressed));
    }

    // Four renters; their dummy is 1 for them alone, or 0 for them alone where they are the reference.
    [Theory]
    [InlineData("y ~ w + tenure", "tenurerenter", "(Intercept)")]
    [InlineData("y ~ w + relevel(tenure, ref = renter)", "relevel(tenure, ref = renter)owner", "(Intercept)")]
    [InlineData("y ~ w + C(tenure, sum)", "C(tenure, sum)1", "(Intercept)")]
    [InlineData("y ~ w + gender + gender:tenure", "genderf:tenurerenter", "genderm:tenurerenter")]
    [InlineData("y ~ w * few", "few", "w:few")]
    [InlineData("y ~ w + I(1 - few)", "I(1 - few)", "(Intercept)")]
    public void The_coefficient_of_a_dummy_that_marks_few_is_withheld_and_so_is_what_gives_it_away(string formula, string term, string companion)
    {
        var kind = new Variable("tenure", ["owner", "renter"]);
        var rows = new Frame([.. People.Columns.Where(column => column.Name != "w"), Linear.Rows.Number("w", [.. Enumerable.Range(0, 100).Select(i => 1 + i % 3 * 0.5 + i % 11)]), Linear.Rows.Number("few", [.. Enumerable.Range(0, 100).Select(i => i % 25 == 0 ? 1.0 : 0)])]);
        IModelFit fit = Linear.Rows.Fit(formula, rows, factors: [kind, new Variable("gender", ["f", "m"])]);
        var hidden = Hidden(ModelTables.Coefficients(fit, Label.Same("t")));
        Assert.Contains(term, hidden);
        Assert.Contains(companion, hidden);
        Assert.DoesNotContain("w", hidden.Except(formula.Contains('*', StringComparison.Ordinal) ? ["w"] : []));
        Assert.Contains(Hidden(ModelTables.Part(fit, LinearParts.Wald((LinearFit)fit, []), Label.Same("t"))), key => key != "w" && key != "(all terms)");
    }

    [Fact]
    public void Coefficients_of_many_people_are_shown()
    {
        IModelFit fit = Linear.Rows.Fit("y ~ w + gender", People, factors: new Variable("gender", ["f", "m"]));
        Assert.Equal(50, fit.PeopleBehind(2));
        Assert.Empty(Hidden(ModelTables.Coefficients(fit, Label.Same("t"))));
    }

    [Theory]
    [InlineData("y ~ w + tenure", SurveyFamily.Gaussian)]
    [InlineData("z ~ w + tenure", SurveyFamily.Logit)]
    public void A_survey_model_withholds_the_level_of_few_and_its_margins(string formula, SurveyFamily family)
    {
        var rows = new Frame([.. People.Columns.Where(column => column.Name != "w"), Linear.Rows.Number("w", [.. Enumerable.Range(0, 100).Select(i => 1 + i % 3 * 0.5 + i % 11)]), Linear.Rows.Number("z", [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 || i == 25 ? 1.0 : 0)])]);
        var spec = new SurveySpec(SurveyStatement.Parse(formula), new SampleDesign(null, null, null, null)) { Family = family, Margins = true };
        var fit = SurveyReference.Fit(spec, rows);
        Assert.Equal(["(Intercept)", "tenurerenter"], Hidden(ModelTables.Coefficients(fit, Label.Same("t"))));
        Assert.Contains("tenure: renter - owner", Hidden(ModelTables.Part(fit, fit.Parts.Single(part => part.Name == "margins"), Label.Same("t"))));
    }

    [Fact]
    public void A_tally_that_stops_at_many_rows_finds_the_few_among_them()
    {
        const int n = 5000;
        var rows = new Frame([Linear.Rows.Number("y", [.. Enumerable.Range(0, n).Select(i => i % 7 + 0.5)]), Linear.Rows.Number("x", [.. Enumerable.Range(0, n).Select(i => i % 2 + 0.0)]), Linear.Rows.Text("kind", [.. Enumerable.Range(0, n).Select(i => i >= n - 3 ? "rare" : i % 3 == 0 ? "a" : "b")])]);
        IModelFit fit = Linear.Rows.Fit("y ~ x + kind", rows, factors: new Variable("kind", ["a", "b", "rare"]));
        Assert.Equal([3, n, n, 3], Enumerable.Range(0, 4).Select(fit.PeopleBehind));
    }

    private static List<string> Hidden(CandidateTable table) =>
        [.. Analysis.Disclosure.Review(table, Five).Rows.Where(row => row.Values.Any(value => value.State == ValueState.Suppressed)).Select(row => row.Key[0])];

    // Two rows of a line withheld, or none: shares of a row and of a column add up to one.
    [Theory]
    [InlineData(null)]
    [InlineData("w")]
    public void No_line_of_a_table_loses_one_share_alone(string? weights)
    {
        var fit = Fit("table(tenure, gender)", weights);
        var released = Analysis.Disclosure.Review(ModelTables.Part(fit, fit.Parts.Single(part => part.Name == "table"), Label.Same("t")), Five);
        var hidden = released.Rows.Where(row => row.Values.Any(value => value.State == ValueState.Suppressed)).ToList();
        foreach (int dimension in new[] { 0, 1 })
            Assert.All(hidden.CountBy(row => row.Key[dimension]), line => Assert.NotEqual(1, line.Value));
    }
}
