using CoProduction.Analysis;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>Formulas whose functions need constants: a pass over the store for them, another for the roots.</summary>
public abstract partial class StudyStoreBehaviour
{
    private static TableSchema Answers { get; } = new(
        "answers", "1", Label.Same("answers"),
        [
            Survey.Field("row", FieldType.Integer, required: true), Survey.Field("community", FieldType.Text), Survey.Field("year", FieldType.Integer),
            Survey.Field("age", FieldType.Integer), Survey.Field("trust", FieldType.Integer), Survey.Field("hours", FieldType.Number), Survey.Field("income", FieldType.Number),
            Survey.Field("far", FieldType.Number), Survey.Field("kind", FieldType.Category, levels: ["old estate", "mixed", "commodity"]), Survey.Field("edu", FieldType.Text),
            Survey.Field("tenure", FieldType.Text), Survey.Field("likert", FieldType.Integer), Survey.Field("w", FieldType.Number), Survey.Field("w0", FieldType.Number), Survey.Field("y", FieldType.Number),
        ],
        ["row"], []);

    /// <summary>The numbers are R's, as they are for a file: see FormulaFileTests of the Workbench.</summary>
    [Fact]
    public async Task Functions_with_constants_agree_with_R()
    {
        await using var store = await OpenAsync();
        string[][] lines = [.. File.ReadLines(FormulaFits.Input).Skip(1).Select(line => line.Split(','))];
        await store.LoadAsync(Survey.Content("first", Answers, "a", Survey.Block(Rows(lines[..130]))));
        await store.LoadAsync(Survey.Content("second", Answers, "b", Survey.Block(Rows(lines[130..]))));
        foreach (var expected in FormulaFits.All)
        {
            var roots = await store.CrossProductsAsync(new CrossProductSpec("answers", expected.Formula, expected.WeightField, null, [], []));
            var fit = LinearModel.Fit(new LinearSpec(Formula.Parse(expected.Formula)), roots);
            expected.Check(fit.Terms, fit.Coefficients, fit.StdErrors, fit.RSquared, fit.Rows);
        }
    }

    [Fact]
    public async Task A_group_that_is_no_field_is_named_with_the_nearest()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        var fault = await Assert.ThrowsAsync<StudyException>(() => store.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ center(q2, by comunity)", null, null, [], [])));
        Assert.Contains("position 20", fault.Fault.Where, StringComparison.Ordinal);
        Assert.Contains("'community'", fault.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_only_incomplete_rows_have_is_none()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2", "w1 p2 c1 1 male 2 2", "w1 p3 c2 1 female 3 4", "w1 p4 c2 1 undisclosed 4 r", "w1 p5 c2 . male 4 5", "w1 p6 c2 1 male 5 2");
        var roots = await store.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ gender + factor(q2)", "weight", null, [], []));
        Assert.Equal(["(Intercept)", "gendermale", "factor(q2)4"], roots.Terms);
    }

    [Fact]
    public async Task The_score_of_a_scale_can_be_centred_within_communities()
    {
        await using var store = await OpenAsync();
        string[] lines = [.. Enumerable.Range(0, 400).Select(row => $"w1 p{row} c{row % 7} 1 female {1 + row * row % 5} {(row % 9 == 0 ? "r" : $"{1 + row % 4}")}")];
        await LoadAsync(store, "s1", "a", lines);
        System.Collections.Immutable.ImmutableArray<ScaleSpec> scales = [new("both", [new("q1", false, 1, 5), new("q2", true, 1, 5)], 1)];
        var spec = new CrossProductSpec("responses", "q2 ~ center(both, by community) + mean(both, by community) + poly(q1, 2)", "weight", "community", scales, []);

        var roots = await store.CrossProductsAsync(spec);

        var rows = ScaleScores.Add(await store.FrameAsync(new FrameSpec("responses", [], [])), scales);
        var plan = CoProduction.Analysis.DesignPlan.Of(Formula.Parse(spec.Formula), rows.Names.ToDictionary(name => name, Variable.Numeric));
        AssertSame(Roots.Reduce(plan, "weight", "community", [], [rows]), roots);
        Assert.Equal((400, 45), (roots.RowsRead, roots.RowsIncomplete));
    }

    private static Frame Rows(string[][] lines) => new(
    [
        .. Answers.Fields.Select((field, at) => Survey.Column(field, [.. lines.Select(line => line[at] == "NA" ? "." : line[at])])), Survey.Rows(long.Parse(lines[0][0], System.Globalization.CultureInfo.InvariantCulture) + 1, lines.Length),
    ]);
}
