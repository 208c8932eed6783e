using CoProduction.Analysis;

namespace CoProduction.Tests.Scale;

/// <summary>What a scale may be, what is refused, what is said.</summary>
public sealed class ReliabilityTests
{
    [Theory]
    [InlineData("satisfaction =~ sat1 + sat2 - sat3", "satisfaction", "sat1 sat2 sat3", "sat3")]
    [InlineData("~ sat1 + sat2", "scale", "sat1 sat2", "")]
    [InlineData("-a + b + c", "scale", "a b c", "a")]
    [InlineData("满意度 =~ 满意1 + `满 意 2`", "满意度", "满意1 满 意 2", "")]
    public void A_scale_is_read(string text, string name, string items, string reversed)
    {
        var scale = ScaleFormula.Parse(text);
        Assert.Equal((name, items, reversed), (scale.Name, string.Join(' ', scale.Items), string.Join(' ', scale.Items.Where((_, i) => scale.Reversed[i]))));
    }

    [Theory]
    [InlineData("s =~ a + b * c", "position 12")]
    [InlineData("s =~ a b", "position 8")]
    [InlineData("s =~ a +", "position 9")]
    [InlineData("s =~", "position 5")]
    [InlineData("s =~ a + 2", "position 10")]
    [InlineData("s =~ a + b + a", "'a'")]
    [InlineData("y ~ a + b", "'y'")]
    [InlineData("s =~ a & b", "position 8")]
    public void What_is_no_scale_is_refused_with_its_place(string text, string place) =>
        Assert.Contains(place, Linear.Rows.Throws(() => ScaleFormula.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Items_that_cannot_be_judged_are_refused_with_the_mend()
    {
        var rows = ScaleRows.Answers(80, 4, 1);
        Refused("q1", rows, "at least two");
        Refused("q1 + q2 + constant", rows.With("constant", _ => 3), "Drop 'constant'");
        Refused("q1 + q2 + copy", rows.With("copy", r => rows.Values("q1")[r]), "Drop 'copy'");
        Refused("q1 + q2 - copy", rows.With("copy", r => 6 - rows.Values("q1")[r]), "Drop 'copy'");
        Refused("q1 + q2 + q3 + sum", rows.With("sum", r => rows.Values("q1")[r] + rows.Values("q2")[r]), "Drop 'sum'");
        Refused("q1 + q2 + empty", rows.With([new NumberColumn("empty", [.. new double[80]], [.. Enumerable.Repeat(MissingReason.Blank, 80)])]), "missing");
        Refused("q1 + q2 + q3", new Frame([.. rows.Columns.Take(3).Select(column => (NumberColumn)column).Select(column => column with { Values = column.Values[..4] })]), "at least 5");
        Refused("q1 + q2 + infinite", rows.With("infinite", r => r == 3 ? double.PositiveInfinity : r), "");
        Assert.ThrowsAny<StudyException>(() => ScaleRows.Reduce("q1 + q2 + community", rows));
    }

    [Fact]
    public void Specs_that_cannot_be_are_refused()
    {
        var rows = ScaleRows.Answers(80, 6, 1);
        foreach (Func<ReliabilitySpec, ReliabilitySpec> wrong in new Func<ReliabilitySpec, ReliabilitySpec>[]
        {
            spec => spec with { Level = 1 }, spec => spec with { Factors = 1 }, spec => spec with { Draws = 5 }, spec => spec with { Range = (5, 1) }, spec => spec with { Range = (1, 4) },
        })
            Linear.Rows.Throws(() => ScaleRows.Fit(ScaleRows.Of(6), rows, with: wrong));
        var other = ScaleRows.Reduce(ScaleRows.Of(5), rows);
        Linear.Rows.Throws(() => Reliability.Fit(new ReliabilitySpec(ScaleFormula.Parse(ScaleRows.Of(6))), other));
        Linear.Rows.Throws(() => Reliability.Fit(new ReliabilitySpec(ScaleFormula.Parse(ScaleRows.Of(6))) { Draws = 50 }, ScaleRows.Reduce(ScaleRows.Of(6), rows, patterns: false)));
    }

    [Fact]
    public void Weights_and_communities_that_cannot_be_are_refused()
    {
        var rows = ScaleRows.Answers(80, 6, 1);
        Linear.Rows.Throws(() => ScaleRows.Fit(ScaleRows.Of(6), rows.With("w", r => r - 5), weights: "w"));
        var one = rows.With([new TextColumn("community", [.. Enumerable.Repeat("c", 80)], [])]);
        Assert.Contains("one community", Linear.Rows.Throws(() => ScaleRows.Fit(ScaleRows.Of(6), one, cluster: "community")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_weight_zero_and_rows_with_a_missing_answer_are_left_out()
    {
        var rows = ScaleRows.Answers(80, 6, 1);
        var fit = ScaleRows.Fit(ScaleRows.Of(6), rows.With("w", r => r < 30 ? 0 : 1), weights: "w", with: spec => spec with { Draws = 20 });
        Assert.Equal(50, fit.Rows);
        var gaps = rows.With([new NumberColumn("q1", rows.Values("q1"), [.. Enumerable.Range(0, 80).Select(r => r < 10 ? MissingReason.Blank : MissingReason.Present)])]);
        Assert.Equal((70L, 10L), (ScaleRows.Fit(ScaleRows.Of(6), gaps).Rows, ScaleRows.Fit(ScaleRows.Of(6), gaps).RowsIncomplete));
    }

    [Fact]
    public void What_a_reader_should_know_is_said()
    {
        var rows = ScaleRows.Answers(120, 6, 2);
        Said("q1 + q2", rows, "Two items only");
        Said("q1 + q2 + q3 + q4", rows, "needs at least 6");
        Said(ScaleRows.Of(6), rows, "fewer than 3 items a group");
        Said("q1 + q2 - q3 + q4", rows, "Reverse coding check: turning q3 round");
        Said("q1 - q2", rows, "Alpha is negative");
        Said("q1 + q2 - q3", rows, "give the range of the scale as range=");
        var twin = rows.With("twin", r => rows.Values("q1")[r] + (r % 20 == 0 ? 0.5 : 0));
        Said("q1 + q2 + q3 + twin", twin, "near duplicates");
        Said("q1 + q2 + q3 + twin", twin, "Heywood case");
        Said("a + b", rows.With("a", r => r < 8 ? 1 : 0).With("b", r => r < 6 ? 1 : 0), "would overlap");
        Assert.Contains(Few(null), caution => caution.En.StartsWith("20 communities: the intervals allow for so few (t, 19 degrees of freedom)", StringComparison.Ordinal));
        Assert.Contains(Few(ReliabilityInterval.Percentile), caution => caution.En.StartsWith("20 communities: percentile intervals are too narrow", StringComparison.Ordinal));

        IEnumerable<Label> Few(ReliabilityInterval? interval) => ScaleRows.Fit(ScaleRows.Of(6), rows, cluster: "community", with: spec => spec with { Draws = 20, Interval = interval }).Cautions;
    }

    // Three group factors on six items of one factor leave no degree of freedom and narrow valleys: plain Newton steps lost their way on one sample in a hundred.
    [Fact]
    public void Too_many_factors_are_still_followed_to_a_minimum()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            double[] r = new ItemSpace(ScaleRows.Reduce(ScaleRows.Of(6), ScaleRows.Answers(60 + (int)seed % 100, 6, seed), patterns: false)).Moments().Correlations();
            Assert.True(SchmidLeiman.Of(r, 3, FactorExtraction.Tolerance, 1e-10).Converged, $"seed {seed}");
            Assert.True(FactorExtraction.Of(r, 3, FactorCriterion.MaximumLikelihood).Diary.Converged, $"seed {seed}, likelihood");
        }
    }

    [Fact]
    public void Many_items_have_a_sample_of_splits_and_say_so()
    {
        var fit = ScaleRows.Fit(ScaleRows.Of(18), ScaleRows.Answers(200, 18, 4));
        Assert.Equal((10_000, true), (fit.AllSplits.Splits, fit.AllSplits.Sampled));
        Assert.Equal(fit["alpha"]!.Estimate, fit.AllSplits.Mean, 0.002);
        Assert.NotNull(fit.Provenance.Seed);
        Assert.Contains(fit.Parts.Single(part => part.Name == "reliability").Rows, row => row[^1].Text?.Contains("sampled", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void The_parts_are_tables_with_a_value_for_every_column()
    {
        var fit = ScaleRows.Fit(ScaleRows.Of(9), ScaleRows.Answers(300, 9, 5));
        Assert.Equal(["items", "reliability", "split_half", "loadings"], fit.Parts.Select(part => part.Name));
        Assert.All(fit.Parts, part => Assert.All(part.Rows, row => Assert.Equal(part.Columns.Length, row.Length)));
        Assert.All(fit.Parts, part => Assert.NotNull(ModelTables.Part(fit, part, Label.Same("s"))));
        Assert.Equal(["alpha", "standardised_alpha", "omega", "omega_total", "omega_hierarchical"], fit.Tidy().Select(row => row.Term));
    }

    [Fact]
    public void Draws_are_told_and_stopped()
    {
        var told = new List<long>();
        ScaleRows.Fit(ScaleRows.Of(6), ScaleRows.Answers(100, 6, 1), with: spec => spec with { Draws = 100 });
        var statistics = ScaleRows.Reduce(ScaleRows.Of(6), ScaleRows.Answers(100, 6, 1));
        var spec = new ReliabilitySpec(ScaleFormula.Parse(ScaleRows.Of(6))) { Draws = 100 };
        Reliability.Fit(spec, statistics, new Told(told));
        Assert.Equal([50, 100], told);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => Reliability.Fit(spec, statistics, null, stopped.Token));
    }

    // From few communities percentiles are the narrower ones: their spread lacks the factor √(G / (G - 1)), and t the normal's tails.
    [Fact]
    public void From_few_communities_the_interval_is_wider_than_the_percentiles_and_stays_below_one()
    {
        var rows = ScaleRows.Answers(100, 6, 3, loading: 3);
        ScaleCoefficient Alpha(ReliabilityInterval interval) => ScaleRows.Fit(ScaleRows.Of(6), rows, cluster: "community", with: spec => spec with { Draws = 400, Interval = interval, Level = 0.999 })["alpha"]!;
        var (t, percentile) = (Alpha(ReliabilityInterval.TOfLog), Alpha(ReliabilityInterval.Percentile));
        Assert.True(t.ConfHigh - t.ConfLow > percentile.ConfHigh - percentile.ConfLow);
        Assert.True(t.ConfHigh < 1 && t.ConfLow < t.Estimate && t.Estimate < t.ConfHigh);
    }

    [Fact]
    public void An_interval_of_draws_without_draws_is_refused_with_the_mend() => Assert.Contains("--bootstrap 1000", Linear.Rows.Throws(
        () => ScaleRows.Fit(ScaleRows.Of(6), ScaleRows.Answers(80, 6, 1), with: spec => spec with { Interval = ReliabilityInterval.TOfLog })).Message, StringComparison.Ordinal);

    private sealed class Told(List<long> to) : IProgress<long>
    {
        public void Report(long value) => to.Add(value);
    }

    private static void Refused(string scale, Frame rows, string part) => Assert.Contains(part, Linear.Rows.Throws(() => ScaleRows.Fit(scale, rows)).Message, StringComparison.Ordinal);

    private static void Said(string scale, Frame rows, string part) => Assert.Contains(ScaleRows.Fit(scale, rows).Cautions, caution => caution.En.Contains(part, StringComparison.Ordinal));
}
