using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Absent;

public sealed class MissingTests
{
    [Fact]
    public void Reasons_are_never_merged()
    {
        var fit = MissingRows.Fit(RowsOf.Table("a:num,b:int,k:cat\n1,2,x\n?3,3,y\n?4,?2,?\n?3,1,x\n2,4,?1"));
        var reasons = fit.Parts.Single(part => part.Name == "reasons").Rows.Select(row => (row[0].Text, row[1].Text, row[2].Number));
        Assert.Equal([("a", "refused", 2), ("a", "dont_know", 1), ("b", "not_asked", 1), ("k", "blank", 2)], reasons);
        Assert.Equal([0.6, 0.2, 0.4], fit.Tidy().Where(row => row.Estimate is not null).Select(row => row.Estimate!.Value));
    }

    // 20 rows lack a: 3 refused, 17 blank. The share of 20 less 17 would tell of the three.
    [Fact]
    public void A_reason_of_few_people_guards_the_others_of_its_variable()
    {
        var reasons = Enumerable.Range(0, 100).Select(r => r < 3 ? MissingReason.Refused : r < 20 ? MissingReason.Blank : MissingReason.Present);
        var fit = MissingRows.Fit(new Frame([new NumberColumn("a", [.. Enumerable.Range(0, 100).Select(r => r * 0.5)], [.. reasons])]));
        Assert.Equal([3, 3], fit.Parts.Single(part => part.Name == "reasons").People);
        Assert.Equal([("0", 80), ("1", 20)], fit.Parts.Single(part => part.Name == "extent").Rows.Select(row => (row[0].Text, row[1].Number)));
        Assert.All(fit.Parts.Where(part => part.Name is "patterns" or "listwise"), part => Assert.True(part.IsDiary));
    }

    [Fact]
    public void Patterns_come_by_frequency_and_the_rest_is_counted_together()
    {
        var counted = MissingRows.Fit(MissingRows.Holed(300, 5, 3)).Statistics;
        var fit = MissingModel.Fit(new MissingSpec(".", counted.Variables) { Shown = 2 }, counted);
        var rows = fit.Parts.Single(part => part.Name == "patterns").Rows;
        Assert.Equal((3, 300.0, "(complete)", "(rarer patterns)"), (rows.Length, rows.Sum(row => row[2].Number), rows[0][0].Text, rows[2][0].Text));
    }

    [Fact]
    public void A_row_that_tells_of_few_people_says_of_how_many()
    {
        var fit = MissingRows.Fit(MissingRows.Holed(40, 3, 5, share: 0).Picked([.. Enumerable.Range(0, 40)]).With([new NumberColumn("x2", [.. Enumerable.Range(0, 40).Select(r => (double)r)], [.. Enumerable.Range(0, 40).Select(r => r < 3 ? MissingReason.Refused : MissingReason.Present)])]));
        Assert.Equal([40, 3, 40], Enumerable.Range(0, 3).Select(fit.PeopleBehind));
        // 37 of 40 complete rows tell of the three as well as 3 gained do.
        Assert.Equal([3, 3, 3, 3], fit.Parts.Single(part => part.Name == "listwise").People);
    }

    [Theory]
    [InlineData("a:num,b:num\n1,2\n2,1\n3,5", "needs two numeric variables")]
    [InlineData("a:num,b:num\n1,?\n2,?\n3,?\n?,?", "constant or missing altogether: b")]
    [InlineData("a:num,b:num,c:num\n1,2,4\n2,2,3\n3,2,?\n4,2,1\n?,2,2", "constant or missing altogether: b")]
    [InlineData("a:num,b:num,c:num\n1,2,4\n2,4,3\n3,6,?\n4,8,1\n5,10,2", "follows from the others")]
    [InlineData("a:num,b:num,k:cat\n1,2,x\n2,1,y\n3,7,z\n4,?,?\n5,2,x\n9,1,y", "without k")]
    public void What_cannot_be_tested_is_said(string table, string words) => Assert.Contains(MissingRows.Fit(RowsOf.Table(table)).Cautions, caution => caution.En.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Too_many_patterns_are_counted_and_not_tested()
    {
        // 60 variables of 7,000 rows, nearly every row a pattern of its own: 3,600 moments each.
        var fit = MissingRows.Fit(MissingRows.Holed(7_000, 60, 9, share: 0.3));
        Assert.Null(fit.Little);
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("Too many patterns", StringComparison.Ordinal));
        Assert.Equal(7_000, fit.Statistics.Patterns.Sum(pattern => pattern.Rows));
    }

    [Fact]
    public void A_test_that_rejects_says_what_follows() =>
        Assert.Contains(MissingRows.Fit(Dependent(400)).Cautions, caution => caution.En.Contains("rejects missing completely at random", StringComparison.Ordinal));

    [Fact]
    public void A_list_may_be_a_formula_or_a_point()
    {
        Assert.Equal(["a", "b b"], MissingSpec.Parse("a + `b b`", []).Variables);
        Assert.Equal(["y", "a", "g"], MissingSpec.Parse("y ~ a + (1 | g)", []).Variables);
        Assert.Equal(["p", "q"], MissingSpec.Parse(" . ", ["p", "q"]).Variables);
        Assert.Contains("No variable", Assert.Throws<StudyException>(() => MissingSpec.Parse("1", [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rows_and_no_patterns_are_refused()
    {
        Assert.Contains("There are no rows", Assert.Throws<StudyException>(() => MissingRows.Fit(RowsOf.Table("a:num,b:num"))).Message, StringComparison.Ordinal);
        var counted = MissingRows.Fit(MissingRows.Holed(30, 2, 1)).Statistics;
        Assert.Contains("0 patterns", Assert.Throws<StudyException>(() => MissingModel.Fit(new MissingSpec(".", counted.Variables) { Shown = 0 }, counted)).Message, StringComparison.Ordinal);
    }

    private static Frame Dependent(int rows)
    {
        var full = MissingRows.Holed(rows, 3, 4, share: 0);
        return full.With([(NumberColumn)full["x3"] with { Reasons = [.. ((NumberColumn)full["x1"]).Values.Select(value => value > 2 ? MissingReason.Blank : MissingReason.Present)] }]);
    }
}
