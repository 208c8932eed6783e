using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Describing;

/// <summary>What must not change a description, and what it refuses.</summary>
public sealed class DescribePropertyTests
{
    private const double Close = 1e-9;
    private const string Asked = "s =~ a + b - c; a + b ~ g; h ~ g";

    private static readonly Arbitrary<Frame> Samples = Gen.Choose(60, 150).SelectMany(_ => Gen.Choose(1, 1_000_000), (rows, seed) => Sample(rows, (ulong)seed)).ToArbitrary();

    [Fact]
    public void The_order_of_rows_and_the_size_of_blocks_do_not_matter() => Holds(rows =>
    {
        var whole = Fit(rows);
        return Same(whole, Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).Reverse()]))) && Same(whole, DescribeRows.Fit(rows, Asked, block: 7));
    });

    [Fact]
    public void Scaling_a_number_does_not_matter_to_tests_and_correlations() => Holds(rows =>
    {
        var scaled = rows.With([new NumberColumn("b", [.. ((NumberColumn)rows["b"]).Values.Select(value => 100 + 7 * value)], ((NumberColumn)rows["b"]).Reasons)]);
        var (left, right) = (DescribeRows.Fit(rows, "a + b ~ g"), DescribeRows.Fit(scaled, "a + b ~ g"));
        return Near(left.Correlations[0].Estimate, right.Correlations[0].Estimate) && left.Comparisons.Zip(right.Comparisons).All(pair => Near(pair.First.Tests[0].PValue, pair.Second.Tests[0].PValue));
    });

    [Fact]
    public void A_weight_of_two_is_every_row_twice_to_means_shares_and_correlations() => Holds(rows =>
    {
        var twice = DescribeRows.Fit(rows.Picked([.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { r, r })]), "a + b + g");
        var weighted = DescribeRows.Fit(rows.With([new NumberColumn("w", [.. Enumerable.Repeat(2.0, rows.Rows)], [])]), "a + b + g", spec => spec with { Weights = "w" });
        return twice.Numbers.Zip(weighted.Numbers).All(pair => Near(pair.First.Mean, pair.Second.Mean)) && Near(twice.Correlations[0].Estimate, weighted.Correlations[0].Estimate)
            && twice.Levels.Zip(weighted.Levels).All(pair => Near(pair.First.Share, pair.Second.Share));
    });

    [Fact]
    public void Shares_sum_to_one_and_cells_to_the_rows() => Holds(rows =>
    {
        var fit = Fit(rows);
        return Near(fit.Levels.Where(level => level.Name == "h").Sum(level => level.Share), 1) && fit.Cells.Sum(cell => cell.Count) == fit.Comparisons[^1].Rows;
    });

    [Fact]
    public void Two_groups_give_one_answer_by_t_and_F() => Holds(rows =>
    {
        var one = DescribeRows.Fit(rows, "a ~ h").Comparisons[0];
        double eta = one.Effects.Single(effect => effect.Name == "eta_squared").Estimate, t = one.Tests.Single(test => test.Name == "student_t").Statistic, df = one.Tests.Single(test => test.Name == "student_t").Df1;
        return Near(t * t / (t * t + df), eta);
    });

    [Fact]
    public void Many_values_leave_quantiles_and_ranks_out_and_say_so()
    {
        var rows = Sample(200, 5).With([new NumberColumn("x", [.. Enumerable.Range(0, 200).Select(i => i * 1.01)], [])]);
        var fit = DescribeRows.Fit(rows, "x ~ h", spec => spec with { MostValues = 50 });
        Assert.Null(fit.Numbers[0].Quartiles);
        Assert.DoesNotContain(fit.Comparisons[0].Tests, test => test.Name == "kruskal_wallis");
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("more than 50 different values", StringComparison.Ordinal));
        Assert.NotNull(DescribeRows.Fit(rows, "x ~ h").Numbers[0].Quartiles);
    }

    [Theory]
    [InlineData("", "Nothing is to be described")]
    [InlineData("a +", "ends too early")]
    [InlineData("a ~ g | h", "'|' is unexpected")]
    [InlineData("a ~ a", "between its own values")]
    [InlineData("s =~ a", "1 item")]
    [InlineData("s =~ a + b; s =~ b + c", "made twice")]
    [InlineData("nosuch", "no variable 'nosuch'")]
    [InlineData("a ~ one", "'one' as 'one'")]
    [InlineData("five ~ h", "one value in all rows")]
    [InlineData("empty", "no value in 80 rows")]
    public void What_cannot_be_described_is_an_error_in_four_parts(string statement, string what)
    {
        var rows = Sample(80, 3).With(
            [new TextColumn("one", [.. Enumerable.Repeat("one", 80)], []), new NumberColumn("five", [.. Enumerable.Repeat(5.0, 80)], []), new NumberColumn("empty", [.. new double[80]], [.. Enumerable.Repeat(MissingReason.Blank, 80)])]);
        var fault = Assert.ThrowsAny<StudyException>(() => DescribeRows.Fit(rows, statement)).Fault;
        Assert.Contains(what, fault.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { fault.What, fault.Why, fault.Mend }, part => Assert.NotEmpty(part));
    }

    [Fact]
    public void Weights_with_a_comparison_are_sent_to_svy()
    {
        var fault = Assert.ThrowsAny<StudyException>(() => DescribeRows.Fit(Sample(80, 3), "a ~ h", spec => spec with { Weights = "b" })).Fault;
        Assert.Contains("--method svy", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_tables_speak_of_the_people_behind_them()
    {
        var fit = Fit(Sample(120, 9));
        var parts = fit.Parts.ToDictionary(part => part.Name);
        Assert.Equal(fit.Groups.Select(group => group.Count), parts["groups"].People);
        // Two rows without a group: means of all and of the groups would tell of the two.
        var rows = Sample(120, 9);
        var some = rows.With([new TextColumn("h", [.. Enumerable.Range(0, 120).Select(r => r < 2 ? "" : rows["h"].Text(r))], [])]);
        Assert.All(DescribeRows.Fit(some, "a ~ h").Parts.Single(part => part.Name == "groups").People, people => Assert.Equal(2, people));
        Assert.Equal(fit.Numbers[0].Minimum.Rows, parts["extremes"].People[0]);
        Assert.All(parts.Values, part => Assert.Equal(part.Rows.Length, part.People.Length));
        Assert.Equal(fit.Groups.Where(group => group.Variable == "a").Min(group => group.Count), ((IModelFit)fit).PeopleBehind(fit.Numbers.Length));
    }

    private static void Holds(Func<Frame, bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Samples, property));

    private static DescribeFit Fit(Frame rows) => DescribeRows.Fit(rows, Asked);

    private static bool Same(DescribeFit left, DescribeFit right) =>
        left.Numbers.Zip(right.Numbers).All(pair => pair.First.Count == pair.Second.Count && pair.First.Quartiles == pair.Second.Quartiles && Near(pair.First.Mean, pair.Second.Mean) && Near(pair.First.Kurtosis, pair.Second.Kurtosis) && Near(pair.First.Alpha, pair.Second.Alpha))
        && left.Correlations.Zip(right.Correlations).All(pair => Near(pair.First.Estimate, pair.Second.Estimate))
        && left.Comparisons.Zip(right.Comparisons).All(pair => pair.First.Tests.Zip(pair.Second.Tests).All(tests => Near(tests.First.PValue, tests.Second.PValue)));

    private static bool Near(double? left, double? right) => left is null ? right is null : right is { } other && Math.Abs(left.Value - other) <= Close * Math.Max(1, Math.Abs(other));

    internal static Frame Sample(int rows, ulong seed)
    {
        var random = new RandomStream(seed);
        double[][] items = [new double[rows], new double[rows], new double[rows]];
        var (g, h, missing) = (new string[rows], new string[rows], new MissingReason[rows]);
        for (int r = 0; r < rows; r++)
        {
            double common = random.Normal();
            for (int i = 0; i < 3; i++) items[i][r] = Math.Clamp(Math.Round(3 + (i == 2 ? -common : common) + random.Normal()), 1, 5);
            (g[r], h[r]) = (r < 6 ? $"g{r % 3}" : $"g{random.Below(3)}", r < 4 ? $"h{r % 2}" : $"h{random.Below(2)}");
            missing[r] = random.Uniform() < 0.05 ? MissingReason.Blank : MissingReason.Present;
        }
        return new Frame([new NumberColumn("a", [.. items[0]], []), new NumberColumn("b", [.. items[1]], [.. missing]), new NumberColumn("c", [.. items[2]], []), new TextColumn("g", [.. g], []), new TextColumn("h", [.. h], [])]);
    }
}
