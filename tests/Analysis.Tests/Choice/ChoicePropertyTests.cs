using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Choices;

/// <summary>What must not matter to a choice model. Sums in another order differ by rounding: 1e-8 of a standard error.</summary>
public class ChoicePropertyTests
{
    private static readonly (string Method, string Formula)[] Models =
    [
        ("logit", "vote ~ trust*kind + age"), ("probit", "vote ~ trust + female"), ("ologit", "sat ~ trust + age + kind + female"), ("oprobit", "sat ~ trust + poly(age, 2)"),
        ("mlogit", "choice ~ trust + age"), ("poisson", "meetings ~ trust + female + log(households)"), ("negbin", "visits ~ trust + female + log(households)"),
    ];

    private static readonly SampleDesign[] Designs = [new(), new(Cluster: "community"), new("weight", "community", "stratum", "population")];

    /// <summary>Every model and design.</summary>
    public static TheoryData<int, int> Pairs()
    {
        var pairs = new TheoryData<int, int>();
        for (int m = 0; m < Models.Length; m++)
            for (int d = 0; d < Designs.Length; d++) pairs.Add(m, d);
        return pairs;
    }

    private static ChoiceSpec Spec(int model, int design = 0) => ChoiceReference.Spec(Models[model].Method, Models[model].Formula, Designs[design]);

    private static void Same(ChoiceFit left, ChoiceFit right, double tolerance = 1e-8)
    {
        Assert.Equal(left.Tidy().Select(row => row.Term), right.Tidy().Select(row => row.Term));
        foreach (var (a, b) in left.Tidy().Zip(right.Tidy()))
        {
            Assert.True(Math.Abs(a.Estimate!.Value - b.Estimate!.Value) <= tolerance * b.StdError, $"{left.Method} {a.Term}: {a.Estimate} {b.Estimate}");
            Assert.True(Math.Abs(a.StdError!.Value / b.StdError!.Value - 1) <= tolerance, $"{left.Method} {a.Term} standard error: {a.StdError} {b.StdError}");
        }
        Assert.True(Math.Abs(left.Quality.LogLikelihood / right.Quality.LogLikelihood - 1) <= 1e-10, left.Method);
    }

    private static void SameMargins(ChoiceFit left, ChoiceFit right)
    {
        foreach (var (a, b) in left.Parts.Single(part => part.Name == "margins").Rows.Zip(right.Parts.Single(part => part.Name == "margins").Rows))
        {
            Assert.Equal(a.Take(3), b.Take(3));
            Assert.True(Math.Abs(a[3].Number!.Value - b[3].Number!.Value) <= 1e-8 * b[4].Number!.Value, $"{left.Method} {a[0].Text}");
        }
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() => Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, ChoiceReference.Sample.Rows)).ToArbitrary(), order =>
    {
        var shuffled = ChoiceReference.Slice(ChoiceReference.Sample, [.. order]);
        for (int m = 0; m < Models.Length; m++) Same(ChoiceReference.Fit(Spec(m, 1) with { Margins = false }), ChoiceReference.Fit(Spec(m, 1) with { Margins = false }, shuffled));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Patterns_and_passes_over_rows_in_blocks_of_any_size_agree(int model, int design)
    {
        var patterns = ChoiceReference.Fit(Spec(model, design));
        Assert.Contains("patterns", patterns.Provenance.Method, StringComparison.Ordinal);
        foreach (int block in new[] { 1, 37, int.MaxValue })
            // No room at all, and room for 256 patterns: the rest passes.
            foreach (long bytes in new[] { 0L, 30_000 })
            {
                var streamed = ChoiceReference.Fit(Spec(model, design) with { PatternBytes = bytes }, block: block);
                Assert.True(bytes > 0 || streamed.Provenance.Method.Contains("passes", StringComparison.Ordinal));
                Same(patterns, streamed);
                SameMargins(patterns, streamed);
            }
    }

    [Fact]
    public void Frequency_weights_are_repeated_rows()
    {
        var times = (NumberColumn)ChoiceReference.Sample["times"];
        var repeated = ChoiceReference.Slice(ChoiceReference.Sample, [.. Enumerable.Range(0, times.Count).SelectMany(r => Enumerable.Repeat(r, (int)times.Values[r]))]);
        // poly() takes its basis from the rows as they are, as in R.
        foreach (int m in Enumerable.Range(0, Models.Length).Where(m => !Models[m].Formula.Contains("poly", StringComparison.Ordinal)))
            foreach (var (cluster, errors) in new[] { (null, null), (null, ChoiceErrors.HC1), ("community", ChoiceErrors.CR1) })
            {
                var spec = Spec(m) with { Errors = errors, Design = new SampleDesign("times", cluster), Repeated = true };
                var (weighted, plain) = (ChoiceReference.Fit(spec), ChoiceReference.Fit(spec with { Design = new SampleDesign(Cluster: cluster), Repeated = false }, repeated));
                Same(weighted, plain, 1e-7);
                Assert.Equal(plain.Quality.Size, weighted.Quality.Size);
                Assert.True(Math.Abs(plain.Quality.Bic - weighted.Quality.Bic) < 1e-7 * Math.Abs(plain.Quality.Bic));
            }
    }

    [Fact]
    public void Units_of_a_variable_and_of_weights_do_not_matter() => Prop.ForAll(Gen.Choose(-6, 6).ToArbitrary(), power =>
    {
        double factor = Math.Pow(10, power);
        var (age, weight) = ((NumberColumn)ChoiceReference.Sample["age"], (NumberColumn)ChoiceReference.Sample["weight"]);
        var scaled = ChoiceReference.Sample.With(age with { Values = [.. age.Values.Select(value => 1000 + factor * value)] }, weight with { Values = [.. weight.Values.Select(value => factor * value)] });
        foreach (int m in new[] { 0, 2, 4 })
        {
            var (plain, other) = (ChoiceReference.Fit(Spec(m, 2)), ChoiceReference.Fit(Spec(m, 2), scaled));
            foreach (var (a, b) in plain.Tidy().Zip(other.Tidy()).Where(pair => pair.First.Term.EndsWith("age", StringComparison.Ordinal)))
                Assert.True(Math.Abs(a.Statistic!.Value - b.Statistic!.Value) <= 1e-7, $"{plain.Method} {power} {a.Term}: {a.Statistic} {b.Statistic}");
            Assert.True(Math.Abs(plain.Quality.LogLikelihood / other.Quality.LogLikelihood - 1) <= 1e-9);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public void Turning_the_order_round_turns_the_signs()
    {
        var (up, down) = (ChoiceReference.Fit(Spec(2, 1)), ChoiceReference.Fit(Spec(2, 1) with { Categories = ["5", "4", "3", "2", "1"] }));
        for (int i = 0; i < 5; i++)
        {
            Assert.True(Math.Abs(up.Tidy()[i].Estimate!.Value + down.Tidy()[i].Estimate!.Value) <= 1e-8 * up.Tidy()[i].StdError);
            Assert.True(Math.Abs(up.Tidy()[i].StdError!.Value / down.Tidy()[i].StdError!.Value - 1) <= 1e-8);
        }
        Assert.True(Math.Abs(up.Tidy().Single(row => row.Term == "1|2").Estimate!.Value + down.Tidy().Single(row => row.Term == "2|1").Estimate!.Value) < 1e-8);
    }

    [Fact]
    public void Another_base_gives_the_same_model()
    {
        var (first, last) = (ChoiceReference.Fit(Spec(4)), ChoiceReference.Fit(Spec(4) with { Reference = "parking" }));
        Assert.True(Math.Abs(first.Quality.LogLikelihood / last.Quality.LogLikelihood - 1) < 1e-12);
        double At(ChoiceFit fit, string term) => fit.Tidy().Single(row => row.Term == term).Estimate!.Value;
        Assert.True(Math.Abs(At(first, "lighting:trust") - At(first, "parking:trust") - At(last, "lighting:trust")) < 1e-9);
    }

    // With one cut the ordered model is the binary one, its threshold the constant's negative.
    [Fact]
    public void An_ordered_model_of_two_categories_is_the_binary_one()
    {
        var (binary, ordered) = (ChoiceReference.Fit(ChoiceReference.Spec("logit", "vote ~ trust + age")), ChoiceReference.Fit(ChoiceReference.Spec("ologit", "vote ~ trust + age")));
        Assert.True(Math.Abs(binary.Tidy()[1].Estimate!.Value - ordered.Tidy()[0].Estimate!.Value) < 1e-9);
        Assert.True(Math.Abs(binary.Tidy()[0].Estimate!.Value + ordered.Tidy()[2].Estimate!.Value) < 1e-8);
        Assert.True(Math.Abs(binary.Tidy()[1].StdError!.Value - ordered.Tidy()[0].StdError!.Value) < 1e-9);
    }

    [Fact]
    public void Predictions_of_all_categories_sum_to_one_and_effects_to_zero()
    {
        foreach (int m in new[] { 2, 3, 4 })
            foreach (var group in ChoiceReference.Fit(Spec(m, 2)).Parts.Single(part => part.Name == "margins").Rows.GroupBy(row => (row[0].Text, row[2].Text)))
                Assert.True(Math.Abs(group.Sum(row => row[3].Number!.Value) - (group.Key.Item2 == "effect" ? 0 : 1)) < 1e-10, group.Key.Item1);
    }
}
