using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.CoderAgreement;

/// <summary>
/// Published numbers: Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C (four observers, nominal alpha 0.743, three digits printed), and the two-coder files of
/// ThirdspaceUofT/intercoder-agreement-calculation with the numbers its page gives (the coefficients are sums of at most 762 ratios: twelve digits).
/// </summary>
public sealed class AgreementCertifiedTests
{
    private static readonly AgreementSpec NoDraws = new(Draws: 0);

    private static ImmutableArray<ImmutableArray<string?>> Units(params string[] coders) => [.. Enumerable.Range(0, coders[0].Length).Select(unit => coders.Select(ratings => ratings[unit] == '.' ? null : ratings[unit].ToString()).ToImmutableArray())];

    [Fact]
    public void Krippendorffs_four_observers_have_the_printed_alpha() =>
        CorrectDigits.Assert(3, Agreement.Fit(NoDraws, Units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")).Alpha, 0.743, "alpha");

    [Fact]
    public void Two_coders_of_762_units_have_the_published_numbers()
    {
        var result = Agreement.Fit(NoDraws, Read("coding/data1.csv", 1, 2));
        Assert.Equal((762, 2), (result.Units, result.Coders));
        CorrectDigits.Assert(12, result.Observed, 0.8070866141732284, "agreement");
        CorrectDigits.Assert(12, result.Alpha, 0.6722775059943613, "alpha");
        // Of two coders without gaps alpha = 1 - (1 - pi)(2n - 1)/(2n): the published alpha fixes pi. The page's own pi, 0.6720637639154207, contradicts its alpha in the sixth digit.
        CorrectDigits.Assert(12, result.Pi, 1 - (1 - 0.6722775059943613) * 1524 / 1523, "pi");
        CorrectDigits.Assert(5, result.Pi, 0.6720637639154207, "pi of the page");
    }

    [Theory]
    [InlineData(1, .76143)]
    [InlineData(2, .63999)]
    [InlineData(3, .68609)]
    [InlineData(4, .63912)]
    public void Kappa_of_each_label_is_the_published_one(int label, double kappa) => CorrectDigits.Assert(4.5, Agreement.Fit(NoDraws, Read("coding/data3.csv", label, label + 8)).Kappa, kappa, "kappa");

    [Fact]
    public void Order_of_units_and_coders_and_names_of_codes_do_not_matter() => Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 60).ToArray()).ToArbitrary(), order =>
    {
        var stream = new RandomStream(7);
        var units = Enumerable.Range(0, 60).Select(_ => { int truth = stream.Below(3); return ImmutableArray.Create($"{truth}", stream.Uniform() < 0.8 ? $"{truth}" : $"{stream.Below(3)}", stream.Uniform() < 0.2 ? null : $"{truth}"); }).ToImmutableArray();
        var turned = order.Select(unit => units[unit].Reverse().Select(rating => rating is null ? null : "code " + rating).ToImmutableArray()).ToImmutableArray();
        var (one, two) = (Agreement.Fit(NoDraws, units), Agreement.Fit(NoDraws, turned));
        CorrectDigits.Assert(13, two.Alpha, one.Alpha!.Value, "alpha");
        CorrectDigits.Assert(13, two.Observed, one.Observed, "observed");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void The_interval_is_seeded_holds_alpha_and_shrinks_with_units()
    {
        var units = Read("coding/data1.csv", 1, 2);
        var (one, again, few) = (Agreement.Fit(new AgreementSpec(500), units), Agreement.Fit(new AgreementSpec(500), units), Agreement.Fit(new AgreementSpec(500), units[..80]));
        Assert.Equal((one.Low, one.High), (again.Low, again.High));
        Assert.True(one.Low < one.Alpha && one.Alpha < one.High && one.High - one.Low < few.High - few.Low);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused_or_left_open()
    {
        Assert.Null(Agreement.Fit(NoDraws, Units("1111", "1111")).Alpha);
        Assert.Equal(1, Agreement.Fit(NoDraws, Units("1212", "1212")).Alpha);
        Assert.Contains("second coder", Assert.Throws<StudyException>(() => Agreement.Fit(NoDraws, Units("11", ".."))).Fault.Mend, StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => Agreement.Fit(new AgreementSpec(5), Units("12", "12")));
        Assert.Throws<StudyException>(() => Agreement.Fit(new AgreementSpec(Level: 1), Units("12", "12")));
        Assert.Throws<StudyException>(() => Agreement.Fit(NoDraws, [["1", "1"], ["1"]]));
    }

    private static ImmutableArray<ImmutableArray<string?>> Read(string file, int first, int second) =>
        [.. File.ReadLines(RealFiles.Path(file)).Skip(1).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).Select(cells => ImmutableArray.Create<string?>(cells[first], cells[second]))];
}
