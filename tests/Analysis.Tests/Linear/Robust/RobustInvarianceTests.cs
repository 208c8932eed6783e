using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Linear.Robust;

/// <summary>What must not matter does not, for every kind of errors. Both sides are the same sums in another order: twelve digits on a design of condition below 1e2.</summary>
public sealed class RobustInvarianceTests
{
    private const string Model = "y ~ trust + efficacy + share";
    private const double Digits = 11;

    private static readonly WildSpec Draws = new(199);

    /// <summary>Every kind, with and without weights.</summary>
    public static TheoryData<string, string> Kinds()
    {
        var kinds = new TheoryData<string, string>();
        foreach (var vcov in Vcov.All)
            foreach (string weights in new[] { "", "w" }) kinds.Add(vcov.Name, weights);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Row_order_does_not_matter(string vcov, string weights)
    {
        var plain = Fit(vcov, weights, RobustReference.Frame);
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, RobustReference.Frame.Rows).ToArray()).ToArbitrary(), order =>
            Agree(plain, Fit(vcov, weights, RobustReference.Pick(RobustReference.Frame, [.. order])), 1)).Check(Config.QuickThrowOnFailure.WithMaxTest(5));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scaling_a_column_scales_its_row_of_the_table(string vcov, string weights)
    {
        var trust = ((NumberColumn)RobustReference.Frame["trust"]).Values;
        var plain = Fit(vcov, weights, RobustReference.Frame);
        Prop.ForAll(Gen.Elements(1e-3, 0.1, 7, 1e4).ToArbitrary(), factor =>
            Agree(plain, Fit(vcov, weights, RobustReference.Frame.With(Rows.Number("trust", [.. trust.Select(value => value * factor)]))), factor)).Check(Config.QuickThrowOnFailure.WithMaxTest(4));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Permuted_names_of_communities_do_not_matter(string vcov, string weights)
    {
        var keys = ((TextColumn)RobustReference.Frame["community"]).Values;
        var renamed = RobustReference.Frame.With(Rows.Text("community", [.. keys.Select(key => new string([.. key.Reverse()]))]));
        // The bootstrap draws its signs in the order of the names, so another order is another draw.
        if (vcov != Vcov.Wild.Name) Agree(Fit(vcov, weights, RobustReference.Frame), Fit(vcov, weights, renamed), 1);
    }

    [Theory]
    [InlineData("classical")]
    [InlineData("CR0")]
    public void A_row_twice_gives_the_estimates_and_the_plain_sandwich_of_weight_two(string vcov)
    {
        var frame = RobustReference.Frame;
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, frame.Rows - 1), 40).ToArbitrary(), rows =>
        {
            int[] twice = [.. rows.Distinct()];
            var doubled = Fit(vcov, "", RobustReference.Pick(frame, [.. Enumerable.Range(0, frame.Rows), .. twice]));
            var weighted = Fit(vcov, "w", frame.With(Rows.Number("w", [.. Enumerable.Range(0, frame.Rows).Select(row => twice.Contains(row) ? 2.0 : 1)])));
            for (int j = 0; j < doubled.Terms.Length; j++)
            {
                CorrectDigits.Assert(Digits, doubled.Coefficients[j], weighted.Coefficients[j], "estimate");
                if (vcov == "CR0") CorrectDigits.Assert(Digits, doubled.StdErrors[j], weighted.StdErrors[j], "standard error");
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));
    }

    [Fact]
    public void Parts_of_communities_merged_back_give_the_same_errors()
    {
        var split = RobustReference.Statistics(Model, "", Vcov.CR2, second: "year");
        foreach (var vcov in Vcov.All.Where(kind => kind.ByCommunity || kind == Vcov.Classical))
            Agree(Fit(vcov.Name, "", RobustReference.Frame), LinearModel.Fit(new LinearSpec(Formula.Parse(Model), vcov) { Wild = Draws }, split), 1);
    }

    [Fact]
    public void Equal_weights_are_no_weights_for_every_kind()
    {
        var frame = RobustReference.Frame.With(Rows.Number("w", [.. Enumerable.Repeat(2.5, RobustReference.Frame.Rows)]));
        foreach (var vcov in Vcov.All) Agree(Fit(vcov.Name, "", frame), Fit(vcov.Name, "w", frame), 1);
    }

    private static LinearFit Fit(string vcov, string weights, Frame rows) => RobustReference.Fit(Model, weights, Vcov.Parse(vcov), rows, wild: Draws);

    private static bool Agree(LinearFit plain, LinearFit other, double factor)
    {
        for (int j = 0; j < plain.Terms.Length; j++)
        {
            double scale = plain.Terms[j] == "trust" ? factor : 1;
            CorrectDigits.Assert(Digits, other.Coefficients[j] * scale, plain.Coefficients[j], $"estimate of {plain.Terms[j]}");
            CorrectDigits.Assert(Digits, other.StdErrors[j] * scale, plain.StdErrors[j], $"error of {plain.Terms[j]}");
            CorrectDigits.Assert(Digits, other.TermDegreesOfFreedom[j], plain.TermDegreesOfFreedom[j], $"df of {plain.Terms[j]}");
            if (plain.Wild is { } wild) CorrectDigits.Assert(Digits, other.Wild!.PValues[j], wild.PValues[j], $"p of {plain.Terms[j]}");
        }
        return true;
    }
}
