using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Statistics;

public class RootsAccumulatorTests
{
    private const MissingReason Here = MissingReason.Present;

    private static readonly Variable Kind = new("kind", ["commodity", "mixed"]);

    private static Frame Mixed() => new(
    [
        new MoneyColumn("y", [10.5m, 20.25m, 30m, 45m, 51m, 60m], []),
        new IntegerColumn("x", [1, 2, 3, 4, 5, 0], [Here, Here, Here, Here, Here, MissingReason.Refused]),
        new CategoryColumn("kind", [0, 1, 0, -1, 1, 0], ["commodity", "mixed"], []),
        new TextColumn("g", ["b", "a", "b", "a", "", "a"], []),
        new NumberColumn("w", [1, 2, 1, 1, 1, 1], []),
    ]);

    [Fact]
    public void Rows_with_a_missing_value_are_counted_and_left_out()
    {
        var roots = Rows.Reduce(Rows.Plan("y ~ x + kind", Kind), Mixed(), "w", "g");
        Assert.Equal(6, roots.RowsRead);
        Assert.Equal(3, roots.RowsIncomplete);
        Assert.Equal([("a", 1L), ("b", 2L)], roots.Clusters.Select(cluster => (cluster.Community, cluster.Root.Rows)));
        Assert.Equal(4, roots.Pooled().WeightSum);
    }

    [Fact]
    public void Every_kind_of_column_gives_the_same_numbers()
    {
        var numbers = new Frame([Rows.Number("y", 10.5, 20.25, 30), Rows.Number("x", 1, 2, 3), Rows.Text("kind", "commodity", "mixed", "commodity")]);
        var typed = Mixed();
        var first = new Frame([.. typed.Columns.Where(column => column.Name is "y" or "x" or "kind")]);
        var plan = Rows.Plan("y ~ x + kind", Kind);
        var accumulator = new RootsAccumulator(plan, null, null);
        accumulator.Add(Head(first, 3));
        Assert.Equal(Rows.Reduce(plan, numbers).Clusters[0].Root.Root, accumulator.Finish().Clusters[0].Root.Root);
    }

    [Fact]
    public void Further_groups_cut_communities_into_parts_that_merge_back()
    {
        var frame = new Frame([Rows.Number("y", 1, 2, 4, 3, 7, 5), Rows.Text("c", "a", "b", "a", "b", "a", "b"), Rows.Text("year", "2018", "2018", "2019", "2019", "2018", ""), Rows.Text("d", "n", "s", "n", "s", "n", "s")]);
        var plan = Rows.Plan("y ~ 1");
        var accumulator = new RootsAccumulator(plan, null, "c", ["year", "d"]);
        accumulator.Add(frame);
        var roots = accumulator.Finish();
        Assert.Equal([("a", "2018 n", 2L), ("a", "2019 n", 1L), ("b", "2018 s", 1L), ("b", "2019 s", 1L)], roots.Clusters.Select(part => (part.Community, string.Join(' ', part.Groups), part.Root.Rows)));
        Assert.Equal((2, 1L), (roots.Communities, roots.RowsIncomplete));
        Assert.Equal([("2018", 3L), ("2019", 2L)], roots.ByGroup("year").Clusters.Select(group => (group.Community, group.Root.Rows)));
        Assert.Equal([("a", 3L), ("b", 2L)], roots.ByCommunity().Clusters.Select(group => (group.Community, group.Root.Rows)));
        Assert.Contains("year", Rows.Throws(() => roots.ByGroup("yaer")).Fault.Mend, StringComparison.Ordinal);
    }

    private static Frame Head(Frame frame, int rows) => new([.. frame.Columns.Select(column => (Column)(column switch
    {
        MoneyColumn money => money with { Values = money.Values[..rows] },
        IntegerColumn integer => integer with { Values = integer.Values[..rows], Reasons = [] },
        CategoryColumn category => category with { Codes = category.Codes[..rows] },
        _ => column,
    }))]);

    [Fact]
    public void Whole_numbers_name_levels_and_communities()
    {
        var frame = new Frame([Rows.Number("y", 1, 2, 4, 3), new IntegerColumn("g", [1, 2, 2, 1], []), new IntegerColumn("c", [7, 8, 7, 8], [])]);
        var roots = Rows.Reduce(Rows.Plan("y ~ factor(g)", new Variable("factor(g)", ["1", "2"])), frame, cluster: "c");
        Assert.Equal(["7", "8"], roots.Clusters.Select(cluster => cluster.Community));
        CorrectDigits.Assert(14, LinearModel.Fit(new LinearSpec(Formula.Parse("y ~ factor(g)")), roots).Coefficients[1], 1, "difference of the groups");
    }

    [Fact]
    public void Blocks_and_interleaving_do_not_matter() =>
        Prop.ForAll(Gen.Choose(1, 3000).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (rows, communities) =>
        {
            var plan = Rows.Plan("y ~ x");
            var whole = Rows.Reduce(plan, Drawn(rows, communities, 0, rows), cluster: "g");
            var accumulator = new RootsAccumulator(plan, null, "g");
            for (int at = 0; at < rows; at += 700) accumulator.Add(Drawn(rows, communities, at, Math.Min(rows, at + 700)));
            return whole.Clusters.Zip(accumulator.Finish().Clusters).All(pair => pair.First.Community == pair.Second.Community && pair.First.Root.Root.SequenceEqual(pair.Second.Root.Root));
        }).QuickCheckThrowOnFailure();

    // A fixed sequence, so that a part is the same rows as in the whole.
    private static Frame Drawn(int rows, int communities, int from, int to)
    {
        var index = Enumerable.Range(from, to - from).ToArray();
        return new Frame(
        [
            Rows.Number("y", [.. index.Select(i => Math.Sin(i) * 10)]), Rows.Number("x", [.. index.Select(i => Math.Cos(3 * i) + i % 7)]),
            new TextColumn("g", [.. index.Select(i => "c" + i * 31 % communities)], []),
        ]);
    }

    [Fact]
    public void Scaling_a_column_scales_its_coefficient()
    {
        var frame = Drawn(500, 10, 0, 500);
        var scaled = frame.With(Rows.Number("x", [.. ((NumberColumn)frame["x"]).Values.Select(x => x * 1e6)]));
        foreach (var vcov in Vcov.All.Where(kind => !kind.ByRow && kind != Vcov.Wild))
        {
            var plain = Rows.Fit("y ~ x", frame, cluster: "g", vcov: vcov);
            var large = Rows.Fit("y ~ x", scaled, cluster: "g", vcov: vcov);
            CorrectDigits.Assert(12, large.Coefficients[1] * 1e6, plain.Coefficients[1], "estimate");
            CorrectDigits.Assert(12, large.StdErrors[1] * 1e6, plain.StdErrors[1], "standard error");
            CorrectDigits.Assert(12, large.RSquared, plain.RSquared!.Value, "R²");
        }
    }

    [Fact]
    public void A_row_twice_gives_the_estimates_of_weight_two()
    {
        var frame = Drawn(200, 10, 0, 200).With(Rows.Number("w", [.. Enumerable.Range(0, 200).Select(i => i % 2 + 1.0)]));
        var doubled = new RootsAccumulator(Rows.Plan("y ~ x"), null, "g");
        doubled.Add(frame);
        for (int i = 1; i < 200; i += 2) doubled.Add(Drawn(200, 10, i, i + 1));
        var twice = LinearModel.Fit(new LinearSpec(Formula.Parse("y ~ x")), doubled.Finish());
        var weighted = Rows.Fit("y ~ x", frame, weights: "w", cluster: "g");
        for (int i = 0; i < 2; i++) CorrectDigits.Assert(12, weighted.Coefficients[i], twice.Coefficients[i], "estimate");
        Assert.Equal(300, twice.Rows);
        Assert.Equal(200, weighted.Rows);
    }

    [Fact]
    public void A_term_without_a_value_is_an_error_unless_its_row_is_missing()
    {
        var plan = Rows.Plan("y ~ log(x)");
        var frame = new Frame([Rows.Number("y", 1, 2, 3, 5), new NumberColumn("x", [1, 0, 3, 4], [])]);
        Assert.Contains("'log(x)' is -Infinity", Rows.Throws(() => Rows.Reduce(plan, frame)).Fault.What, StringComparison.Ordinal);
        var blank = frame.With(new NumberColumn("x", [1, 0, 3, 4], [Here, MissingReason.Blank, Here, Here]));
        Assert.Equal(1, Rows.Reduce(plan, blank).RowsIncomplete);
    }

    [Fact]
    public void An_undeclared_level_names_the_declared_ones()
    {
        var frame = new Frame([Rows.Number("y", 1, 2), Rows.Text("kind", "commodity", "old")]);
        var thrown = Rows.Throws(() => Rows.Reduce(Rows.Plan("y ~ kind", Kind), frame));
        Assert.Contains("'old'", thrown.Fault.What, StringComparison.Ordinal);
        Assert.Contains("commodity, mixed", thrown.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_the_wrong_kind_is_named()
    {
        var frame = new Frame([Rows.Number("y", 1, 2), Rows.Text("x", "1", "2"), new MoneyColumn("m", [1, 2], [])]);
        Assert.Contains("'x' holds no numbers", Rows.Throws(() => Rows.Reduce(Rows.Plan("y ~ x"), frame)).Fault.What, StringComparison.Ordinal);
        Assert.Contains("'m'", Rows.Throws(() => Rows.Reduce(Rows.Plan("y ~ 1"), frame, cluster: "m")).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_below_zero_and_frames_without_complete_rows_are_refused()
    {
        var frame = new Frame([Rows.Number("y", 1, 2, 3), Rows.Number("w", 1, -0.5, 0)]);
        Assert.Contains("-0.5", Rows.Throws(() => Rows.Reduce(Rows.Plan("y ~ 1"), frame, "w")).Fault.What, StringComparison.Ordinal);
        var empty = new Frame([new NumberColumn("y", [0, 0], [MissingReason.Blank, MissingReason.DontKnow])]);
        Assert.Contains("2 read, 2 with a missing value", Rows.Throws(() => Rows.Reduce(Rows.Plan("y ~ 1"), empty)).Fault.What, StringComparison.Ordinal);
    }
}
