using CoProduction.Analysis;

namespace CoProduction.Tests.Linear;

/// <summary>
/// The matrix of formulas × weights × covariances against R's lm and sandwich::vcovCL(type = "HC1", cadjust = TRUE). Both sides compute in double precision on designs
/// of condition below 1e4, so at least ten digits are common. A p value loses about log10(t²) digits of its statistic's.
/// </summary>
public class RReferenceTests
{
    private const double Digits = 10;
    private const double TailDigits = 8;

    // In the order of the R script.
    private static readonly string[] GlanceNames =
        ["r_squared", "adj_r_squared", "sigma", "f_statistic", "f_df1", "f_df2", "f_p_value", "log_likelihood", "aic", "bic", "nobs", "df_residual"];

    /// <summary>Index of each case of expected.json.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < RReference.Numbers.Cases.Length; i++)
        {
            var one = RReference.Numbers.Cases[i];
            cases.Add(i, $"{one.Formula} | {one.Weights} | {one.Vcov}");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fits_agree_with_R(int index, string described)
    {
        var expected = RReference.Numbers.Cases[index];
        var plan = RReference.Plan(expected.Formula);
        var roots = Rows.Reduce(plan, RReference.Frame, expected.Weights.Length > 0 ? expected.Weights : null, "community");
        var fit = LinearModel.Fit(new LinearSpec(plan.Formula, Vcov.Parse(expected.Vcov)), roots);
        Assert.Equal(expected.Terms, fit.Terms);
        Assert.Equal(expected.Df, fit.DegreesOfFreedom);
        var tidy = fit.Tidy();
        for (int i = 0; i < tidy.Length; i++) CheckTerm(expected, i, tidy[i], described);
        CheckGlance(expected, fit, described);
    }

    private static void CheckTerm(RReference.Case expected, int i, TidyRow row, string described)
    {
        string what = $"{described}: {row.Term}";
        CorrectDigits.Assert(Digits, row.Estimate, expected.Estimate[i], $"{what} estimate");
        CorrectDigits.Assert(Digits, row.StdError, expected.StdError[i], $"{what} standard error");
        CorrectDigits.Assert(Digits, row.Statistic, expected.Statistic[i], $"{what} statistic");
        CorrectDigits.Assert(TailDigits, row.PValue, expected.PValue[i], $"{what} p value");
        // A bound near 0 is a difference of larger numbers: its error is measured in standard errors.
        CorrectDigits.Assert(Digits, (row.ConfLow - expected.ConfLow[i]) / expected.StdError[i], 0, $"{what} lower bound");
        CorrectDigits.Assert(Digits, (row.ConfHigh - expected.ConfHigh[i]) / expected.StdError[i], 0, $"{what} upper bound");
    }

    private static void CheckGlance(RReference.Case expected, LinearFit fit, string described)
    {
        var glance = fit.Glance().ToDictionary(entry => entry.Name, entry => entry.Value);
        for (int i = 0; i < GlanceNames.Length; i++)
        {
            bool onlyIntercept = fit.Quality.FDf1 == 0;
            if (expected.Glance[i] is not { } truth) Assert.True(onlyIntercept && GlanceNames[i].StartsWith("f_", StringComparison.Ordinal), described);
            else if (onlyIntercept && GlanceNames[i].EndsWith("r_squared", StringComparison.Ordinal)) CorrectDigits.Assert(Digits, glance[GlanceNames[i]], 0, described);
            else CorrectDigits.Assert(GlanceNames[i] == "f_p_value" ? TailDigits : Digits, glance[GlanceNames[i]], truth, $"{described}: {GlanceNames[i]}");
        }
    }
}
