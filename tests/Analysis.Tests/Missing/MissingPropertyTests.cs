using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Absent;

/// <summary>What must not change a review of missing values.</summary>
public sealed class MissingPropertyTests
{
    private static readonly Arbitrary<Frame> Samples = Gen.Choose(60, 160).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => MissingRows.Holed(rows, 4, (ulong)seed)).ToArbitrary();

    [Fact]
    public void The_order_of_rows_does_not_matter() => Holds(rows => Same(MissingRows.Fit(rows), MissingRows.Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))));

    [Fact]
    public void The_cut_into_blocks_does_not_matter() => Holds(rows =>
        Same(MissingRows.Fit(rows), MissingRows.Fit(rows.Picked([.. Enumerable.Range(0, 7)]), rows.Picked([.. Enumerable.Range(7, rows.Rows - 7)]))));

    [Fact]
    public void The_unit_of_a_variable_does_not_matter_to_Little() => Holds(rows =>
        Near(MissingRows.Fit(rows).Little, MissingRows.Fit(rows.With([(NumberColumn)rows["x2"] with { Values = [.. ((NumberColumn)rows["x2"]).Values.Select(value => 1e6 - 1e3 * value)] }])).Little));

    [Fact]
    public void Counts_add_up() => Holds(rows =>
    {
        var found = MissingRows.Fit(rows).Statistics;
        return found.Patterns.Sum(pattern => pattern.Rows) == rows.Rows
            && Enumerable.Range(0, 4).All(v => found.Reasons[(v * 6)..(v * 6 + 6)].Sum() == rows.Rows && found.Patterns.Where(pattern => pattern.Missing[v]).Sum(pattern => pattern.Rows) == found.Missing(v))
            && found.CompleteWithout.Select((complete, v) => complete == Enumerable.Range(0, rows.Rows).Count(r => Enumerable.Range(0, 4).All(other => other == v || !rows.Columns[other].IsMissing(r)))).All(equal => equal);
    });

    private static void Holds(Func<Frame, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Samples, property));

    private static bool Same(MissingFit left, MissingFit right) => left.Statistics.Reasons.SequenceEqual(right.Statistics.Reasons) && left.Statistics.CompleteWithout.SequenceEqual(right.Statistics.CompleteWithout)
        && left.Statistics.Patterns.Zip(right.Statistics.Patterns).All(pair => pair.First.Rows == pair.Second.Rows && pair.First.Missing.SequenceEqual(pair.Second.Missing)) && Near(left.Little, right.Little);

    private static bool Near(LittleTest? left, LittleTest? right) => left is not null && right is not null && left.Df == right.Df && Math.Abs(left.Statistic - right.Statistic) <= 1e-8 * (1 + right.Statistic);
}
