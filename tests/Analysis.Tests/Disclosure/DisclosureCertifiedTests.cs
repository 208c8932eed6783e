using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>The disclosure review: worked examples, and a reader who tries to undo it.</summary>
public sealed class DisclosureCertifiedTests
{
    private static readonly PrivacyPlan Three = new(3, 1);

    [Fact]
    public void A_small_row_and_the_smallest_other_row_are_withheld_under_a_total()
    {
        var released = Disclosure.Review(OneWay([2, 6, 40, 0], true), PrivacyPlan.Standard);
        Assert.Equal(2, released.Withheld);
        Assert.Equal(["0", "0", "40", "0", "48"], released.Rows.Select(row => $"{row.Base}"));
        Assert.Equal([ValueState.Suppressed, ValueState.Suppressed, ValueState.Amount, ValueState.Amount, ValueState.Amount], released.Rows.Select(row => row.Values[0].State));
        Assert.Contains("at least 5 people", released.ReviewNote.En, StringComparison.Ordinal);
        Assert.Contains("隐匿2行", released.ReviewNote.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_total_only_the_small_row_is_withheld() => Assert.Equal(1, Disclosure.Review(OneWay([2, 6, 40, 0], false), PrivacyPlan.Standard).Withheld);

    [Fact]
    public void A_total_hidden_in_the_provenance_counts_as_a_total()
    {
        var table = OneWay([2, 6, 40, 0], false);
        Assert.Equal(2, Disclosure.Review(table with { Provenance = table.Provenance with { Rows = 48 } }, PrivacyPlan.Standard).Withheld);
    }

    [Fact]
    public void Two_ones_under_a_total_of_two_need_a_third()
    {
        var released = Disclosure.Review(OneWay([1, 1, 20], true), PrivacyPlan.Standard);
        Assert.Equal(3, released.Withheld);
        Assert.Equal(22, released.Rows[^1].Base);
    }

    [Fact]
    public void Shares_that_sum_to_one_are_a_total_too()
    {
        var table = Shares100([4, 10, 86]);
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        Assert.Equal([ValueState.Suppressed, ValueState.Suppressed, ValueState.Number], released.Rows.Select(row => row.Values[0].State));
    }

    [Fact]
    public void A_small_count_of_people_withholds_its_row_whatever_the_base()
    {
        var table = OneWay([40, 50, 60], true);
        var small = table with { Rows = table.Rows.SetItem(0, table.Rows[0] with { Values = [Value.Exact(2)] }).SetItem(3, table.Rows[3] with { Values = [Value.Exact(112)] }) };
        Assert.Equal(2, Disclosure.Review(small, PrivacyPlan.Standard).Withheld);
    }

    [Fact]
    public void Public_money_passes_as_it_is()
    {
        var table = OneWay([1, 2], true) with { Subject = Subject.PublicMoney };
        Assert.Equal(table.Rows, Disclosure.Review(table, PrivacyPlan.Standard).Rows);
    }

    [Fact]
    public void Counts_written_into_texts_do_not_survive()
    {
        var table = OneWay([2, 60], false);
        var told = table with { Note = Label.Same("women (n = 2)"), Rows = [table.Rows[0] with { Labels = [Label.Same("women, N=2")] }, table.Rows[1]] };
        var released = Disclosure.Review(told, PrivacyPlan.Standard);
        Assert.Equal(("women (n = …)", "women, n = …"), (released.Note.En, released.Rows[0].Labels[0].En));
    }

    [Fact]
    public void Rounding_never_makes_a_count_look_small_and_totals_are_rounded_on_their_own()
    {
        var released = Disclosure.Review(OneWay([5, 7, 13], true), new PrivacyPlan(5, 4));
        Assert.Equal([8m, 8m, 12m, 24m], released.Rows.Select(row => row.Values[0].Amount));
        Assert.Equal([8L, 8, 12, 24], released.Rows.Select(row => row.Base));
    }

    [Fact]
    public void Three_ways_with_totals_bad_tables_and_bad_policies_are_refused()
    {
        Dimension[] three = [new("a", Label.Same("a")), new("b", Label.Same("b")), new("c", Label.Same("c"))];
        TableRow Row(string key) => new([key, key, key], [Label.Same(key), Label.Same(key), Label.Same(key)], 9, [Value.Exact(9)]);
        var table = OneWay([9], false) with { Dimensions = [.. three], Rows = [Row("x"), Row("*")] };
        Assert.Contains("two-way tables", Assert.Throws<StudyException>(() => Disclosure.Review(table, Three)).Message, StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => Disclosure.Review(OneWay([9], true), new PrivacyPlan(0, 1)));
        var twice = OneWay([9], false);
        Assert.Throws<StudyException>(() => Disclosure.Review(twice with { Rows = twice.Rows.Add(twice.Rows[0]) }, Three));
    }

    [Fact]
    public void A_model_on_too_few_people_is_withheld_whole()
    {
        var table = OneWay([3, 3, 3], false);
        Assert.Equal(3, Disclosure.Review(table, PrivacyPlan.Standard).Withheld);
    }

    [Fact]
    public void No_withheld_value_of_a_one_way_table_can_be_recovered() => Prop.ForAll(Arb.From(Gen.NonEmptyListOf(Count()).Where(counts => counts.Count < 8)), counts =>
    {
        var table = OneWay([.. counts], true);
        return CannotBeUndone(table, Disclosure.Review(table, Three), row => (row.Key[0], "a"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_total_that_another_table_shows_recovers_nothing() => Prop.ForAll(Arb.From(Gen.NonEmptyListOf(Count()).Where(counts => counts.Count < 8)), counts =>
    {
        var table = OneWay([.. counts], true) with { TotalsKnown = true };
        bool elsewhere = counts.Sum() == 0 || counts.Sum() >= Three.MinimumCell;
        var released = Disclosure.Review(table, Three);
        // A line that is withheld whole has no further complement: its total must not be shown elsewhere.
        bool whole = released.Rows.Where(row => row.Key[0] != TableRow.Total).All(row => row.Values[0].State == ValueState.Suppressed);
        return whole || CannotBeUndone(table, released, row => (row.Key[0], "a"), row => elsewhere && row.Key[0] == TableRow.Total);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_withheld_value_of_a_two_way_table_can_be_recovered() => Prop.ForAll(Arb.From(Grid(3)), grid =>
    {
        var table = TwoWay(grid);
        return CannotBeUndone(table, Disclosure.Review(table, Three), Place);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Linear_algebra_recovers_nothing_from_larger_tables() => Prop.ForAll(Arb.From(Grid(7)), grid =>
    {
        var table = TwoWay(grid);
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        return Attack.LinearAlgebraFails(table.Rows.ToDictionary(Place, row => row.Base), Withheld(released, Place));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Small_rows_are_withheld_others_are_unchanged_and_nothing_of_a_withheld_row_stays() => Prop.ForAll(Arb.From(Grid(5)), grid =>
    {
        var table = TwoWay(grid);
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        return table.Rows.Zip(released.Rows).All(pair => pair.Second.Values.Any(value => value.State == ValueState.Suppressed)
            ? pair.Second is { Base: 0 } && pair.Second.Values.All(value => value is { State: ValueState.Suppressed, Number: 0, Amount: 0, Text: null })
            : pair.First == pair.Second && pair.First.Base is 0 or >= 5);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_review_of_a_released_table_changes_nothing_and_twice_is_the_same() => Prop.ForAll(Arb.From(Grid(5)), grid =>
    {
        var table = TwoWay(grid);
        var (once, again) = (Disclosure.Review(table, PrivacyPlan.Standard), Disclosure.Review(table, PrivacyPlan.Standard));
        var review = Disclosure.Review(table with { Rows = once.Rows }, PrivacyPlan.Standard);
        return Text(once) == Text(again) && Text(review) == Text(once) && review.Withheld == once.Withheld;
    }).QuickCheckThrowOnFailure();

    private static bool CannotBeUndone(CandidateTable table, ReleasedTable released, Func<TableRow, (string, string)> place, Func<TableRow, bool>? elsewhere = null) =>
        Attack.Fails(table.Rows.ToDictionary(place, row => row.Base),
            Withheld(released, place).Except(table.Rows.Where(row => elsewhere?.Invoke(row) == true).Select(place)).ToHashSet(), 1);

    private static HashSet<(string, string)> Withheld(ReleasedTable released, Func<TableRow, (string, string)> place) =>
        [.. released.Rows.Where(row => row.Values[0].State == ValueState.Suppressed).Select(place)];

    private static (string, string) Place(TableRow row) => (row.Key[0], row.Key[1]);

    private static string Text(ReleasedTable table) => string.Join("\n", table.Rows.Select(row => $"{string.Join(",", row.Key)} {row.Base} {row.Values[0].State} {row.Values[0].Amount}"));

    private static Gen<int> Count() => Gen.Frequency((2, Gen.Constant(0)), (4, Gen.Choose(1, 2)), (4, Gen.Choose(3, 9)), (2, Gen.Choose(10, 40)));

    private static Gen<int[,]> Grid(int most) =>
        from rows in Gen.Choose(1, most)
        from columns in Gen.Choose(1, most)
        from counts in Gen.ArrayOf(Count(), rows * columns)
        select Fill(rows, columns, counts);

    private static int[,] Fill(int rows, int columns, int[] counts)
    {
        var grid = new int[rows, columns];
        for (int i = 0; i < counts.Length; i++) grid[i / columns, i % columns] = counts[i];
        return grid;
    }

    private static CandidateTable OneWay(int[] counts, bool total)
    {
        var rows = counts.Select((count, i) => Row([$"r{i}"], count)).ToList();
        if (total) rows.Add(Row([TableRow.Total], counts.Sum()));
        return new CandidateTable("t", Label.Same("t"), [new("d", Label.Same("d"))], [new("n", Label.Same("n"), MeasureKind.People, 0)], [.. rows], Subject.Respondents, Label.Same(""), Provenance.Of("test", 0));
    }

    private static CandidateTable Shares100(int[] counts)
    {
        var table = OneWay(counts, false);
        return table with
        {
            Measures = [new("share", Label.Same("share"), MeasureKind.Share, 1)],
            Rows = [.. table.Rows.Select(row => row with { Values = [Value.Of((double)row.Base / counts.Sum())] })],
        };
    }

    private static CandidateTable TwoWay(int[,] grid)
    {
        int[] i = [.. Enumerable.Range(0, grid.GetLength(0))], j = [.. Enumerable.Range(0, grid.GetLength(1))];
        var rows = new List<TableRow>();
        foreach (int row in i) rows.AddRange(j.Select(column => Row([$"r{row}", $"c{column}"], grid[row, column])));
        rows.AddRange(i.Select(row => Row([$"r{row}", TableRow.Total], j.Sum(column => grid[row, column]))));
        rows.AddRange(j.Select(column => Row([TableRow.Total, $"c{column}"], i.Sum(row => grid[row, column]))));
        rows.Add(Row([TableRow.Total, TableRow.Total], grid.Cast<int>().Sum()));
        return OneWay([1], false) with { Dimensions = [new("a", Label.Same("a")), new("b", Label.Same("b"))], Rows = [.. rows] };
    }

    private static TableRow Row(ImmutableArray<string> key, int people) => new(key, [.. key.Select(Label.Same)], people, [Value.Exact(people)]);
}
