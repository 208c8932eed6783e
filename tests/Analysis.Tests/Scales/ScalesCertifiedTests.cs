using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>Reliability against base R (tests/Reference/scales) and against published alphas of two real files.</summary>
public sealed class ScalesCertifiedTests
{
    // Sums over 120 rows of small numbers: all but the last few of 16 digits must agree.
    private const int Digits = 12;

    private static readonly ScaleSpec Trust = new("trust", [new("t1", false, 1, 5), new("t2", false, 1, 5), new("t3", true, 1, 5), new("t4", false, 1, 5)], 3);

    [Fact]
    public void Alpha_items_and_design_mean_agree_with_R()
    {
        var expected = ReferenceFile.Values("scales/expected.csv");
        var scale = Scales.Fit(new ScalesSpec([Trust], new SurveyDesign("w", "stratum", "cluster")), Survey())["trust"];
        Assert.Equal((int)expected["n"], scale.Rows);
        CorrectDigits.Assert(Digits, scale.Alpha, expected["alpha"], "alpha");
        CorrectDigits.Assert(Digits, scale.StandardisedAlpha, expected["standardised_alpha"], "standardised_alpha");
        foreach (var item in scale.Items)
        {
            CorrectDigits.Assert(Digits, item.Mean, expected[$"{item.Item}_mean"], $"{item.Item}_mean");
            CorrectDigits.Assert(Digits, item.StdDev, expected[$"{item.Item}_sd"], $"{item.Item}_sd");
            CorrectDigits.Assert(Digits, item.ItemRest, expected[$"{item.Item}_item_rest"], $"{item.Item}_item_rest");
            CorrectDigits.Assert(Digits, item.AlphaIfDeleted, expected[$"{item.Item}_deleted"], $"{item.Item}_deleted");
            CorrectDigits.Assert(Digits, item.AlphaIfReversed, expected[$"{item.Item}_reversed"], $"{item.Item}_reversed");
        }
        CorrectDigits.Assert(Digits, scale.Mean.Estimate, expected["score_mean"], "score_mean");
        CorrectDigits.Assert(Digits, scale.Mean.StdError, expected["score_se"], "score_se");
        Assert.Equal(((int)expected["score_df"], (int)expected["score_n"], 24), (scale.Mean.Df, scale.Mean.Rows, scale.Mean.Units));
    }

    // The same sums in another order: all but the last few digits.
    [Theory]
    [InlineData(1, "w", "stratum", "cluster")]
    [InlineData(7, "w", "stratum", "cluster")]
    [InlineData(7, "w", "stratum", null)]
    [InlineData(50, null, null, null)]
    public void Blocks_give_what_all_rows_give(int size, string? weight, string? strata, string? cluster)
    {
        var (spec, rows) = (new ScalesSpec([Trust], new SurveyDesign(weight, strata, cluster)), Survey());
        var (whole, blocks) = (Scales.Fit(spec, rows), Scales.Fit(spec, Enumerable.Range(0, rows.Rows).Chunk(size).Select(block => rows.Picked(block))));
        Assert.Equal(whole.Provenance.ToString(), blocks.Provenance.ToString());
        Assert.Equal((whole["trust"].Rows, whole["trust"].Mean.Rows, whole["trust"].Mean.Units, whole["trust"].Mean.Df), (blocks["trust"].Rows, blocks["trust"].Mean.Rows, blocks["trust"].Mean.Units, blocks["trust"].Mean.Df));
        CorrectDigits.Assert(Digits, blocks["trust"].Alpha, whole["trust"].Alpha!.Value, "alpha");
        CorrectDigits.Assert(Digits, blocks["trust"].Mean.Estimate, whole["trust"].Mean.Estimate!.Value, "mean");
        CorrectDigits.Assert(Digits, blocks["trust"].Mean.StdError, whole["trust"].Mean.StdError!.Value, "std_error");
    }

    // Another formula for the same: each row a unit of its stratum, one domain of all.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_clusters_every_row_is_a_unit(bool lonely)
    {
        var rows = Survey();
        if (lonely) rows = rows.With(new TextColumn("stratum", [.. Enumerable.Range(0, rows.Rows).Select(row => row == 3 ? "alone" : rows["stratum"].Text(row))], []));
        var mean = Scales.Fit(new ScalesSpec([Trust], new SurveyDesign("w", "stratum", null)), rows)["trust"].Mean;
        string[] strata = [.. Enumerable.Range(0, rows.Rows).Select(row => rows["stratum"].Text(row))], names = [.. strata.Distinct()];
        int[] units = [.. Enumerable.Range(0, rows.Rows)], ofUnits = [.. strata.Select(name => Array.IndexOf(names, name))];
        var expected = DomainMeans.Of(ScaleScores.Add(rows, [Trust])["trust"].Doubles(), rows.Weights("w"), units, ofUnits, new int[rows.Rows], 1)[0];
        Assert.Equal((expected.Rows, expected.Units, expected.Df), (mean.Rows, mean.Units, mean.Df));
        CorrectDigits.Assert(Digits, mean.Estimate, expected.Estimate!.Value, "mean");
        CorrectDigits.Assert(Digits, mean.StdError, expected.StdError!.Value, "std_error");
    }

    [Fact]
    public void An_item_coded_the_wrong_way_is_suspected()
    {
        var wrong = Trust with { Items = Trust.Items.SetItem(2, Trust.Items[2] with { Reversed = false }) };
        var result = Scales.Fit(new ScalesSpec(wrong), Survey());
        Assert.Equal(["t3"], result["trust"].ReverseSuspects);
        Assert.Equal("turning t3 round would raise alpha", ScalesTables.Table(result, ImmutableDictionary<string, Label>.Empty).Rows[0].Values[6].Text!.En);
        Assert.Empty(Scales.Fit(new ScalesSpec(Trust), Survey())["trust"].ReverseSuspects);
    }

    [Fact]
    public void Four_items_of_a_real_file_have_raw_alpha_0_8390047()
    {
        var rows = ReferenceFile.Integers(RealFiles.Path("stats/alpha.csv"));
        CorrectDigits.Assert(7, Scales.Fit(new ScalesSpec(Scale("a", rows.Names)), rows).Scales[0].Alpha, 0.8390047, "alpha");
    }

    [Theory]
    [InlineData("computers", "q06 q07 q10 q13 q14 q15 q18", "", 0.823)]
    [InlineData("statistics", "q01 q03 q04 q05 q12 q16 q20 q21", "q03", 0.821)]
    [InlineData("statistics-unreversed", "q01 q03 q04 q05 q12 q16 q20 q21", "", 0.605)]
    [InlineData("maths", "q08 q11 q17", "", 0.819)]
    [InlineData("peers", "q02 q09 q19 q22 q23", "", 0.570)]
    public void The_anxiety_questionnaire_has_its_published_alphas(string name, string items, string reversed, double alpha)
    {
        var rows = ReferenceFile.Integers(RealFiles.Path("stats/SAQ.csv"));
        var scale = Scales.Fit(new ScalesSpec(Scale(name, items.Split(' '), reversed)), rows)[name];
        Assert.Equal(2571, scale.Rows);
        Assert.Equal(alpha, scale.Alpha!.Value, 0.0005);
        Assert.Equal(name == "statistics-unreversed" ? ["q03"] : [], scale.ReverseSuspects);
    }

    [Fact]
    public void Answers_are_distributed_by_weight_and_pass_the_review()
    {
        var rows = RowsOf.Table("q:int,w:num\n1,1\n5,2\n5,1\n?,9");
        var scale = new ScaleSpec("s", [new("q", true, 1, 5)], 1);
        var table = LikertTables.Table("likert-s", Label.Same("s"), rows, scale, ImmutableDictionary<string, Label>.Empty, "w");
        Assert.Equal([0.25, 0, 0, 0, 0.75], table.Rows.Select(row => row.Values[0].Number));
        var blocks = LikertTables.Table("likert-s", Label.Same("s"), LikertTally.Of(scale, "w", [rows.Picked([0, 1]), rows.Picked([2, 3])]), ImmutableDictionary<string, Label>.Empty);
        Assert.Equal(table.Rows.SelectMany(row => row.Values), blocks.Rows.SelectMany(row => row.Values));
        Assert.Equal([1m, 0, 0, 0, 2], table.Rows.Select(row => row.Values[1].Amount));
        Assert.Equal("q (reversed)", table.Rows[0].Labels[0].En);
        Assert.Equal("非常同意", table.Rows[4].Labels[1].Zh);
        Assert.True(Disclosure.Review(table, PrivacyPlan.Standard).Withheld >= 2);
    }

    [Fact]
    public void Scales_that_cannot_be_judged_are_refused()
    {
        Assert.Throws<StudyException>(() => Scales.Fit(new ScalesSpec(Trust with { Items = [Trust.Items[0]], MinimumItems = 1 }), Survey()));
        Assert.Throws<StudyException>(() => Scales.Fit(new ScalesSpec(Trust), RowsOf.Table("t1:int,t2:int,t3:int,t4:int\n1,2,3,?\n2,?,3,4")));
        Assert.Throws<StudyException>(() => Scales.Fit(new ScalesSpec([Trust], new SurveyDesign("w", null, null)), RowsOf.Table("t1:int,t2:int,t3:int,t4:int,w:num\n1,2,3,4,-1")));
    }

    private static ScaleSpec Scale(string name, IEnumerable<string> items, string reversed = "") => new(name, [.. items.Select(item => new ScaleItem(item, item == reversed, 1, 5))], 1);

    private static Frame Survey()
    {
        string path = Path.Combine(RealFiles.Root, "tests", "Reference", "scales", "scales.csv");
        return new Frame([.. ReferenceFile.Columns(path).Select(column => (Column)(column.Name switch
        {
            "stratum" or "cluster" => new TextColumn(column.Name, [.. column.Cells], []),
            "w" => new NumberColumn("w", [.. column.Cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))], []),
            _ => new IntegerColumn(column.Name, [.. column.Cells.Select(cell => cell == "NA" ? 0 : long.Parse(cell, CultureInfo.InvariantCulture))],
                [.. column.Cells.Select(cell => cell == "NA" ? MissingReason.Blank : MissingReason.Present)]),
        }))]);
    }
}
