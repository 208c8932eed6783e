using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Statistics;

/// <summary>
/// Properties of roots. Roots of the same rows agree to a small multiple of the machine's precision times the length of the column, which is what 1e-12 stands for.
/// </summary>
public class CrossProductTests
{
    private const int Columns = 4;
    private const double Tolerance = 1e-12;
    private static readonly ImmutableArray<string> Labels = ["(Intercept)", "a", "b", "y"];

    // Rows of our kind: a constant, a Likert answer, an age, an outcome.
    private static readonly Arbitrary<double[][]> Tables = Gen.Choose(1, 7)
        .SelectMany(_ => Gen.Choose(18, 90), (answer, age) => (answer, age))
        .SelectMany(_ => Gen.Choose(-1000, 1000), (pair, y) => new double[] { 1, pair.answer, pair.age, y / 7.0 })
        .ArrayOf().ToArbitrary();

    private static CrossProduct Root(double[][] rows, double[]? weights = null) => CrossProduct.Of(Labels, rows.SelectMany(row => row).ToArray(), weights);

    // R'R, every entry with the product of the two columns' lengths.
    private static IEnumerable<(double Value, double Scale)> Gram(CrossProduct root)
    {
        int p = root.Labels.Length;
        double Product(int a, int b) => Enumerable.Range(0, p).Sum(i => root.Root[i * p + a] * root.Root[i * p + b]);
        return from a in Enumerable.Range(0, p) from b in Enumerable.Range(0, p) select (Product(a, b), Math.Sqrt(Product(a, a) * Product(b, b)));
    }

    private static bool SameGram(CrossProduct left, CrossProduct right) =>
        left.Rows == right.Rows && Gram(left).Zip(Gram(right)).All(pair => Math.Abs(pair.First.Value - pair.Second.Value) <= Tolerance * pair.First.Scale);

    [Fact]
    public void Merging_is_associative_and_order_free() =>
        Prop.ForAll(Tables, Tables, Tables, (a, b, c) =>
            SameGram(Root(a).Merge(Root(b)).Merge(Root(c)), Root(a).Merge(Root(b).Merge(Root(c)))) && SameGram(Root(a).Merge(Root(b)), Root(b).Merge(Root(a))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_equals_reducing_all_rows() =>
        Prop.ForAll(Tables, Tables, (a, b) => SameGram(Root(a).Merge(Root(b)), Root([.. a, .. b]))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_root_holds_the_cross_products_of_its_rows() =>
        Prop.ForAll(Tables, rows =>
        {
            double Product(int a, int b) => rows.Sum(row => row[a] * row[b]);
            var gram = Gram(Root(rows)).ToArray();
            return Enumerable.Range(0, Columns * Columns).All(i => Math.Abs(gram[i].Value - Product(i / Columns, i % Columns)) <= Tolerance * gram[i].Scale);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_root_is_triangular_with_a_diagonal_that_is_not_negative() =>
        Prop.ForAll(Tables, rows =>
        {
            var root = Root(rows);
            CrossProduct.Restore(root.Labels, root.Root, root.Rows, root.WeightSum, root.LogWeightSum);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_does_not_matter() => Prop.ForAll(Tables, rows => SameGram(Root(rows), Root([.. rows.Reverse()]))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_twice_is_a_row_of_weight_two() =>
        Prop.ForAll(Tables, rows =>
        {
            var twice = Root([.. rows, .. rows]);
            var weighted = Root(rows, [.. rows.Select(_ => 2.0)]);
            return twice.WeightSum == weighted.WeightSum && Gram(twice).Zip(Gram(weighted)).All(pair => Math.Abs(pair.First.Value - pair.Second.Value) <= Tolerance * pair.First.Scale);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Selecting_columns_equals_reducing_only_them() =>
        Prop.ForAll(Tables, rows =>
        {
            var selected = Root(rows).Select(["b", "(Intercept)", "y"]);
            var direct = CrossProduct.Of(["b", "(Intercept)", "y"], rows.SelectMany(row => new[] { row[2], row[0], row[3] }).ToArray());
            return SameGram(selected, direct) && selected.Root.Zip(direct.Root).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + Math.Abs(pair.Second)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_labels_do_not_merge()
    {
        var left = Root([[1, 2, 3, 4]]);
        var permuted = left.Select(["a", "(Intercept)", "b", "y"]);
        Assert.Contains("cannot be merged", Rows.Throws(() => left.Merge(permuted)).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_weight_zero_do_not_count()
    {
        var root = Root([[1, 2, 3, 4], [1, 5, 6, 7]], [2, 0]);
        Assert.Equal(1, root.Rows);
        Assert.Equal(2, root.WeightSum);
        CorrectDigits.Assert(15, root.LogWeightSum, Math.Log(2), "sum of logarithms");
    }

    [Fact]
    public void Values_that_are_no_root_are_refused()
    {
        Rows.Throws(() => CrossProduct.Restore(["a", "y"], [1, 2, 3, 4], 5, 5, 0));
        Rows.Throws(() => CrossProduct.Restore(["a", "y"], [-1, 2, 0, 4], 5, 5, 0));
        Rows.Throws(() => CrossProduct.Restore(["a", "y"], [1, double.NaN, 0, 4], 5, 5, 0));
        Rows.Throws(() => CrossProduct.Restore(["a", "y"], [1, 2, 0], 5, 5, 0));
    }

    [Fact]
    public void A_negative_weight_or_a_value_without_bound_is_refused()
    {
        Assert.Contains("-1", Rows.Throws(() => Root([[1, 2, 3, 4]], [-1])).Fault.What, StringComparison.Ordinal);
        Rows.Throws(() => Root([[1, 2, double.NaN, 4]]));
        Rows.Throws(() => Root([[1, 2, 1e200, 4], [1, 3, -1e200, 5]]));
    }
}
