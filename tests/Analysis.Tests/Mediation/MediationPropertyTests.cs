using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Mediation;

/// <summary>
/// What must not change a path model, on random rows of 12 communities. Estimates of the same rows in another order or cut differ by rounding alone: 1e-9 of the larger of the value and 1 leaves
/// room for designs that happen to be nearly collinear.
/// </summary>
public class MediationPropertyTests
{
    private const double Tolerance = 1e-9;

    private sealed record Row(double X, double M, double W, double Y, string Community);

    private static readonly Arbitrary<Row[]> Tables = Gen.Choose(0, int.MaxValue - 1).Select(seed => Drawn(new RandomStream((ulong)seed), 60)).ToArbitrary();

    private static Row[] Drawn(RandomStream stream, int rows) => [.. Enumerable.Range(0, rows).Select(i =>
    {
        double x = Math.Round(stream.Normal(), 3), w = 1 + stream.Below(5), m = Math.Round(0.5 * x + stream.Normal(), 3);
        return new Row(x, m, w, Math.Round(0.3 * x + 0.4 * m + stream.Normal(), 3), "c" + i % 12);
    })];

    private static MediationFit Fit(IEnumerable<Row> rows, string model = "x * w -> m -> y", PathLevels levels = PathLevels.Single, double[]? weights = null, MediationSpec? like = null)
    {
        Row[] all = [.. rows];
        var frame = new Frame([Rows.Number("x", [.. all.Select(row => row.X)]), Rows.Number("m", [.. all.Select(row => row.M)]), Rows.Number("w", [.. all.Select(row => row.W)]),
            Rows.Number("y", [.. all.Select(row => row.Y)]), Rows.Text("g", [.. all.Select(row => row.Community)]), Rows.Number("weight", weights ?? [.. all.Select(_ => 1.0)])]);
        return Mediated.Fit((like ?? Mediated.Spec(model)) with { Levels = levels }, frame, "g", weights is null ? null : "weight");
    }

    private static bool Close(double left, double right, double scale = 1) => Math.Abs(left * scale - right) <= Tolerance * Math.Max(1, Math.Abs(right));

    private static bool Same(MediationFit left, MediationFit right) => left.Effects.Zip(right.Effects).All(pair => Close(pair.First.Estimate, pair.Second.Estimate) && Close(pair.First.DeltaStdError, pair.Second.DeltaStdError));

    private static void Holds(Func<Row[], bool> property) => Prop.ForAll(Tables, property).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void The_order_of_rows_does_not_matter() => Holds(rows => Same(Fit(rows), Fit(rows.Reverse())));

    [Fact]
    public void Communities_may_arrive_in_parts() => Holds(rows => Same(Fit(rows, "x -> m -> y", PathLevels.OneOneOne), Fit(rows.OrderBy(row => row.Community, StringComparer.Ordinal), "x -> m -> y", PathLevels.OneOneOne)));

    [Fact]
    public void Names_of_communities_do_not_matter() => Holds(rows => new[] { PathLevels.Single, PathLevels.OneOneOne }.All(levels =>
        Same(Fit(rows, "x -> m -> y", levels), Fit(rows.Select(row => row with { Community = $"{rows.Length % 7}{new string([.. row.Community.Reverse()])}" }), "x -> m -> y", levels))));

    [Fact]
    public void A_row_twice_is_a_row_of_weight_two() => Holds(rows =>
        Fit([.. rows, .. rows.Take(20)], "x -> m -> y").Effects.Zip(Fit(rows, "x -> m -> y", weights: [.. rows.Select((_, i) => i < 20 ? 2.0 : 1.0)]).Effects)
            .All(pair => Close(pair.First.Estimate, pair.Second.Estimate)));

    [Fact]
    public void An_effect_scales_with_predictor_and_outcome_and_not_with_the_mediator() => Holds(rows =>
        Fit(rows.Select(row => row with { X = 8 * row.X, M = 1000 * row.M, Y = 0.25 * row.Y }), "x -> m -> y").Effects.Zip(Fit(rows, "x -> m -> y").Effects)
            .All(pair => pair.First.Kind == "proportion_mediated" || Close(pair.First.Estimate, pair.Second.Estimate, 32)));

    [Fact]
    public void Moving_a_mediator_or_moderator_moves_no_conditional_effect() => Holds(rows =>
        Same(Fit(rows), Fit(rows.Select(row => row with { M = row.M + 100, W = row.W + 50 }))));

    [Fact]
    public void Parallel_mediators_may_change_places() => Holds(rows =>
        Close(Fit(rows, "x -> m + w -> y").Effect("indirect: x -> m -> y").Estimate, Fit(rows, "x -> w + m -> y").Effect("indirect: x -> m -> y").Estimate));

    [Fact]
    public void The_effects_of_one_level_add_up() => Holds(rows =>
    {
        var fit = Fit(rows, "x -> w -> m -> y");
        double indirect = fit.Effects.Where(effect => effect.Kind == "indirect").Sum(effect => effect.Estimate);
        // With the same covariates in all equations the total effect is the slope of the outcome on the predictor alone.
        var slope = Rows.Fit("y ~ x", new Frame([Rows.Number("x", [.. rows.Select(row => row.X)]), Rows.Number("y", [.. rows.Select(row => row.Y)])])).Coefficients[1];
        return Close(indirect + fit.Effect("direct: x -> y").Estimate, slope) && Close(fit.Effect("total: x -> y").Estimate, slope);
    });

    [Fact]
    public void The_intervals_of_a_bootstrap_do_not_depend_on_the_order_of_rows() => Holds(rows =>
    {
        var spec = new MediationSpec(PathModel.Parse("x -> m -> y"), draws: 100) { Resample = ResampledUnit.Case, Interval = EffectInterval.Bca };
        return Fit(rows, like: spec).Effects.Zip(Fit(rows.Reverse(), like: spec).Effects).All(pair => Close(pair.First.ConfLow ?? 0, pair.Second.ConfLow ?? 0));
    });

    [Fact]
    public void A_bootstrap_of_rows_is_a_bootstrap_of_communities_of_one_row_each() => Holds(rows =>
    {
        // The rows stand in ascending order of their values, the communities in the order of their names.
        Row[] sorted = [.. rows.DistinctBy(row => row.X).OrderBy(row => row.X).Select((row, i) => row with { Community = $"c{i:D3}" })];
        var spec = new MediationSpec(PathModel.Parse("x -> m -> y"), draws: 100) { Interval = EffectInterval.Bca };
        return Fit(sorted, like: spec).Effects.Zip(Fit(sorted, like: spec with { Resample = ResampledUnit.Case }).Effects).All(pair => Close(pair.First.ConfLow ?? 0, pair.Second.ConfLow ?? 0));
    });
}
