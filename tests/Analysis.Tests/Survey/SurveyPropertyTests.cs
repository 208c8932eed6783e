using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Surveys;

/// <summary>What must not matter to a survey estimate. Sums in another order differ by rounding: 1e-10 of a standard error.</summary>
public class SurveyPropertyTests
{
    private static readonly string[] Statements =
        ["mean(y) | kind", "total(y, x1)", "prop(kind)", "ratio(y, x2)", "table(kind, tenure)", "y ~ x1 * tenure + kind", "voted ~ x1 + tenure", "quantile(y, 0.5)"];

    private static readonly SurveyVariance[] Variances = [SurveyVariance.Taylor, SurveyVariance.Jkn, SurveyVariance.Bootstrap];

    private static SurveySpec Spec(string statement, SurveyVariance variance = SurveyVariance.Taylor) => new(SurveyStatement.Parse(statement), new SampleDesign("w", "psu", "stratum"))
    {
        Variance = variance,
        Family = statement.StartsWith("voted", StringComparison.Ordinal) ? SurveyFamily.Logit : SurveyFamily.Gaussian,
        Draws = 30,
    };

    private static void Same(SurveyFit left, SurveyFit right, Func<SurveyEstimate, double>? scale = null)
    {
        foreach (var (a, b) in left.Estimates.Zip(right.Estimates))
        {
            double factor = scale?.Invoke(a) ?? 1;
            Assert.Equal(a.Term, b.Term);
            Assert.True(Math.Abs(a.Estimate!.Value * factor - b.Estimate!.Value) <= 1e-10 * (b.StdError ?? 1), $"{left.Formula}: {a.Term} {a.Estimate} {b.Estimate}");
            CorrectDigits.Assert(10, a.StdError * factor, b.StdError!.Value, $"{left.Formula}: {a.Term}");
        }
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() => Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, SurveyReference.Sample.Rows)).ToArbitrary(), order =>
    {
        var shuffled = Taken(SurveyReference.Sample, [.. order]);
        foreach (string statement in Statements)
            foreach (var variance in Variances.Where(one => one == SurveyVariance.Taylor || !statement.StartsWith("quantile", StringComparison.Ordinal))) Same(SurveyReference.Fit(Spec(statement, variance), SurveyReference.Sample), SurveyReference.Fit(Spec(statement, variance), shuffled));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));

    [Fact]
    public void Blocks_do_not_matter()
    {
        foreach (string statement in Statements)
            Same(SurveyReference.Fit(Spec(statement), SurveyReference.Sample), Survey.Fit(Spec(statement), SurveyReference.Reduce(Spec(statement), SurveyReference.Sample, 37)));
    }

    [Fact]
    public void The_unit_of_the_weights_does_not_matter_but_to_totals() => Prop.ForAll(Gen.Choose(2, 100).ToArbitrary(), factor =>
    {
        var scaled = SurveyReference.Sample.With(Rows.Number("w", [.. Values("w").Select(w => w * factor)]));
        foreach (string statement in Statements)
            Same(SurveyReference.Fit(Spec(statement), SurveyReference.Sample), SurveyReference.Fit(Spec(statement), scaled), _ => statement.StartsWith("total", StringComparison.Ordinal) ? factor : 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Fact]
    public void Scaling_a_column_scales_its_coefficient_and_its_mean()
    {
        var scaled = SurveyReference.Sample.With(Rows.Number("x1", [.. Values("x1").Select(x => x * 1e6)]));
        Same(SurveyReference.Fit(Spec("mean(x1)"), SurveyReference.Sample), SurveyReference.Fit(Spec("mean(x1)"), scaled), _ => 1e6);
        foreach (string model in new[] { "y ~ x1 + kind", "voted ~ x1 + tenure" })
            Same(SurveyReference.Fit(Spec(model), SurveyReference.Sample), SurveyReference.Fit(Spec(model), scaled), row => row.Term == "x1" ? 1e-6 : 1);
    }

    [Fact]
    public void A_row_twice_is_a_row_of_weight_two()
    {
        var rows = SurveyReference.Sample;
        int[] twice = [.. Enumerable.Range(0, rows.Rows), .. Enumerable.Range(0, rows.Rows).Where(row => row % 2 == 0)];
        var weighted = rows.With(Rows.Number("w", [.. Values("w").Select((w, row) => row % 2 == 0 ? 2 * w : w)]));
        foreach (string statement in Statements)
            foreach (var variance in Variances.Where(one => one == SurveyVariance.Taylor || !statement.StartsWith("quantile", StringComparison.Ordinal))) Same(SurveyReference.Fit(Spec(statement, variance), Taken(rows, [.. twice])), SurveyReference.Fit(Spec(statement, variance), weighted));
    }

    [Fact]
    public void Names_and_order_of_terms_do_not_matter()
    {
        var renamed = new Frame([.. SurveyReference.Sample.Columns.Select(column => column.Name == "x1" ? Rows.Number("信任", [.. Values("x1")]) : column)]);
        var left = SurveyReference.Fit(Spec("y ~ x1 + x2 + kind"), SurveyReference.Sample).Estimates.ToDictionary(row => row.Term.Replace("x1", "信任", StringComparison.Ordinal));
        foreach (var row in SurveyReference.Fit(Spec("y ~ kind + x2 + 信任"), renamed).Estimates)
        {
            CorrectDigits.Assert(9, row.Estimate, left[row.Term].Estimate!.Value, row.Term);
            CorrectDigits.Assert(10, row.StdError, left[row.Term].StdError!.Value, row.Term);
        }
    }

    // The bootstrap draws in the order of the names, so another order is another draw.
    [Fact]
    public void Names_of_strata_and_units_do_not_matter() => Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var renamed = SurveyReference.Sample;
        foreach (string field in new[] { "psu", "stratum" })
            renamed = renamed.With(Rows.Text(field, [.. ((TextColumn)renamed[field]).Values.Select(key => $"{(uint)(key!.Sum(letter => letter * 31 % 97) * seed) % 9973}-{key}")]));
        foreach (string statement in Statements)
            foreach (var variance in new[] { SurveyVariance.Taylor, SurveyVariance.Jkn }.Where(one => one == SurveyVariance.Taylor || !statement.StartsWith("quantile", StringComparison.Ordinal)))
                Same(SurveyReference.Fit(Spec(statement, variance), SurveyReference.Sample), SurveyReference.Fit(Spec(statement, variance), renamed));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Fact]
    public void Units_that_never_answer_count_as_units()
    {
        var silent = Taken(SurveyReference.Sample, [0, 1, 2]).With(Rows.Text("psu", "a9", "a9", "a9")).With(new NumberColumn("y", [0, 0, 0], [MissingReason.Blank, MissingReason.Blank, MissingReason.Blank]));
        var spec = Spec("mean(y)");
        var units = new UnitsAccumulator(spec.Design);
        units.Add(SurveyReference.Sample);
        units.Add(silent);
        Assert.Equal(5, units.Finish().Units.Strata[0].Units);
    }

    // Linearisation with balanced replicates: for a total both are Σ (z₁ - z₂)² over the pairs.
    [Fact]
    public void Balanced_replicates_of_a_total_equal_linearisation()
    {
        var taylor = SurveyReference.Fit(Spec("total(y, x2, kind)"), SurveyReference.Pairs);
        Same(taylor, SurveyReference.Fit(Spec("total(y, x2, kind)", SurveyVariance.Brr), SurveyReference.Pairs));
    }

    [Fact]
    public void The_bootstrap_is_seeded_and_comes_near_linearisation()
    {
        var spec = Spec("mean(y)", SurveyVariance.Bootstrap) with { Draws = 4000 };
        var (first, again, other) = (SurveyReference.Fit(spec, SurveyReference.Sample), SurveyReference.Fit(spec, SurveyReference.Sample), SurveyReference.Fit(spec with { Seed = 7 }, SurveyReference.Sample));
        Assert.Equal(first.Estimates[0].StdError, again.Estimates[0].StdError);
        Assert.NotEqual(first.Estimates[0].StdError, other.Estimates[0].StdError);
        Assert.Equal(SurveySpec.DefaultSeed, first.Provenance.Seed);
        // The relative error of a standard error from 4,000 draws is about 1/√8000 = 1.1 %; five times that.
        Assert.InRange(first.Estimates[0].StdError!.Value / SurveyReference.Fit(Spec("mean(y)"), SurveyReference.Sample).Estimates[0].StdError!.Value, 0.945, 1.055);
    }

    private static ImmutableArray<double> Values(string column) => ((NumberColumn)SurveyReference.Sample[column]).Values;

    private static Frame Taken(Frame rows, ImmutableArray<int> order) => new([.. rows.Columns.Select(column => (Column)(column switch
    {
        NumberColumn number => number with { Values = [.. order.Select(row => number.Values[row])], Reasons = number.Reasons.IsDefaultOrEmpty ? [] : [.. order.Select(row => number.Reasons[row])] },
        TextColumn text => text with { Values = [.. order.Select(row => text.Values[row])] },
        _ => throw new NotSupportedException(column.Name),
    }))]);
}
