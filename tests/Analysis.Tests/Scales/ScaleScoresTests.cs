using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>Scores of scales: reversing, minimum of answers, reasons of missing scores.</summary>
public sealed class ScaleScoresTests
{
    private static readonly ScaleSpec Trust = new("trust", [new("t1", false, 1, 5), new("t2", false, 1, 5), new("t3", true, 1, 5)], 2);

    [Fact]
    public void A_score_is_the_mean_of_the_answered_items_with_reversed_ones_turned()
    {
        var scored = (NumberColumn)ScaleScores.Add(RowsOf.Table("""
            t1:int,t2:num,t3:int
            5,4,1
            2,?,4
            ?,?3,1
            ?4,?4,?2
            """), [Trust])["trust"];
        Assert.Equal([14.0 / 3, 2.0, 0, 0], scored.Values);
        Assert.Equal([MissingReason.Present, MissingReason.Present, MissingReason.Blank, MissingReason.DontKnow], scored.Reasons);
    }

    [Fact]
    public void Complete_answers_need_no_reasons_and_replace_a_column_of_that_name()
    {
        var rows = RowsOf.Table("t1:int,t2:int,t3:int,trust:int\n1,1,5,9");
        var scored = ScaleScores.Add(ScaleScores.Add(rows, [Trust]), [Trust]);
        Assert.Equal(4, scored.Columns.Length);
        Assert.True(scored["trust"].Reasons.IsDefaultOrEmpty);
        Assert.Same(rows, ScaleScores.Add(rows, []));
    }

    [Fact]
    public void Bad_answers_and_bad_specs_are_refused()
    {
        var rows = RowsOf.Table("t1:int,t2:int,t3:int\n1,6,5");
        Assert.Contains("'t2' holds 6", Assert.Throws<StudyException>(() => ScaleScores.Add(rows, [Trust])).Message, StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => ScaleScores.Add(rows, [Trust with { MinimumItems = 4 }]));
        Assert.Throws<StudyException>(() => ScaleScores.Add(rows, [Trust with { Items = [] }]));
        Assert.Throws<StudyException>(() => ScaleScores.Add(RowsOf.Table("t1,t2,t3\na,b,c"), [Trust]));
    }
}
