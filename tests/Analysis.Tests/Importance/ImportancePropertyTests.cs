using CoProduction.Analysis;
using CoProduction.Tests.Describing;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Dividing;

/// <summary>What importance must keep, and what it refuses.</summary>
public sealed class ImportancePropertyTests
{
    private static readonly Arbitrary<Frame> Samples = Gen.Choose(60, 150).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => ImportanceRows.Sample(rows, 4, (ulong)seed)).ToArbitrary();

    [Fact]
    public void Parts_sum_to_R_squared() => Holds(rows => Fit(rows) is var fit && Near(fit.Predictors.Sum(one => one.Lmg), fit.RSquared) && Near(fit.Predictors.Sum(one => one.Relative), 1));

    [Fact]
    public void Order_of_rows_blocks_and_terms_and_the_units_do_not_matter() => Holds(rows =>
    {
        var whole = Fit(rows);
        var scaled = rows.With([new NumberColumn("x2", [.. ((NumberColumn)rows["x2"]).Values.Select(value => 1000 - 40 * value)], [])]);
        return Same(whole, Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))) && Same(whole, ImportanceRows.Fit(rows, ImportanceRows.Of(4), block: 11)) && Same(whole, Fit(scaled))
            && ImportanceRows.Fit(rows, "y ~ x3 + x1 + x4 + x2").Predictors.All(one => Near(one.Lmg, whole.Predictors.Single(other => other.Term == one.Term).Lmg));
    });

    [Fact]
    public void Every_row_twice_is_every_row_of_weight_two() => Holds(rows => Same(
        Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { r, r })])),
        ImportanceRows.Fit(rows.With([new NumberColumn("w", [.. Enumerable.Repeat(2.0, rows.Rows)], [])]), ImportanceRows.Of(4), weights: "w")));

    [Fact]
    public void Uncorrelated_predictors_have_their_squared_correlations()
    {
        var rows = RowsOf.Table("y:num,a:num,b:num\n1,-1,-1\n4,1,-1\n2,-1,1\n7,1,1\n0,-1,-1\n5,1,-1\n3,-1,1\n6,1,1");
        Assert.All(ImportanceRows.Fit(rows, "y ~ a + b").Predictors, one => Assert.Equal(one.First, one.Lmg, 1e-12));
    }

    [Fact]
    public void Twelve_and_twenty_predictors_sum_to_R_squared_too()
    {
        foreach (int m in new[] { 12, 20 })
        {
            var fit = ImportanceRows.Fit(ImportanceRows.Sample(400, m, 4), ImportanceRows.Of(m));
            Assert.Equal(fit.RSquared, fit.Predictors.Sum(one => one.Lmg), 1e-10);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_draws_and_another_others()
    {
        var rows = ImportanceRows.Sample(120, 3, 8);
        var (one, same, other) = (Draw(rows, 1), Draw(rows, 1), Draw(rows, 2));
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.Equal(Draw(rows, 1, "g"), Draw(rows.Picked([.. Enumerable.Range(0, 120).Reverse()]), 1, "g"), (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [Theory]
    [InlineData("y ~ x1 + x2 - 1", "no intercept")]
    [InlineData("y ~ x1 * x2", "interaction")]
    [InlineData("y ~ x1 + twin", "twin")]
    [InlineData("flat ~ x1 + x2", "does not vary")]
    [InlineData("y ~ x1 + nosuch", "nosuch")]
    public void What_cannot_be_divided_is_an_error_in_four_parts(string formula, string what)
    {
        var rows = ImportanceRows.Sample(60, 2, 3);
        rows = rows.With([new NumberColumn("twin", [.. ((NumberColumn)rows["x1"]).Values.Select(value => 3 * value + 1)], []), new NumberColumn("flat", [.. Enumerable.Repeat(2.0, 60)], [])]);
        Refused(() => ImportanceRows.Fit(rows, formula), what);
    }

    [Fact]
    public void Too_many_predictors_near_copies_and_one_community_are_refused()
    {
        Refused(() => ImportanceRows.Fit(ImportanceRows.Sample(60, 21, 3), ImportanceRows.Of(21)), "21 predictors");
        var rows = ImportanceRows.Sample(60, 2, 3);
        var near = rows.With([new NumberColumn("near", [.. ((NumberColumn)rows["x1"]).Values.Select((value, r) => value + 1e-6 * (r % 7))], []), new TextColumn("one", [.. Enumerable.Repeat("c", 60)], [])]);
        Refused(() => ImportanceRows.Fit(near, "y ~ x1 + near"), "nearly a combination");
        Refused(() => ImportanceRows.Fit(near, "y ~ x1 + x2", cluster: "one", draws: 50), "one community");
        Refused(() => ImportanceRows.Fit(near, "y ~ x1 + x2", draws: 5), "5 bootstrap draws");
    }

    private static void Refused(Action work, string what)
    {
        var fault = Assert.ThrowsAny<StudyException>(work).Fault;
        Assert.Contains(what, fault.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { fault.What, fault.Why, fault.Mend }, part => Assert.NotEmpty(part));
    }

    private static double[] Draw(Frame rows, ulong seed, string? cluster = null) => [.. ImportanceRows.Fit(rows, ImportanceRows.Of(3), cluster: cluster, draws: 40, seed: seed).Predictors.SelectMany(one => new[] { one.ConfLow!.Value, one.ConfHigh!.Value })];

    private static void Holds(Func<Frame, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Samples, property));

    private static ImportanceFit Fit(Frame rows) => ImportanceRows.Fit(rows, ImportanceRows.Of(4));

    private static bool Same(ImportanceFit left, ImportanceFit right) => left.Predictors.Zip(right.Predictors).All(pair => Near(pair.First.Lmg, pair.Second.Lmg));

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-9;
}
