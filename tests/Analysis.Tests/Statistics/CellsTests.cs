using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>Cells: reduction of rows, and the algebra of merging.</summary>
public sealed class CellsTests
{
    private static readonly CellsSpec Spec = new("t", ["a", "b"], ["m"], null, []);

    [Fact]
    public void Rows_become_counts_and_exact_sums_per_pattern()
    {
        var cells = Cells.Of(RowsOf.Table("""
            a:cat,b:int,m:money
            y,1,0.10
            x,2,0.20
            y,1,0.20
            ?,1,?
            """), Spec);
        Assert.Equal([",1", "x,2", "y,1"], cells.Rows.Select(cell => string.Join(",", cell.Key)));
        Assert.Equal([0m, 0.20m, 0.30m], cells.Rows.Select(cell => cell.Sums[0]));
        Assert.Equal([1L, 0L, 0L], cells.Rows.Select(cell => cell.Missing[0]));
        Assert.Equal([1L, 1L, 2L], cells.Rows.Select(cell => cell.Count));
    }

    [Fact]
    public void A_row_twice_is_a_row_of_weight_two()
    {
        var twice = Cells.Of(RowsOf.Table("a,b,w:num,m:money\nx,1,1,5\nx,1,1,5"), Spec with { WeightBy = "w" });
        var weight = Cells.Of(RowsOf.Table("a,b,w:num,m:money\nx,1,2,10"), Spec with { WeightBy = "w" });
        Assert.Equal(twice.Rows[0].WeightSum, weight.Rows[0].WeightSum);
        Assert.Equal(twice.Rows[0].Sums[0], weight.Rows[0].Sums[0]);
    }

    [Fact]
    public void Merging_is_associative_and_free_of_order() => Prop.ForAll(Arb.From(AnyCells()), Arb.From(AnyCells()), Arb.From(AnyCells()), (x, y, z) =>
        Same(x.Merge(y).Merge(z), x.Merge(y.Merge(z))) && Same(x.Merge(y), y.Merge(x))).QuickCheckThrowOnFailure();

    [Fact]
    public void Collapsing_and_filtering_keep_the_sums() => Prop.ForAll(Arb.From(AnyCells()), cells =>
        cells.Collapse("b").Rows.Sum(cell => cell.Sums[0]) == cells.Rows.Sum(cell => cell.Sums[0])
        && cells.Collapse().Rows.Sum(cell => cell.Count) == cells.Rows.Sum(cell => cell.Count)
        && cells.Where(new RowFilter("a", ["x"])).Rows.Sum(cell => cell.Count) + cells.Where(new RowFilter("a", ["y", "z"])).Rows.Sum(cell => cell.Count) == cells.Rows.Sum(cell => cell.Count))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Unlike_cells_are_refused_and_an_unknown_key_names_the_nearest()
    {
        var cells = Cells.Of(RowsOf.Table("a,b,m:money\nx,1,1"), Spec);
        Assert.Throws<StudyException>(() => cells.Merge(cells.Collapse("a")));
        Assert.Contains("Allowed: a, b", Assert.Throws<StudyException>(() => cells.Collapse("c")).Message, StringComparison.Ordinal);
    }

    private static Gen<Cells> AnyCells() =>
        from rows in Gen.ListOf(from a in Gen.Elements("x", "y", "z") from b in Gen.Elements("1", "2") from m in Gen.Choose(-1000, 1000) select (a, b, m))
        select Cells.Of(new Frame(
        [
            new TextColumn("a", [.. rows.Select(row => row.a)], []), new TextColumn("b", [.. rows.Select(row => row.b)], []),
            new MoneyColumn("m", [.. rows.Select(row => row.m / 100m)], []),
        ]), Spec);

    private static bool Same(Cells left, Cells right) => left.Rows.Select(Text).SequenceEqual(right.Rows.Select(Text));

    private static string Text(Cell cell) => FormattableString.Invariant($"{string.Join("|", cell.Key)} {cell.Count} {cell.WeightSum} {cell.Sums[0]:0.00} {cell.Missing[0]}");
}
