using CoProduction.Analysis;

namespace CoProduction.Tests.Mixed;

/// <summary>
/// Mixed models against lme4 and lmerTest. R's optimum is polished by Newton steps on lme4's deviance with numerical derivatives, whose error leaves about nine digits of θ where the deviance is steep;
/// seven are demanded, and eight of β, of its errors, and of σ, which hardly move with θ. The degrees of freedom rest on numerical second derivatives on R's side: six digits, of which the tail of a large t keeps fewer.
/// </summary>
public class MixedCertifiedTests
{
    private const double ThetaDigits = 7, Digits = 8, DfDigits = 6, TailDigits = 4.5;

    /// <summary>Index of each case of expected.json.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < MixedReference.Numbers.Cases.Length; i++)
        {
            var one = MixedReference.Numbers.Cases[i];
            cases.Add(i, $"{one.Formula} | {(one.Reml ? "REML" : "ML")} | {one.Weights}");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fits_agree_with_lme4(int index, string described)
    {
        var expected = MixedReference.Numbers.Cases[index];
        var fit = MixedReference.Fit(expected.Formula, MixedReference.Frame, expected.Weights.Length > 0 ? expected.Weights : null, spec => spec with { Reml = expected.Reml, ShowUnits = expected.Units.Length > 0 });
        Assert.Equal((expected.Nobs, expected.Singular, true), (fit.Rows, fit.Singular, fit.Converged));
        CheckTerms(expected, fit, described);
        CheckWhole(expected, fit, described);
        CheckRandom(expected, fit, described);
        CheckUnits(expected, fit, described);
    }

    internal static void CheckTerms(MixedReference.Case expected, MixedFit fit, string described)
    {
        Assert.Equal(expected.Terms, fit.Terms);
        var tidy = fit.Tidy();
        for (int i = 0; i < tidy.Length; i++)
        {
            // An estimate near zero is a difference of larger numbers: its error is measured in standard errors too.
            CorrectDigits.Assert(Digits, 1 + (tidy[i].Estimate - expected.Estimate[i]) / expected.StdError[i], 1, $"{described}: {tidy[i].Term} {tidy[i].Estimate:R} for {expected.Estimate[i]:R}");
            CorrectDigits.Assert(Digits - 1, tidy[i].Estimate, expected.Estimate[i], $"{described}: {tidy[i].Term}");
            CorrectDigits.Assert(Digits, tidy[i].StdError, expected.StdError[i], $"{described}: error of {tidy[i].Term}");
            CorrectDigits.Assert(DfDigits, tidy[i].Df, expected.Df[i], $"{described}: df of {tidy[i].Term}");
            CorrectDigits.Assert(TailDigits, tidy[i].PValue, expected.PValue[i], $"{described}: p of {tidy[i].Term}");
        }
    }

    internal static void CheckWhole(MixedReference.Case expected, MixedFit fit, string described)
    {
        CorrectDigits.Assert(Digits, fit.Sigma, expected.Sigma, $"{described}: sigma");
        CorrectDigits.Assert(11, fit.Criterion, expected.Criterion, $"{described}: criterion");
        CorrectDigits.Assert(11, fit.Aic, expected.Aic, $"{described}: AIC");
        CorrectDigits.Assert(11, fit.Bic, expected.Bic, $"{described}: BIC");
        for (int i = 0; i < fit.Theta.Length; i++) CorrectDigits.Assert(ThetaDigits, fit.Theta[i], expected.Theta[i], $"{described}: θ {i + 1}");
        if (expected.R2Marginal is { } marginal) CorrectDigits.Assert(ThetaDigits, fit.Explained?.Marginal, marginal, $"{described}: marginal R²");
        if (expected.R2Conditional is { } conditional) CorrectDigits.Assert(ThetaDigits, fit.Explained?.Conditional, conditional, $"{described}: conditional R²");
        if (expected.Weights.Length > 0) Assert.Null(fit.Explained);
    }

    internal static void CheckRandom(MixedReference.Case expected, MixedFit fit, string described)
    {
        foreach (var component in expected.Random)
        {
            // lme4 numbers the parts of one grouping: community, community.1.
            var ours = Assert.Single(fit.Random, one => component.Group.Split('.')[0] == one.Group && (component.Term ?? "") == one.Term && (component.With ?? "") == one.With);
            CorrectDigits.Assert(ThetaDigits - 0.5, ours.Variance, component.Variance, $"{described}: {component}");
            if (component.Variance != 0) CorrectDigits.Assert(ThetaDigits - 0.5, ours.StdDev ?? ours.Correlation, component.SdOrCorrelation, $"{described}: {component}");
        }
        Assert.Equal(expected.Random.Length, fit.Random.Length);
    }

    private static void CheckUnits(MixedReference.Case expected, MixedFit fit, string described)
    {
        Assert.Equal(expected.Units.Length, fit.Units.Length);
        var ours = fit.Units.ToDictionary(unit => (unit.Group, unit.Unit, unit.Term));
        foreach (var unit in expected.Units)
        {
            var found = ours[(unit.Group.Split('.')[0], unit.Name, unit.Term)];
            CorrectDigits.Assert(Digits - 1, 1 + (found.Deviation - unit.Deviation) / unit.StdDev, 1, $"{described}: {unit}");
            CorrectDigits.Assert(Digits - 1, found.StdDev, unit.StdDev, $"{described}: {unit}");
        }
    }

    [Fact]
    public void Likelihood_ratios_and_their_mixtures_agree()
    {
        foreach (var expected in MixedReference.Numbers.Comparisons)
        {
            var large = MixedReference.Reduce(expected.Large, MixedReference.Frame);
            var small = MixedReference.Reduce(expected.Small, MixedReference.Frame, groups: ["community", "subdistrict"]);
            var test = MixedModel.Fit(new MixedSpec(Formula.Parse(expected.Large)), large, against: small).Comparison!;
            Assert.Equal((expected.Df, expected.Variances), (test.Df, test.Variances));
            CorrectDigits.Assert(Digits, test.ChiSquared, expected.ChiSquared, expected.Small);
            CorrectDigits.Assert(DfDigits, test.PNaive, expected.Naive, expected.Small);
            if (expected.Mixture is { } mixture) CorrectDigits.Assert(DfDigits, test.PMixture, mixture, expected.Small);
            else Assert.Null(test.PMixture);
        }
    }

    [Fact]
    public void Simple_slopes_agree_with_contrasts_of_lmerTest()
    {
        var fit = MixedReference.Fit("y ~ x * w + (1 + x | community)", MixedReference.Frame, with: spec => spec with { Slopes = new SimpleSlopesSpec("x", "w", []) });
        var part = fit.Parts.Single(part => part.Name == "simple_slopes");
        foreach (var (expected, row) in MixedReference.Numbers.Slopes.Zip(part.Rows))
        {
            CorrectDigits.Assert(12, row[2].Number, expected.Moderator, "moderator");
            CorrectDigits.Assert(Digits, row[3].Number, expected.Estimate, "slope");
            CorrectDigits.Assert(Digits, row[4].Number, expected.StdError, "error");
            CorrectDigits.Assert(DfDigits, row[6].Number, expected.Df, "df");
            CorrectDigits.Assert(TailDigits, row[7].Number, expected.PValue, "p");
        }
        Assert.Equal(["-1 SD", "mean", "+1 SD"], part.Rows.Select(row => row[1].Text));
    }

    // Sums of squares: exact but for rounding; the null model's ICC is as good as its θ.
    [Fact]
    public void Intraclass_correlations_agree_with_multilevel()
    {
        foreach (var expected in MixedReference.Numbers.Icc)
        {
            var one = Assert.Single(MixedReference.Fit($"{expected.Outcome} ~ x + (1 | community)", MixedReference.Frame).Intraclass);
            CorrectDigits.Assert(11, one.Icc1Anova, expected.Icc1, expected.Outcome);
            CorrectDigits.Assert(11, one.Icc2Anova, expected.Icc2, expected.Outcome);
            if (expected.Model > 0) CorrectDigits.Assert(ThetaDigits, one.Icc1, expected.Model, expected.Outcome);
            CorrectDigits.Assert(12, one.DesignEffect, 1 + (one.MeanSize - 1) * one.Icc1!.Value, "design effect");
        }
    }

    [Fact]
    public void Agreement_within_groups_agrees_with_multilevel()
    {
        var expected = MixedReference.Numbers.Agreement;
        var row = Agreement("item4 ~ item1 + item2 + item3").Rows[0];
        Assert.Equal(expected.Groups, row[1].Number);
        CorrectDigits.Assert(12, row[2].Number, expected.Mean, "mean");
        CorrectDigits.Assert(12, row[3].Number, expected.Median, "median");
        CorrectDigits.Assert(12, 1 + row[4].Number, 1 + expected.Lowest, "lowest");
        CorrectDigits.Assert(12, row[5].Number, expected.Highest, "highest");
        CorrectDigits.Assert(12, Agreement("item1 ~ 1").Rows[0][2].Number, expected.Single, "one item");
    }

    private static FitPart Agreement(string items)
    {
        var spec = new MixedSpec(Formula.Parse("y ~ x + (1 | community)")) { AgreementOptions = 5 };
        var fit = MixedModel.Fit(spec, MixedReference.Reduce(spec.Formula.Text, MixedReference.Frame), MixedReference.Reduce(items, MixedReference.Frame, groups: ["community"]));
        return fit.Parts.Single(part => part.Name == "agreement");
    }
}
