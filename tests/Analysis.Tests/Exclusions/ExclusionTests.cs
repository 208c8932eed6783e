using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Excluded;

public sealed class ExclusionTests
{
    private static readonly ImmutableArray<string> Names = ["id", "seconds", "q1", "q2", "q3", "check", "place"];

    private static Frame Rows { get; } = RowsOf.Table("""
        id,seconds:num,q1:int,q2:int,q3:int,check:int,place
        a,100,1,2,3,4,north
        b,300,2,2,2,4,south
        a,300,1,2,4,4,north
        c,?,1,3,3,?,north
        d,500,5,?,5,3,east
        e,500,3,3,3,4,north
        f,119.5,1,1,1,2,east
        """);

    [Theory]
    [InlineData("seconds < 120", 2, 1)]
    [InlineData("seconds <= 119.5: too fast", 2, 1)]
    [InlineData("seconds >= 500", 2, 1)]
    [InlineData("seconds > 500", 0, 1)]
    [InlineData("check != 4", 2, 1)]
    [InlineData("check = 4.0", 4, 1)]
    [InlineData("check in 2, 3", 2, 1)]
    [InlineData("place not in north, south", 2, 0)]
    [InlineData("longstring(q1, q2, q3) >= 3", 3, 0)]
    [InlineData("longstring(q1..q3) > 1", 4, 0)]
    [InlineData("irv(q1..q3) < 0.1", 4, 0)]
    [InlineData("duplicate(id)", 1, 0)]
    [InlineData("duplicate(id, q3)", 0, 0)]
    public void A_rule_excludes_and_counts_what_it_cannot_judge(string rule, long excluded, long undetermined)
    {
        var screening = new Screening([ExclusionRule.Parse(rule, Names)]);
        var kept = screening.Keep(Rows);
        Assert.Equal((excluded, undetermined, 7 - excluded), (screening.Flow.Steps[0].Excluded, screening.Flow.Steps[0].Undetermined, screening.Flow.Left));
        Assert.Equal(screening.Flow.Left, kept.Rows);
    }

    [Fact]
    public void Rules_apply_in_order_and_a_row_counts_once()
    {
        var screening = new Screening([.. new[] { "duplicate(id): twice", "longstring(q1..q3) >= 3: straight", "seconds < 120: fast" }.Select(rule => ExclusionRule.Parse(rule, Names))]);
        var kept = screening.Keep(Rows);
        Assert.Equal(["c", "d"], Enumerable.Range(0, kept.Rows).Select(kept["id"].Text));
        Assert.Equal([1, 3, 1], screening.Flow.Steps.Select(step => step.Excluded));
        Assert.Equal(["twice", "straight", "fast"], screening.Flow.Steps.Select(step => step.Rule.Reason));
        Assert.Equal((7, 2), (screening.Flow.Start, screening.Flow.Left));
    }

    [Fact]
    public void Names_with_other_letters_stand_in_backticks_and_a_colon_in_them_is_no_reason()
    {
        var rule = ExclusionRule.Parse("`time: all` < 120 : fast", []);
        Assert.Equal(("time: all", "fast", 120), (rule.Fields.Single(), rule.Reason, rule.Limit));
        Assert.Equal(["北区", "南区"], ExclusionRule.Parse("社区 not in 北区, 南区: 区外", []).Values);
    }

    [Theory]
    [InlineData("seconds", "no rule")]
    [InlineData("seconds < fast", "not a number")]
    [InlineData("longstring(q1) > 2", "two items")]
    [InlineData("longstring(q3..q1) > 2", "no range q3..q1")]
    [InlineData("longstring(q1..q9) > 2", "no range q1..q9")]
    [InlineData("irv(q1, q2)", "no rule")]
    [InlineData("irv(q1, q2) = 0", "no rule")]
    public void What_is_no_rule_is_refused(string text, string words) => Assert.Contains(words, Linear.Rows.Throws(() => ExclusionRule.Parse(text, Names)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_limit_on_texts_is_refused() =>
        Assert.Contains("'place' holds texts", Linear.Rows.Throws(() => new Screening([ExclusionRule.Parse("place < 3", Names)]).Keep(Rows)).Message, StringComparison.Ordinal);

    // A rule that looks at one row says the same of it wherever it stands; a duplicate is one of an earlier row, in another block too.
    [Fact]
    public void The_cut_into_blocks_does_not_matter() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, 7).ToArbitrary(), cut =>
    {
        ImmutableArray<ExclusionRule> rules = [.. new[] { "duplicate(id)", "irv(q1..q3) < 0.5", "place = east" }.Select(rule => ExclusionRule.Parse(rule, Names))];
        Screening whole = new(rules), parts = new(rules);
        var kept = whole.Keep(Rows);
        Frame first = parts.Keep(Rows.Picked([.. Enumerable.Range(0, cut)])), second = parts.Keep(Rows.Picked([.. Enumerable.Range(cut, 7 - cut)]));
        string[] Ids(Frame frame) => [.. Enumerable.Range(0, frame.Rows).Select(frame["id"].Text)];
        return Ids(kept).SequenceEqual([.. Ids(first), .. Ids(second)]) && whole.Flow.Steps.Select(step => (step.Excluded, step.Undetermined)).SequenceEqual(parts.Flow.Steps.Select(step => (step.Excluded, step.Undetermined)));
    }));

    [Fact]
    public void A_comparison_tells_of_the_rows_in_which_both_sides_differ()
    {
        var rows = Absent.MissingRows.Holed(40, 2, 3, share: 0);
        var kept = rows.Picked([.. Enumerable.Range(0, 37)]);
        var flow = new ExclusionFlow(40, [new ExclusionStep(ExclusionRule.Parse("seconds < 1: fast", Names), 3, 2)]);
        var fit = new ScreenedFit(Linear.Rows.Fit("x1 ~ x2", kept), Linear.Rows.Fit("x1 ~ x2", rows), flow);
        var beside = fit.Parts.Single(part => part.Name == "without_exclusions");
        Assert.Equal([3, 3], beside.People);
        Assert.Equal(Linear.Rows.Fit("x1 ~ x2", rows).Coefficients[1], beside.Rows[1][3].Number);
        Assert.Equal([40, 3, 37], fit.Parts.Single(part => part.Name == "exclusions").Rows.Select(row => row[1].Number));
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("cannot be judged for 2 rows", StringComparison.Ordinal));
        Assert.Contains("seconds < 1", fit.Provenance.Method, StringComparison.Ordinal);
    }
}
