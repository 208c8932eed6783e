using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Linear.Robust;
using CoProduction.Tests.Mixed;

namespace CoProduction.Tests.Linear;

/// <summary>
/// A second opinion besides R's: least squares and mixed models against Python's statsmodels (tests/Reference/statsmodels). Coefficients are matched by name, for patsy puts categories first.
/// </summary>
public sealed class StatsmodelsTests
{
    // statsmodels solves by the pseudoinverse of X, with condition numbers of about 1e3 here.
    private const double Digits = 10;

    // Tails of t beyond 1e-30 lose about log10(t²) digits.
    private const double TailDigits = 8;

    // statsmodels' optimum is followed by Newton steps on numerical slopes of its likelihood, good to about 1e-8 of the root of a variance.
    private const double MixedDigits = 7, VarianceDigits = 6;

    internal sealed record Case(
        string Formula, string Weights, string Vcov, string[] Clusters, string[] Terms, double[] Estimate, double?[] StdError, double Df, double?[] PValue, double?[] ConfLow, double?[] ConfHigh, double R2, long Nobs, bool Definite);

    internal sealed record MixedCase(string Formula, bool Reml, string[] Terms, double[] Estimate, double[] StdError, double Sigma, double[][] Covariance, double LogLikelihood, double[] Reported, long Nobs);

    internal sealed record Expected(string Versions, Case[] Cases, MixedCase[] Mixed);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static Expected Numbers { get; } = JsonSerializer.Deserialize<Expected>(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "statsmodels", "expected.json")), Camel)!;

    /// <summary>Index of each linear case.</summary>
    public static TheoryData<int, string> Cases() => Indexed(Numbers.Cases, one => $"{one.Formula} | {one.Weights} | {one.Vcov} {string.Join(' ', one.Clusters)}");

    /// <summary>Index of each mixed case.</summary>
    public static TheoryData<int, string> MixedCases() => Indexed(Numbers.Mixed, one => $"{one.Formula} | {(one.Reml ? "REML" : "ML")}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Least_squares_agree_with_statsmodels(int index, string described)
    {
        var expected = Numbers.Cases[index];
        var fit = RobustReference.Fit(expected.Formula, expected.Weights, Vcov.Parse(expected.Vcov), second: expected.Clusters.ElementAtOrDefault(1));
        Assert.Equal((expected.Nobs, expected.Terms.Length), (fit.Rows, fit.Tidy().Length));
        CorrectDigits.Assert(Digits, 1 + fit.RSquared - expected.R2, 1, $"{described}: R²");
        foreach (var row in fit.Tidy())
        {
            int i = Array.IndexOf(expected.Terms, row.Term);
            Assert.True(i >= 0, $"{described}: statsmodels has no {row.Term}");
            CorrectDigits.Assert(Digits, row.Estimate, expected.Estimate[i], $"{described}: {row.Term}");
            // statsmodels leaves a two-way covariance with negative eigenvalues as it is, even negative variances; ours is repaired as sandwich's is, and says so.
            if (expected.Definite) CheckErrors(row, expected, i, described);
        }
        Assert.Equal(!expected.Definite, fit.Cautions.Any(caution => caution.En.Contains("negative eigenvalues", StringComparison.Ordinal)));
    }

    private static void CheckErrors(TidyRow row, Case expected, int i, string described)
    {
        double error = expected.StdError[i]!.Value;
        CorrectDigits.Assert(Digits, row.StdError, error, $"{described}: error of {row.Term}");
        Assert.Equal(expected.Df, row.Df);
        CorrectDigits.Assert(TailDigits, row.PValue, expected.PValue[i]!.Value, $"{described}: p of {row.Term}");
        // An end near zero is a difference of larger numbers: measured in standard errors.
        CorrectDigits.Assert(Digits, 1 + (row.ConfLow - expected.ConfLow[i]) / error, 1, $"{described}: lower end of {row.Term}");
        CorrectDigits.Assert(Digits, 1 + (row.ConfHigh - expected.ConfHigh[i]) / error, 1, $"{described}: upper end of {row.Term}");
    }

    [Theory]
    [MemberData(nameof(MixedCases))]
    public void Mixed_models_agree_with_statsmodels(int index, string described)
    {
        var expected = Numbers.Mixed[index];
        var fit = MixedReference.Fit(expected.Formula, MixedReference.Frame, with: spec => spec with { Reml = expected.Reml });
        Assert.Equal((expected.Nobs, expected.Terms.Length), (fit.Rows, fit.Terms.Length));
        foreach (var row in fit.Tidy())
        {
            int i = Array.IndexOf(expected.Terms, row.Term);
            Assert.True(i >= 0, $"{described}: statsmodels has no {row.Term}");
            CorrectDigits.Assert(MixedDigits, 1 + (row.Estimate - expected.Estimate[i]) / expected.StdError[i], 1, $"{described}: {row.Term}");
            CorrectDigits.Assert(MixedDigits, row.StdError, expected.StdError[i], $"{described}: error of {row.Term}");
            // What statsmodels' own optimiser left: a few of 1e-5 standard errors.
            CorrectDigits.Assert(3, 1 + (row.Estimate - expected.Reported[i]) / expected.StdError[i], 1, $"{described}: {row.Term} as reported");
        }
        CorrectDigits.Assert(MixedDigits, fit.Sigma, expected.Sigma, $"{described}: sigma");
        for (int i = 0; i < expected.Covariance.Length; i++)
            CorrectDigits.Assert(VarianceDigits, fit.Random.Where(part => part.With == "" && part.Group != "Residual").ElementAt(i).Variance, expected.Covariance[i][i], $"{described}: variance {i + 1}");
        CorrectDigits.Assert(Digits, fit.Criterion, -2 * expected.LogLikelihood, $"{described}: criterion");
    }

    private static TheoryData<int, string> Indexed<T>(T[] cases, Func<T, string> described)
    {
        var data = new TheoryData<int, string>();
        for (int i = 0; i < cases.Length; i++) data.Add(i, described(cases[i]));
        return data;
    }
}
