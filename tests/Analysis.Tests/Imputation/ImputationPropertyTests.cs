using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Completed;

/// <summary>What holds of every imputation, whatever is drawn.</summary>
public sealed class ImputationPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(1, 1_000_000).ToArbitrary();

    [Fact]
    public void Values_that_are_there_stay_and_matched_ones_occur() => Holds(20, seed =>
    {
        var rows = ImputationRows.Communities(5, 120, (ulong)seed);
        var sets = MultipleImputation.Impute(new ImputationSpec(2) { Iterations = 2, Seed = (ulong)seed, Needed = ["g"] }, rows);
        return Enumerable.Range(0, 2).All(set => new[] { "y", "x" }.All(name =>
        {
            NumberColumn before = (NumberColumn)rows[name], after = (NumberColumn)sets.Set(set)[name];
            var there = Enumerable.Range(0, rows.Rows).Where(r => !before.IsMissing(r)).Select(r => before.Values[r]).ToHashSet();
            return after.Reasons.IsEmpty && Enumerable.Range(0, rows.Rows).All(r => before.IsMissing(r) ? there.Contains(after.Values[r]) : after.Values[r] == before.Values[r]);
        }));
    });

    [Fact]
    public void Donors_are_the_nearest() => Holds(50, seed =>
    {
        var random = new RandomStream((ulong)seed);
        double[] predictions = [.. Enumerable.Range(0, 40).Select(_ => Math.Round(random.Normal(), 1))];
        var donors = new NearestDonors([.. predictions], [.. Enumerable.Range(0, 40)], 5, random);
        double target = 1.5 * random.Normal();
        double[] found = [.. donors.Of(target).ToArray().Select(row => Math.Abs(predictions[row] - target)).Order()], nearest = [.. predictions.Select(value => Math.Abs(value - target)).Order().Take(5)];
        return found.Zip(nearest, (one, other) => Math.Abs(one - other) < 1e-12).All(near => near) && donors.Of(target).ToArray().Distinct().Count() == 5;
    });

    [Fact]
    public void Slopes_with_fixed_communities_are_those_of_dummies() => Holds(20, seed =>
    {
        var rows = ImputationRows.Communities(6, 90, (ulong)seed, share: 0);
        var sums = new ObservedSums(90, 3, 4, 2, 6);
        for (int r = 0; r < 90; r++)
        {
            double[] row = [1, Value(rows, "x", r), Value(rows, "y", r), 0];
            PaddedLanes.AddSquare(sums.Gram, 1, row, 3);
            PaddedLanes.Add(sums.Sums.AsSpan(r % 6 * 4, 4), 1, row);
            sums.Counts[r % 6]++;
        }
        var dummies = Rows.Fit("y ~ 0 + g + x", rows, factors: new Variable("g", [.. Enumerable.Range(0, 6).Select(g => $"c{g}")]));
        var model = DrawnModel.Fixed(sums, new RandomStream((ulong)seed));
        return Math.Abs(model.Point[1] - dummies.Coefficients[^1]) < 1e-9 && model.PointEffects.Zip(dummies.Coefficients, (one, other) => Math.Abs(one - other) < 1e-9).All(near => near);
    });

    [Fact]
    public void Pooling_does_not_depend_on_the_order_of_sets_and_equal_sets_add_nothing() => Holds(50, seed =>
    {
        var random = new RandomStream((ulong)seed);
        double[] estimates = [.. Enumerable.Range(0, 6).Select(_ => random.Normal())], variances = [.. estimates.Select(_ => 0.1 + random.Uniform())];
        PooledTerm one = RubinPooling.Pool("", estimates, variances, 50), other = RubinPooling.Pool("", [.. estimates.Reverse()], [.. variances.Reverse()], 50), same = RubinPooling.Pool("", [2, 2, 2], [0.3, 0.3, 0.3], 50);
        return Math.Abs(one.Total - other.Total) < 1e-12 && Math.Abs(one.Df - other.Df) < 1e-8 && Math.Abs(same.Total - 0.3) < 1e-15 && same.Between == 0 && same.Df < 50;
    });

    [Fact]
    public void The_same_seed_gives_the_same_values_and_another_others()
    {
        var rows = ImputationRows.Communities(8, 200, 5);
        double[] Of(ulong seed) => [.. ((NumberColumn)MultipleImputation.Impute(new ImputationSpec(4) { Seed = seed, Needed = ["g"], Within = "g", Effect = CommunityEffect.Random }, rows).Set(3)["y"]).Values];
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void A_set_does_not_depend_on_how_many_are_made()
    {
        var rows = ImputationRows.Communities(8, 200, 5);
        NumberColumn Of(int sets) => (NumberColumn)MultipleImputation.Impute(new ImputationSpec(sets) { Needed = ["g"] }, rows).Set(1)["y"];
        Assert.Equal(Of(2).Values, Of(7).Values);
    }

    private static double Value(Frame rows, string name, int row) => ((NumberColumn)rows[name]).Values[row];

    private static void Holds(int times, Func<int, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Seeds, property));
}
