using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Absent;

/// <summary>Little's test and the moments by EM against R (tests/Reference/missing), and against the published figures of naniar.</summary>
public sealed class MissingCertifiedTests
{
    // Both sides run EM until a step changes less than 1e-12 (1e-14 in R) of a standard deviation; what is left is that times 1 / (1 - rate), the rate near 0.9.
    private const double Digits = 9;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "missing", "expected.json"))).RootElement;

    [Theory]
    [InlineData("airquality")]
    [InlineData("survey")]
    public void Little_agrees_with_R(string name)
    {
        var (expected, little) = (Expected.GetProperty(name), MissingRows.Fit(Rows(name)).Little!);
        CorrectDigits.Assert(Digits, little.Statistic, expected.GetProperty("statistic").GetDouble(), "d²");
        CorrectDigits.Assert(Digits, little.PValue, expected.GetProperty("p").GetDouble(), "p");
        Assert.Equal((expected.GetProperty("df").GetInt32(), expected.GetProperty("patterns").GetInt32()), (little.Df, little.Patterns));
        foreach (var (mean, truth) in little.Means.Zip(Numbers(expected, "mu"))) CorrectDigits.Assert(Digits, mean, truth, "mean");
        double[] covariance = Numbers(expected, "s");
        // A covariance near 0 is compared in units of the standard deviations.
        int q = little.Variables.Length;
        for (int at = 0; at < covariance.Length; at++)
        {
            double unit = Math.Sqrt(covariance[at / q * (q + 1)] * covariance[at % q * (q + 1)]);
            CorrectDigits.Assert(Digits, 1 + little.Covariance.Values[at] / unit, 1 + covariance[at] / unit, "covariance");
        }
    }

    // naniar's norm stops when a step changes 1e-4, so its figures have about six digits.
    [Fact]
    public void Little_agrees_with_the_published_figures_of_naniar()
    {
        var little = MissingRows.Fit(Rows("airquality")).Little!;
        CorrectDigits.Assert(5.5, little.Statistic, 35.1061288689702, "d²");
        CorrectDigits.Assert(4.5, little.PValue, 0.00141778113856683, "p");
        Assert.Equal((14, 4), (little.Df, little.Patterns));
    }

    private static double[] Numbers(JsonElement at, string name) => [.. at.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    private static Frame Rows(string name) => new([.. ReferenceFile.Columns(Path.Combine(RealFiles.Root, "tests", "Reference", "missing", $"{name}.csv")).Select(column => (Column)new NumberColumn(column.Name,
        [.. column.Cells.Select(cell => cell == "NA" ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], [.. column.Cells.Select(cell => cell == "NA" ? MissingReason.Blank : MissingReason.Present)]))]);
}
