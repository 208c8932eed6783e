using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Structural;

/// <summary>What must not change a structural model, and what must change it in a known way.</summary>
public sealed class SemPropertyTests
{
    private const string Model = "f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\ng ~ s*f + t*x\ny ~ u*g + v*f\nsu := s*u";

    // The search ends at a squared step of 1e-20, and sums of other orders differ in the last digits.
    private const double Close = 1e-7;

    private static readonly Arbitrary<Frame> Samples = Gen.Choose(200, 400).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => SemRowsOf.Truth(rows, (ulong)seed)).ToArbitrary();

    [Fact]
    public void The_order_of_rows_does_not_matter() => Holds(rows => Same(Fit(rows), Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))));

    [Fact]
    public void The_size_of_blocks_does_not_matter_to_robust_errors() => Holds(rows =>
    {
        var (whole, parts) = (Robust(rows, [rows]), Robust(rows, [rows.Picked([.. Enumerable.Range(0, 7)]), rows.Picked([.. Enumerable.Range(7, rows.Rows - 7)])]));
        return Same(whole, parts) && Near(whole["chisq.scaled"], parts["chisq.scaled"]);
    });

    [Fact]
    public void Units_of_the_items_do_not_matter_to_standardised_values() => Holds(rows =>
    {
        var scaled = rows.Changed("a2", value => 100 + 50 * value).Changed("b1", value => 0.01 * value).Changed("x", value => 1000 * value);
        var (left, right) = (Fit(rows), Fit(scaled));
        return Near(left["chisq"], right["chisq"]) && left.Parameters.Zip(right.Parameters).All(pair => Near(pair.First.Standardised, pair.Second.Standardised));
    });

    [Fact]
    public void Either_way_to_set_the_unit_of_a_factor_fits_the_same() => Holds(rows =>
    {
        var (left, right) = (Fit(rows), Fit(rows, spec => spec with { StandardisedLatent = true }));
        return Near(left["chisq"], right["chisq"]) && Near(left["srmr"], right["srmr"]) && Near(left.Parameter("g ~ f")!.Standardised, right.Parameter("g ~ f")!.Standardised);
    });

    [Fact]
    public void Every_row_twice_doubles_the_test_and_halves_the_variances() => Holds(rows =>
    {
        var (left, right) = (Fit(rows), Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { r, r })])));
        return Near(2 * left["chisq"], right["chisq"]) && left.Parameters.Zip(right.Parameters).All(pair => Near(pair.First.Estimate, pair.Second.Estimate) && Near(pair.First.StdError / Math.Sqrt(2), pair.Second.StdError));
    });

    [Fact]
    public void Complete_rows_give_the_same_by_either_way_of_missing() => Holds(rows =>
    {
        var (listwise, fiml) = (Fit(rows, spec => spec with { MeanStructure = true }), Fit(rows, spec => spec with { Missing = SemMissing.Fiml }));
        return Near(listwise["chisq"], fiml["chisq"]) && Near(listwise["logl"], fiml["logl"]) && listwise.Parameters.Zip(fiml.Parameters).All(pair => Near(pair.First.Estimate, pair.Second.Estimate));
    });

    [Fact]
    public void Clusters_of_one_row_are_rows() => Holds(rows =>
    {
        double factor = Math.Sqrt(rows.Rows / (rows.Rows - 1.0));
        var (robust, clustered) = (Fit(rows, spec => spec with { Estimator = SemEstimator.Mlr, MeanStructure = true }), SemRows.Fit(Model, rows, "row"));
        return robust.Parameters.Zip(clustered.Parameters).All(pair => Near(pair.First.StdError * factor, pair.Second.StdError)) && Near(robust["chisq.scaling.factor"] * factor * factor, clustered["chisq.scaling.factor"]);
    });

    private static SemFit Fit(Frame rows, Func<SemSpec, SemSpec>? with = null) => SemRows.Fit(Model, rows, null, null, with);

    private static SemFit Robust(Frame rows, Frame[] blocks)
    {
        var spec = new SemSpec(ModelSyntax.Parse(Model)) { Estimator = SemEstimator.Mlr };
        var estimated = SemModel.Estimate(spec, SemRows.Reduce(spec, rows, null, null));
        var cases = new SemCasesAccumulator([estimated], null);
        foreach (var block in blocks) cases.Add(block);
        return SemModel.Fit(estimated, cases.Finish()[0]);
    }

    private static bool Same(SemFit left, SemFit right) => Near(left["chisq"], right["chisq"]) && left.Parameters.Zip(right.Parameters).All(pair => Near(pair.First.Estimate, pair.Second.Estimate) && Near(pair.First.StdError, pair.Second.StdError));

    private static bool Near(double? left, double? right) => left is null ? right is null : right is not null && Math.Abs(left.Value - right.Value) <= Close * (1 + Math.Abs(left.Value));

    private static void Holds(Func<Frame, bool> property) => Prop.ForAll(Samples, property).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
}

/// <summary>Rows of a known structural model.</summary>
internal static class SemRowsOf
{
    /// <summary>f and x drive g (0.5, 0.3), g and f drive y (0.4, 0.2); items load by 1, 0.8, 1.2 with errors of variance 0.5.</summary>
    internal static Frame Truth(int rows, ulong seed)
    {
        var random = new RandomStream(seed);
        string[] names = ["a1", "a2", "a3", "b1", "b2", "b3", "x", "y"];
        var columns = names.Select(_ => new double[rows]).ToArray();
        for (int r = 0; r < rows; r++)
        {
            double f = random.Normal(), x = 0.3 * f + random.Normal(), g = 0.5 * f + 0.3 * x + 0.8 * random.Normal(), y = 0.4 * g + 0.2 * f + random.Normal();
            double[] row = [f, 0.8 * f, 1.2 * f, g, 0.8 * g, 1.2 * g];
            for (int i = 0; i < 6; i++) columns[i][r] = row[i] + Math.Sqrt(0.5) * random.Normal();
            (columns[6][r], columns[7][r]) = (x, y);
        }
        return new Frame([.. names.Select((name, i) => (Column)new NumberColumn(name, [.. columns[i]], [])), new TextColumn("row", [.. Enumerable.Range(0, rows).Select(r => $"r{r}")], [])]);
    }

    internal static Frame Changed(this Frame rows, string name, Func<double, double> change) =>
        new([.. rows.Columns.Select(column => column.Name == name ? new NumberColumn(name, [.. ((NumberColumn)column).Values.Select(change)], []) : column)]);
}
