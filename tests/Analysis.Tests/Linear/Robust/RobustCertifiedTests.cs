using CoProduction.Analysis;

namespace CoProduction.Tests.Linear.Robust;

/// <summary>
/// HC0 to HC3 and two-way clustering against sandwich, CR2 and CR3 with Satterthwaite degrees of freedom against clubSandwich, joint tests against both, the diagnostics against
/// car and lm. Both sides compute in double precision on designs of condition below 1e3: at least ten digits are common; the committed numbers have fifteen. A p value loses
/// about log10(t²) digits of its statistic's; a two-way covariance is a difference, and one that was repaired loses what its eigenvalues cancel.
/// </summary>
public sealed class RobustCertifiedTests
{
    private const double Digits = 10;
    private const double TailDigits = 8;

    /// <summary>Index of each case.</summary>
    public static TheoryData<int, string> Cases() => Indexed(RobustReference.Numbers.Cases, one => $"{one.Formula} | {one.Weights} | {one.Vcov} by {string.Join("+", one.Clusters)}");

    /// <summary>Index of each joint test.</summary>
    public static TheoryData<int, string> Joints() => Indexed(RobustReference.Numbers.Joint, one => $"{one.Formula} | {one.Weights} | {one.Vcov}: {one.Term}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Robust_errors_agree_with_R(int index, string described)
    {
        var expected = RobustReference.Numbers.Cases[index];
        var fit = RobustReference.Fit(expected.Formula, expected.Weights, Vcov.Parse(expected.Vcov), second: expected.Clusters.Length > 1 ? expected.Clusters[1] : null);
        Assert.Equal(expected.Terms, fit.Terms);
        var tidy = fit.Tidy();
        for (int i = 0; i < tidy.Length; i++)
        {
            string what = $"{described}: {tidy[i].Term}";
            CorrectDigits.Assert(Digits, tidy[i].Estimate, expected.Estimate[i], $"{what} estimate");
            CorrectDigits.Assert(Digits, tidy[i].StdError, expected.StdError[i], $"{what} standard error");
            CorrectDigits.Assert(Digits, tidy[i].Df, expected.Df[i], $"{what} degrees of freedom");
            CorrectDigits.Assert(TailDigits, tidy[i].PValue, expected.PValue[i], $"{what} p value");
            CorrectDigits.Assert(Digits, (tidy[i].ConfLow - expected.ConfLow[i]) / expected.StdError[i], 0, $"{what} lower bound");
            CorrectDigits.Assert(Digits, (tidy[i].ConfHigh - expected.ConfHigh[i]) / expected.StdError[i], 0, $"{what} upper bound");
        }
    }

    [Theory]
    [MemberData(nameof(Joints))]
    public void Joint_tests_agree_with_R(int index, string described)
    {
        var expected = RobustReference.Numbers.Joint[index];
        var fit = RobustReference.Fit(expected.Formula, expected.Weights, Vcov.Parse(expected.Vcov));
        var test = WaldTest.ByTerm(fit).Single(one => one.Term == expected.Term);
        Assert.Equal(expected.Df1, test.Df1);
        CorrectDigits.Assert(Digits, test.Wald, expected.Chi, $"{described} chi-squared");
        CorrectDigits.Assert(TailDigits, test.WaldPValue, expected.PChi, $"{described} chi-squared p");
        CorrectDigits.Assert(Digits, test.F, expected.F, $"{described} F");
        CorrectDigits.Assert(Digits, test.Df2, expected.Df2, $"{described} df");
        CorrectDigits.Assert(TailDigits, test.PValue, expected.P, $"{described} p");
    }

    [Fact]
    public void Variance_inflation_and_condition_agree_with_car_and_kappa()
    {
        foreach (var expected in RobustReference.Numbers.Inflation)
        {
            var conditioning = Conditioning.Of(RobustReference.Fit(expected.Formula, expected.Weights));
            Assert.Equal(expected.Terms, conditioning.Terms.Select(term => term.Term));
            Assert.Equal(expected.Df, conditioning.Terms.Select(term => (double)term.Df));
            for (int i = 0; i < expected.Terms.Length; i++) CorrectDigits.Assert(Digits, conditioning.Terms[i].Gvif, expected.Gvif[i], $"{expected.Formula}: GVIF of {expected.Terms[i]}");
            CorrectDigits.Assert(Digits, conditioning.Kappa, expected.Kappa, $"{expected.Formula}: condition");
            CorrectDigits.Assert(Digits, conditioning.ScaledKappa, expected.Scaled, $"{expected.Formula}: scaled condition");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("w")]
    public void Steps_agree_with_anova(string weights)
    {
        var expected = RobustReference.Numbers.Steps.Where(step => step.Weights == weights).ToArray();
        var steps = HierarchicalStep.Of(RobustReference.Fit("y ~ trust + efficacy + kind + share", weights), [["trust"], ["efficacy", "kind"]]);
        Assert.Equal(["trust", "efficacy + kind", "share"], steps.Select(step => step.Terms));
        for (int i = 0; i < steps.Length; i++)
        {
            var (step, truth) = (steps[i], expected[i + 1]);
            CorrectDigits.Assert(Digits, step.RSquared, truth.R2, "R²");
            CorrectDigits.Assert(Digits, step.AdjRSquared, truth.Adj, "adjusted R²");
            // A difference of two R², so the committed fifteen digits lose what they share.
            CorrectDigits.Assert(Digits, step.Change - (truth.R2 - expected[i].R2), 0, "change of R²");
            CorrectDigits.Assert(Digits, step.FChange, truth.F!.Value, "F change");
            CorrectDigits.Assert(TailDigits, step.PValue, truth.P!.Value, "p");
            Assert.Equal((truth.Df1!.Value, (long)truth.Df2), (step.Df1, step.Df2));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("w")]
    public void Leaving_one_community_out_agrees_with_fits_without_it(string weights)
    {
        var influence = CommunityInfluence.Of(RobustReference.Fit("y ~ trust + efficacy + kind + share", weights));
        var expected = RobustReference.Numbers.Influence.Where(entry => entry.Weights == weights).ToArray();
        Assert.Equal(expected.Select(entry => entry.Community), influence.Select(entry => entry.Community));
        foreach (var (entry, truth) in influence.Zip(expected))
        {
            // A Cook's distance is the square of a difference of estimates: near 0 it keeps fewer digits in R, which refits.
            CorrectDigits.Assert(9, entry.CooksDistance, truth.Cook, $"{entry.Community}: Cook's distance");
            for (int j = 0; j < truth.Without.Length; j++)
            {
                CorrectDigits.Assert(Digits, entry.Without!.Value[j], truth.Without[j], $"{entry.Community}: estimate {j} without");
                CorrectDigits.Assert(Digits, entry.Dfbetas!.Value[j] - truth.Dfbetas[j], 0, $"{entry.Community}: DFBETAS {j}");
            }
        }
    }

    [Fact]
    public void The_U_test_agrees_with_Lind_and_Mehlum_written_out_in_R()
    {
        var range = new RangeAccumulator(RobustReference.Plan("y ~ trust + I(trust^2) + efficacy"), null, "community", "trust");
        range.Add(RobustReference.Frame);
        foreach (var expected in RobustReference.Numbers.Utest)
        {
            var test = UTest.Of(RobustReference.Fit("y ~ trust + I(trust^2) + efficacy", "", Vcov.Parse(expected.Vcov)), "trust", range.Range);
            Assert.Equal((expected.Low, expected.High), (test.Low, test.High));
            double[] actual = [test.LowSlope, test.HighSlope, test.LowError, test.HighError, test.Extremum], truth = [.. expected.Slopes, .. expected.Errors, expected.Extremum];
            for (int i = 0; i < truth.Length; i++) CorrectDigits.Assert(Digits, actual[i], truth[i], $"{expected.Vcov}: value {i}");
            CorrectDigits.Assert(TailDigits, test.LowPValue, expected.P[0], "p at the low end");
            CorrectDigits.Assert(TailDigits, test.HighPValue, expected.P[1], "p at the high end");
            CorrectDigits.Assert(TailDigits, test.PValue, expected.Overall, "p");
            Assert.Equal(expected.Fieller[0] is null, test.FiellerLow is null);
            if (expected.Fieller[0] is { } low) CorrectDigits.Assert(Digits, test.FiellerLow, low, "Fieller");
            if (expected.Fieller[1] is { } high) CorrectDigits.Assert(Digits, test.FiellerHigh, high, "Fieller");
        }
    }

    [Fact]
    public void Effective_communities_agree_with_their_definition_over_the_rows()
    {
        var fit = RobustReference.Fit("y ~ trust + efficacy + kind + share");
        var balance = ClusterBalance.Of(fit.Solution, fit.Roots);
        CorrectDigits.Assert(Digits, balance.SizeVariation, RobustReference.Numbers.Balance.Cv, "coefficient of variation");
        for (int j = 0; j < fit.Terms.Length; j++) CorrectDigits.Assert(Digits, balance.Effective[j], RobustReference.Numbers.Balance.Effective[j], fit.Terms[j]);
    }

    private static TheoryData<int, string> Indexed<T>(T[] all, Func<T, string> described)
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < all.Length; i++) cases.Add(i, described(all[i]));
        return cases;
    }
}
