using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Completed;

public sealed class ImputationTests
{
    // 400 draws of the posterior: its mean is near the truth by the errors of 1,200 rows in 60 communities (slope 0.03, variance between 0.09), and its variances near those of the model.
    [Fact]
    public void Random_intercepts_are_drawn_about_the_model_that_made_the_rows()
    {
        var rows = ImputationRows.Communities(60, 1200, 3, share: 0);
        var sums = new ObservedSums(1200, 3, 4, 2, 60);
        for (int r = 0; r < 1200; r++)
        {
            double[] row = [1, ((NumberColumn)rows["x"]).Values[r], ((NumberColumn)rows["y"]).Values[r], 0];
            PaddedLanes.AddSquare(sums.Gram, 1, row, 3);
            PaddedLanes.Add(sums.Sums.AsSpan(r % 60 * 4, 4), 1, row);
            sums.Counts[r % 60]++;
        }
        var (intercept, random) = (new RandomIntercept(), new RandomStream(9));
        DrawnModel[] draws = [.. Enumerable.Range(0, 400).Select(_ => intercept.Draw(sums, random))];
        Assert.Equal(0.5, draws.Average(draw => draw.Drawn[1]), 0.1);
        Assert.Equal(1, draws.Average(draw => draw.Sigma), 0.1);
        Assert.Equal(0.7, Math.Sqrt(draws.Average(draw => draw.DrawnEffects.Sum(effect => effect * effect) / 60)), 0.2);
    }

    // With all rows of some communities lacking x or y, only a model of communities keeps their spread: within 15 % of the complete rows' for 40 communities, where the plain model loses a third.
    [Theory]
    [InlineData(CommunityEffect.Random)]
    [InlineData(CommunityEffect.Fixed)]
    public void Communities_keep_their_likeness(CommunityEffect effect)
    {
        var full = ImputationRows.Communities(40, 1600, 8, share: 0, spread: 1);
        var rows = full.With([(NumberColumn)full["y"] with { Reasons = [.. Enumerable.Range(0, 1600).Select(r => r / 40 % 2 == 0 ? MissingReason.Blank : MissingReason.Present)] }]);
        double truth = Spread(full), kept = Spread(Impute(rows, effect)), lost = Spread(Impute(rows, CommunityEffect.None));
        Assert.InRange(kept / truth, 0.85, 1.15);
        Assert.True(lost / truth < 0.8);
    }

    [Fact]
    public void A_community_without_a_value_borrows_from_the_others()
    {
        var rows = ImputationRows.Communities(10, 300, 8, share: 0.1);
        var holed = rows.With([(NumberColumn)rows["y"] with { Reasons = [.. Enumerable.Range(0, 300).Select(r => r % 10 == 3 ? MissingReason.Blank : rows["y"].Reason(r))] }]);
        foreach (var effect in new[] { CommunityEffect.Fixed, CommunityEffect.Random })
            Assert.All(((NumberColumn)MultipleImputation.Impute(Spec(effect) with { Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("y", ImputationKind.Normal) }, holed).Set(0)["y"]).Values, value => Assert.InRange(value, -8, 10));
    }

    [Fact]
    public void Chi_squared_draws_have_their_mean_and_variance()
    {
        var random = new RandomStream(4);
        foreach (double df in new double[] { 1, 2, 7, 400 })
        {
            double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => GammaDraw.ChiSquared(random, df))];
            double mean = draws.Average(), variance = draws.Sum(value => (value - mean) * (value - mean)) / draws.Length;
            Assert.Equal(0, (mean - df) / Math.Sqrt(2 * df / draws.Length), 4.0);
            Assert.Equal(1, variance / (2 * df), 4 * Math.Sqrt((2 + 12 / df) / draws.Length));
        }
    }

    [Fact]
    public void Separation_leaves_a_logit_model_finite()
    {
        // b is 1 exactly where x is positive.
        var random = new RandomStream(2);
        double[] x = [.. Enumerable.Range(0, 80).Select(_ => random.Normal())];
        var rows = new Frame([new NumberColumn("x", [.. x], []), new CategoryColumn("b", [.. x.Select((value, r) => r < 20 ? -1 : value > 0 ? 1 : 0)], ["no", "yes"], [.. x.Select((_, r) => r < 20 ? MissingReason.Refused : MissingReason.Present)])]);
        var imputations = MultipleImputation.Impute(new ImputationSpec(20), rows);
        Assert.Equal(ImputationKind.Logit, imputations.Variables.Single().Kind);
        double right = Enumerable.Range(0, 20).Average(set => Enumerable.Range(0, 20).Count(r => ((CategoryColumn)imputations.Set(set)["b"]).Codes[r] == (x[r] > 0 ? 1 : 0)) / 20.0);
        Assert.InRange(right, 0.8, 1);
    }

    // With every second row of each community missing, the shares of the communities stay apart as far as in the complete rows only where the model knows them: within 20 % for 40 communities.
    [Theory]
    [InlineData(ImputationKind.Logit)]
    [InlineData(ImputationKind.Ordered)]
    [InlineData(ImputationKind.Multinomial)]
    public void Communities_keep_the_likeness_of_their_values(ImputationKind kind)
    {
        var full = ImputationRows.Communities(40, 3200, 8, share: 0, spread: 1.2);
        int values = kind == ImputationKind.Logit ? 2 : 3;
        int[] codes = [.. ((NumberColumn)full["y"]).Values.Select(y => (y > 1 ? 1 : 0) + (values == 3 && y > 2 ? 1 : 0))];
        ImmutableArray<string> levels = [.. new[] { "a", "b", "c" }.Take(values)];
        var rows = new Frame([new CategoryColumn("k", [.. codes], levels, [.. codes.Select((_, r) => r / 40 % 2 == 0 ? MissingReason.Blank : MissingReason.Present)]), full["x"], full["g"]]);
        Frame Set(CommunityEffect effect) => MultipleImputation.Impute(Spec(effect) with { Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("k", kind) }, rows).Set(0);
        double truth = Apart(r => codes[r] == 0), kept = Apart(At(Set(CommunityEffect.Random))), lost = Apart(At(Set(CommunityEffect.None)));
        Assert.InRange(kept / truth, 0.8, 1.2);
        Assert.True(lost / truth < 0.75, $"{lost / truth}");
        static Func<int, bool> At(Frame set) => r => ((CategoryColumn)set["k"]).Codes[r] == 0;
    }

    [Fact]
    public void Categories_without_order_are_imputed_by_default()
    {
        var rows = ImputationRows.Read("categories.csv", "k").Only("y", "x", "k");
        var plain = MultipleImputation.Impute(new ImputationSpec(2), rows);
        Assert.Equal((ImputationKind.Multinomial, 2), (plain.Variables.Single().Kind, plain.Rows - plain.Variables.Single().Observed > 50 ? 2 : 0));
        Assert.All(Enumerable.Range(0, rows.Rows), r => Assert.Contains(plain.Set(1)["k"].Text(r), (string[])["a", "b", "c"]));
        var grouped = rows.With([new TextColumn("g", Rows.Keys(rows.Rows, 20), [])]);
        var fit = ImputationRows.Pool("y ~ x + k", MultipleImputation.Impute(Spec(CommunityEffect.Random), grouped), new Variable("k", ["a", "b", "c"]));
        Assert.Contains("multinomial probit", fit.Provenance.Method, StringComparison.Ordinal);
        var part = fit.Parts.Single(part => part.Name == "imputation").Rows.Single();
        Assert.Equal(("multinomial probit", null), (part[1].Text, part[3].Number));
    }

    // Values as a target and, in turn, as dummies that predict another target.
    [Fact]
    public void Values_without_order_help_to_impute_others()
    {
        var rows = ImputationRows.Read("categories.csv", "k").Only("y", "x", "w", "k");
        var y = (NumberColumn)rows["y"];
        var holed = rows.With([y with { Reasons = [.. y.Values.Select((_, r) => r % 5 == 0 ? MissingReason.Blank : MissingReason.Present)] }]);
        var imputations = MultipleImputation.Impute(new ImputationSpec(40) { Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("y", ImputationKind.Normal) }, holed);
        var whole = ImputationRows.Pool("y ~ x + k", MultipleImputation.Impute(new ImputationSpec(40), rows), new Variable("k", ["a", "b", "c"]));
        var pooled = ImputationRows.Pool("y ~ x + k", imputations, new Variable("k", ["a", "b", "c"]));
        for (int term = 0; term < 4; term++) Assert.InRange((pooled.Terms[term].Estimate - whole.Terms[term].Estimate) / pooled.Terms[term].StdError, -1, 1);
    }

    [Fact]
    public void Separation_leaves_a_probit_model_within_communities_finite()
    {
        var random = new RandomStream(2);
        double[] x = [.. Enumerable.Range(0, 200).Select(_ => random.Normal())];
        var rows = new Frame([new NumberColumn("x", [.. x], []), new CategoryColumn("b", [.. x.Select((value, r) => r < 40 ? -1 : value > 0 ? 1 : 0)], ["no", "yes"], []), new TextColumn("g", Rows.Keys(200, 10), [])]);
        var imputations = MultipleImputation.Impute(Spec(CommunityEffect.Random) with { Iterations = 20 }, rows);
        Assert.Equal(ImputationKind.Logit, imputations.Variables.Single().Kind);
        double right = Enumerable.Range(0, 4).Average(set => Enumerable.Range(0, 40).Count(r => ((CategoryColumn)imputations.Set(set)["b"]).Codes[r] == (x[r] > 0 ? 1 : 0)) / 40.0);
        Assert.InRange(right, 0.85, 1);
    }

    [Fact]
    public void A_copy_of_a_predictor_is_left_out_and_said()
    {
        var rows = ImputationRows.Communities(5, 100, 6);
        var x = (NumberColumn)KeptRows.Of(rows, ["x"])["x"];
        var kept = KeptRows.Of(rows, ["x"]).With([x with { Name = "copy", Values = [.. x.Values.Select(value => 3 - 2 * value)] }]);
        Assert.Contains(MultipleImputation.Impute(new ImputationSpec(3) { Needed = ["g"] }, kept).Cautions, caution => caution.En.Contains("combination of others: copy", StringComparison.Ordinal));
    }

    [Fact]
    public void Categories_and_whole_numbers_stay_what_they_are()
    {
        var rows = RowsOf.Table("k:cat,t,n:int,x:num\na,u,1,0.5\nb,v,2,0.7\n?,u,?,1.5\nb,?,3,-1\na,v,1,0.1\nc,u,4,2\na,v,2,-0.3\nb,u,?,0.2\nc,v,3,0.9\n?,u,2,1.1");
        var spec = new ImputationSpec(2) { Donors = 3, Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("k", ImputationKind.Pmm).Add("t", ImputationKind.Pmm) };
        var set = MultipleImputation.Impute(spec, rows).Set(0);
        Assert.All(Enumerable.Range(0, 10), r => Assert.Contains(set["k"].Text(r), (string[])["a", "b", "c"]));
        Assert.All(Enumerable.Range(0, 10), r => Assert.Contains(set["t"].Text(r), (string[])["u", "v"]));
        Assert.All(Assert.IsType<IntegerColumn>(set["n"]).Values, value => Assert.InRange(value, 1, 4));
    }

    [Theory]
    [InlineData("a:num,b:num\n1,?\n2,?\n3,?", "has no value at all")]
    [InlineData("a:num,b:num\n1,?\n2,4\n3,4\n4,4\n5,4\n6,4", "the same value")]
    [InlineData("a:num,b:num\n1,?\n2,4\n3,5\n4,4", "donors are asked for")]
    [InlineData("a:num,d:date\n1,?\n2,2020-01-01", "holds days")]
    [InlineData("a:num,b:num,c:num,d:num,e:num\n1,2,3,4,?\n2,4,1,1,1\n3,1,1,5,2\n4,1,2,7,7\n5,2,2,1,8\n6,6,6,?,9", "no residual is left")]
    public void What_cannot_be_imputed_is_refused(string table, string words) => Assert.Contains(words, Rows.Throws(() => MultipleImputation.Impute(new ImputationSpec(2) { Donors = words.StartsWith("no res", StringComparison.Ordinal) ? 1 : 5 }, RowsOf.Table(table))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("y", ImputationKind.Logit, "different values and 'logit'")]
    [InlineData("y", ImputationKind.Ordered, "different values and 'ordered'")]
    [InlineData("y", ImputationKind.Multinomial, "numbers have an order")]
    [InlineData("k", ImputationKind.Normal, "a category and 'normal'")]
    [InlineData("z", ImputationKind.Pmm, "no variable 'z'")]
    public void A_kind_that_cannot_be_is_refused(string name, ImputationKind kind, string words)
    {
        var rows = ImputationRows.Communities(5, 100, 6);
        rows = rows.With([new CategoryColumn("k", [.. Enumerable.Range(0, 100).Select(r => r % 7 == 0 ? -1 : r % 2)], ["a", "b"], [])]);
        Assert.Contains(words, Rows.Throws(() => MultipleImputation.Impute(new ImputationSpec(2) { Needed = ["g"], Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add(name, kind) }, rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        var rows = ImputationRows.Communities(5, 100, 6);
        Assert.Contains("1 imputed data set", Rows.Throws(() => MultipleImputation.Impute(new ImputationSpec(1), rows)).Message, StringComparison.Ordinal);
        Assert.Contains("0 rounds", Rows.Throws(() => MultipleImputation.Impute(new ImputationSpec(2) { Iterations = 0 }, rows)).Message, StringComparison.Ordinal);
        Assert.Contains("0 donors", Rows.Throws(() => MultipleImputation.Impute(new ImputationSpec(2) { Donors = 0 }, rows)).Message, StringComparison.Ordinal);
        Assert.Contains("at least 3", Rows.Throws(() => MultipleImputation.Impute(Spec(CommunityEffect.Fixed), ImputationRows.Communities(2, 100, 6))).Message, StringComparison.Ordinal);
        var two = ImputationRows.Communities(5, 100, 6).With([new CategoryColumn("k", [.. Enumerable.Range(0, 100).Select(r => r % 7 == 0 ? -1 : r % 2)], ["a", "b"], [])]);
        Assert.Contains("impute.community=random", Rows.Throws(() => MultipleImputation.Impute(Spec(CommunityEffect.Fixed) with { Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("k", ImputationKind.Logit) }, two)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_its_community_is_left_out_and_counted()
    {
        var rows = ImputationRows.Communities(5, 100, 6);
        rows = rows.With([(TextColumn)rows["g"] with { Values = ((TextColumn)rows["g"]).Values.SetItem(7, "") }]);
        var imputations = MultipleImputation.Impute(Spec(CommunityEffect.Random), rows);
        Assert.Equal((99, 1L), (imputations.Rows, imputations.RowsLeftOut));
    }

    [Fact]
    public void Sets_whose_terms_differ_or_have_no_errors_are_not_pooled()
    {
        var rows = ImputationRows.Communities(5, 100, 6);
        var imputations = MultipleImputation.Impute(new ImputationSpec(2) { Needed = ["g"] }, rows);
        Assert.Contains("terms differ", Rows.Throws(() => PooledFit.Of([Rows.Fit("y ~ x", imputations.Set(0)), Rows.Fit("y ~ 1", imputations.Set(1))], imputations, null, false)).Message, StringComparison.Ordinal);
        IModelFit counted = Absent.MissingRows.Fit(rows.Only("y", "x"));
        Assert.Contains("no standard errors", Rows.Throws(() => PooledFit.Of([counted, counted], imputations, null, false)).Message, StringComparison.Ordinal);
    }

    private static ImputationSpec Spec(CommunityEffect effect) => new(4) { Needed = ["g"], Within = "g", Effect = effect };

    private static Frame Impute(Frame rows, CommunityEffect effect) =>
        MultipleImputation.Impute(Spec(effect) with { Kinds = ImmutableSortedDictionary<string, ImputationKind>.Empty.Add("y", ImputationKind.Normal) }, rows).Set(0);

    // Standard deviation between the communities' shares of the rows that were missing.
    private static double Apart(Func<int, bool> holds)
    {
        double[] shares = [.. Enumerable.Range(0, 40).Select(g => Enumerable.Range(0, 3200).Where(r => r % 40 == g && r / 40 % 2 == 0).Average(r => holds(r) ? 1.0 : 0))];
        return Math.Sqrt(shares.Sum(share => (share - shares.Average()) * (share - shares.Average())) / 39);
    }

    // Standard deviation between the communities' means of the rows that were missing.
    private static double Spread(Frame rows)
    {
        double[] means = [.. Enumerable.Range(0, 40).Select(g => Enumerable.Range(0, 1600).Where(r => r % 40 == g && r / 40 % 2 == 0).Average(r => ((NumberColumn)rows["y"]).Values[r] - 0.5 * ((NumberColumn)rows["x"]).Values[r]))];
        return Math.Sqrt(means.Sum(mean => (mean - means.Average()) * (mean - means.Average())) / 39);
    }
}
