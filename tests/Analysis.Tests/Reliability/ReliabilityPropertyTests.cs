using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Scale;

/// <summary>What must not change a coefficient of reliability, and what must change it in a known way.</summary>
public sealed class ReliabilityPropertyTests
{
    // Roots of the same rows agree to about 1e-13; factors and rotation end at slopes of 1e-10.
    private const double Close = 1e-8;

    private static readonly Arbitrary<Frame> Samples = Gen.Choose(60, 160).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => ScaleRows.Answers(rows, 6, (ulong)seed)).ToArbitrary();

    private static readonly string Six = ScaleRows.Of(6);

    [Fact]
    public void The_order_of_rows_does_not_matter() => Holds(rows => Same(Fit(rows), Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))));

    [Fact]
    public void Names_and_order_of_items_do_not_matter_to_whole_scales() => Holds(rows =>
    {
        var (left, right) = (Fit(rows), Fit(rows, "s =~ q6 + q1 + q5 + q2 + q4 + q3"));
        return Same(left, right) && left.Items.All(item => Near(item.ItemRest, right.Items.Single(other => other.Item == item.Item).ItemRest));
    });

    [Fact]
    public void Scaling_all_items_does_not_matter() =>
        Holds(rows => Same(Fit(rows), Fit(Enumerable.Range(1, 6).Aggregate(rows, (frame, i) => frame.With($"q{i}", r => 10 + 3 * rows.Values($"q{i}")[r])))));

    [Fact]
    public void Scaling_one_item_does_not_matter_to_the_correlations() => Holds(rows =>
    {
        var (left, right) = (Fit(rows), Fit(rows.With("q2", r => 7 * rows.Values("q2")[r])));
        return Near(left["standardised_alpha"]?.Estimate, right["standardised_alpha"]?.Estimate) && left.Loadings.Zip(right.Loadings).All(pair => Near(pair.First.OneFactor, pair.Second.OneFactor));
    });

    [Fact]
    public void A_turned_item_is_the_item_turned() => Holds(rows =>
        Same(Fit(rows), Fit(rows.With("q3", r => 6 - rows.Values("q3")[r]), "s =~ q1 + q2 - q3 + q4 + q5 + q6")));

    [Fact]
    public void Every_row_twice_is_every_row_of_weight_two() => Holds(rows =>
    {
        int[] twice = [.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { r, r })];
        var (left, right) = (Fit(rows.Picked(twice)), ScaleRows.Fit(Six, rows.With("w", _ => 2), weights: "w", with: spec => spec with { Draws = 20, Factors = 2 }));
        return Same(left, right) && left.Items.Zip(right.Items).All(pair => Near(pair.First.Mean, pair.Second.Mean) && Near(pair.First.Discrimination.Difference, pair.Second.Discrimination.Difference));
    });

    [Fact]
    public void Statistics_of_parts_merge_to_those_of_the_whole() => Holds(rows =>
    {
        int[] first = [.. Enumerable.Range(0, rows.Rows / 3)], second = [.. Enumerable.Range(rows.Rows / 3, rows.Rows - rows.Rows / 3)];
        ItemStatistics whole = ScaleRows.Reduce(Six, rows), left = ScaleRows.Reduce(Six, rows.Picked(first)), right = ScaleRows.Reduce(Six, rows.Picked(second));
        var merged = new ItemStatistics(whole.Roots with { Clusters = [new CommunityRoot("", left.Roots.Pooled().Merge(right.Roots.Pooled()))] }, left.Answers.Merge(right.Answers), null);
        var spec = new ReliabilitySpec(ScaleFormula.Parse(Six)) { Factors = 2 };
        var (one, two) = (Reliability.Fit(spec, whole), Reliability.Fit(spec, merged));
        return Same(one, two) && one.Items.Zip(two.Items).All(pair => pair.First.Discrimination == pair.Second.Discrimination && pair.First.Mean == pair.Second.Mean && Near(pair.First.ItemRest, pair.Second.ItemRest));
    });

    // Cronbach (1951): alpha is the mean of all split halves of an even number of items.
    [Fact]
    public void Alpha_is_the_mean_of_all_split_halves() => Holds(rows => Fit(rows) is var fit && Near(fit["alpha"]?.Estimate, fit.AllSplits.Mean) && fit.AllSplits.Best.Guttman >= fit.AllSplits.Minimum);

    [Fact]
    public void A_draw_of_rows_has_the_moments_of_the_rows_drawn() => Holds(rows =>
    {
        var statistics = ScaleRows.Reduce(Six, rows);
        return Drawn(rows, statistics, Six, new RandomStream(7)) && Drawn(Halves(rows), ScaleRows.Reduce(Six, Halves(rows)), Six, new RandomStream(7));
    });

    // Patterns of hundreds of rows are summed in single precision, those of one row in 16 bits: both are whole numbers, so not a digit is lost.
    [Fact]
    public void Draws_of_common_patterns_have_the_moments_of_the_rows_drawn()
    {
        var rows = ScaleRows.Answers(20_000, 6, 9);
        var statistics = ScaleRows.Reduce(Six, rows);
        Assert.True(statistics.Patterns!.PatternOfRow.CountBy(pattern => pattern).Max(entry => entry.Value) > 60);
        Assert.True(Drawn(rows, statistics, Six, new RandomStream(7)));
    }

    [Fact]
    public void A_draw_of_communities_has_the_moments_of_their_rows()
    {
        var rows = ScaleRows.Answers(200, 6, 11);
        var statistics = ScaleRows.Reduce(Six, rows, cluster: "community", patterns: false);
        var (random, again) = (new RandomStream(5), new RandomStream(5));
        var drawn = Resampling.Of(new ItemSpace(statistics), statistics).Draw(random);
        string[] keys = [.. statistics.Roots.Clusters.Select(cluster => cluster.Community)];
        var texts = ((TextColumn)rows["community"]).Values;
        int[] picked = [.. keys.SelectMany(_ => keys[again.Below(keys.Length)] is var key ? Enumerable.Range(0, rows.Rows).Where(r => texts[r] == key) : [])];
        CorrectDigits.Assert(12, drawn.Alpha, Fit(rows.Picked(picked))["alpha"]!.Estimate, "alpha of the drawn rows");
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var rows = ScaleRows.Answers(150, 6, 3);
        ReliabilityFit Of(ulong seed) => ScaleRows.Fit(Six, rows, with: spec => spec with { Draws = 40, Seed = seed });
        Assert.Equal(Of(1).Coefficients, Of(1).Coefficients);
        Assert.NotEqual(Of(1)["alpha"]!.ConfLow, Of(2)["alpha"]!.ConfLow);
        Assert.Equal(2ul, Of(2).Provenance.Seed);
    }

    private static void Holds(Func<Frame, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Samples, property));

    private static ReliabilityFit Fit(Frame rows, string? scale = null) => ScaleRows.Fit(scale ?? Six, rows, with: spec => spec with { Range = (-1000, 1000), Factors = 2 });

    private static bool Same(ReliabilityFit left, ReliabilityFit right) =>
        Near(left["alpha"]?.Estimate, right["alpha"]?.Estimate) && Near(left["standardised_alpha"]?.Estimate, right["standardised_alpha"]?.Estimate) && Near(left["omega"]?.Estimate, right["omega"]?.Estimate)
        && Near(left.Lambda6, right.Lambda6) && Near(left.AllSplits.Best.Guttman, right.AllSplits.Best.Guttman);

    private static bool Near(double? left, double? right) => left is { } a && right is { } b && Math.Abs(a - b) <= Close * (1 + Math.Abs(b));

    // Answers with halves are no whole numbers: the draw is summed in whitened coordinates.
    private static Frame Halves(Frame rows) => Enumerable.Range(1, 6).Aggregate(rows, (frame, i) => frame.With($"q{i}", r => rows.Values($"q{i}")[r] / 3));

    private static bool Drawn(Frame rows, ItemStatistics statistics, string scale, RandomStream random)
    {
        var again = new RandomStream(7);
        var drawn = Resampling.Of(new ItemSpace(statistics), statistics).Draw(random);
        var picked = new int[rows.Rows];
        Resampling.Pick(again, picked);
        return Near(drawn.Alpha, Fit(rows.Picked(picked), scale)["alpha"]?.Estimate);
    }
}
