using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Linear;

/// <summary>
/// NIST's certified regressions, whole and split over communities. The digits demanded follow from the condition number κ of the column-scaled design: a stable
/// method keeps about 16 - log10 κ of them (Filip: κ near 1e9; every community's root is rounded once more, so seven keep half a digit less). Standard errors lose as many; the residual sum of squares, being the square of a length, hardly any.
/// </summary>
public class CertifiedTests
{
    private sealed record Set(string Formula, double[] Estimates, double[] StdErrors, double Sigma, double RSquared, long ResidualDf, double ResidualSumOfSquares, double[][] Rows);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Set, communities, digits of the estimates, of the standard errors, of the residual sum of squares.</summary>
    public static TheoryData<string, int, double, double, double> Sets()
    {
        var sets = new TheoryData<string, int, double, double, double>();
        foreach (int communities in new[] { 1, 3, 7 })
        {
            sets.Add("Longley", communities, 10, 10, 10);
            sets.Add("Filip", communities, communities == 7 ? 6.5 : 7, communities == 7 ? 6.5 : 7, 7);
            sets.Add("Wampler4", communities, 7, 10, 10);
            sets.Add("NoInt1", communities, 13, 13, 13);
            sets.Add("Norris", communities, 11, 12, 12);
            sets.Add("Pontius", communities, 10, 10, 10);
        }
        return sets;
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Certified_values_are_met(string name, int communities, double estimates, double errors, double residual)
    {
        var set = Read(name);
        var fit = Fit(set, communities);
        Assert.Equal(set.ResidualDf, fit.Quality.ResidualDf);
        CorrectDigits.Assert(residual, fit.Quality.ResidualSumOfSquares, set.ResidualSumOfSquares, "RSS");
        CorrectDigits.Assert(residual, fit.Sigma, set.Sigma, "sigma");
        CorrectDigits.Assert(residual, fit.RSquared, set.RSquared, "R²");
        for (int i = 0; i < fit.Terms.Length; i++)
        {
            CorrectDigits.Assert(estimates, fit.Coefficients[i], set.Estimates[i], fit.Terms[i]);
            CorrectDigits.Assert(errors, fit.StdErrors[i], set.StdErrors[i], $"standard error of {fit.Terms[i]}");
        }
    }

    // The data of Wampler1 are fitted exactly: the certified errors are 0, and what remains is rounding of outcomes up to 4e6.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void An_exact_polynomial_is_found_and_said_to_be_exact(int communities)
    {
        var fit = Fit(Read("Wampler1"), communities);
        foreach (double estimate in fit.Coefficients) CorrectDigits.Assert(7, estimate, 1, "Wampler1");
        foreach (double error in fit.StdErrors) CorrectDigits.Assert(7, error, 0, "standard error");
        CorrectDigits.Assert(15, fit.RSquared, 1, "R²");
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("exactly", StringComparison.Ordinal));
    }

    private static LinearFit Fit(Set set, int communities)
    {
        var columns = Enumerable.Range(0, set.Rows[0].Length).Select(c => Rows.Number(c == 0 ? "y" : "x" + c, [.. set.Rows.Select(row => row[c])]));
        var frame = new Frame([.. columns, new TextColumn("g", Rows.Keys(set.Rows.Length, communities), [])]);
        return Rows.Fit(set.Formula, frame, cluster: "g");
    }

    private static Set Read(string name) =>
        JsonSerializer.Deserialize<Set>(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "linear", "nist", name + ".json")), Camel)!;
}
