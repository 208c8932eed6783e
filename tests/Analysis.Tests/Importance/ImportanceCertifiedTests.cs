using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Describing;

namespace CoProduction.Tests.Dividing;

/// <summary>LMG and dominance against brute force in R and the published figures of relaimpo.</summary>
public sealed class ImportanceCertifiedTests
{
    private const string Mixed = "y ~ a + kind + poly(age, 2) + b + c";

    // R² as one minus a share of residuals on both sides.
    private const double Digits = 9;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "importance", "expected.json"))).RootElement;

    private static readonly Frame Rows = DescribeRows.Of("importance"), Swiss = DescribeRows.Of("importance", "swiss.csv");

    [Fact]
    public void Swiss_has_the_figures_that_relaimpo_prints()
    {
        // relaimpo's calc.relimp(lm(Fertility ~ ., swiss), type = "lmg"), parts and shares, as quoted to 13 digits in the tests of a public Python package that compares itself with it; weighted with w = 1 + (1:47 %% 3).
        const string formula = "Fertility ~ Agriculture + Examination + Education + Catholic + Infant_Mortality";
        var fit = ImportanceRows.Fit(Swiss, formula);
        CorrectDigits.Assert(11, fit.RSquared, 0.706735001593, "R²");
        Same(10, [0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265], fit.Predictors.Select(one => one.Lmg));
        Same(10, [0.0807816517357, 0.2422025632160, 0.3680795178364, 0.1493772773891, 0.1595589898228], fit.Predictors.Select(one => one.Relative));
        var weighted = ImportanceRows.Fit(Swiss.With([new NumberColumn("w", [.. Enumerable.Range(1, 47).Select(r => 1.0 + r % 3)], [])]), formula, weights: "w");
        Same(10, [0.0518208063017, 0.1549452302086, 0.2559770835712, 0.1019573530969, 0.1296324182449], weighted.Predictors.Select(one => one.Lmg));
        Check(fit, Expected.GetProperty("swiss"));
    }

    [Fact]
    public void Terms_of_several_columns_are_one_predictor_as_in_brute_force() => Check(ImportanceRows.Fit(Rows, Mixed), Expected.GetProperty("mixed"));

    [Fact]
    public void Weights_are_those_of_lm() => Check(ImportanceRows.Fit(Rows, Mixed, weights: "w"), Expected.GetProperty("weighted"));

    // Other random numbers than R's, 400 draws there: each deviation is good to 3.5 %, the difference to 4 %; four times that.
    [Theory]
    [InlineData("rows_sd", null, "percentile intervals from 2000 draws of rows")]
    [InlineData("communities_sd", "community", "percentile intervals from 2000 draws of communities")]
    public void Bootstraps_spread_as_in_R(string kind, string? cluster, string words)
    {
        // R's script draws from the rows that are complete in all variables.
        var complete = Rows.Picked([.. Enumerable.Range(0, Rows.Rows).Where(r => Rows.Columns.All(column => !column.IsMissing(r) && column.Text(r).Length > 0))]);
        var fit = ImportanceRows.Fit(complete, "y ~ a + kind + b", cluster: cluster, draws: 2000);
        double[] truth = [.. Expected.GetProperty(kind).EnumerateArray().Select(one => one.GetDouble())];
        for (int i = 0; i < truth.Length; i++) Assert.Equal(1, fit.Predictors[i].StdError!.Value / truth[i], 0.16);
        Assert.EndsWith(words, fit.Provenance.Method, StringComparison.Ordinal);
        Assert.All(fit.Predictors, one => Assert.True(one.ConfLow < one.Lmg && one.Lmg < one.ConfHigh));
    }

    private static void Check(ImportanceFit fit, JsonElement truth)
    {
        Assert.Equal(truth.GetProperty("terms").EnumerateArray().Select(one => one.GetString()!.Replace(" ", "", StringComparison.Ordinal)), fit.Predictors.Select(one => one.Term.Replace(" ", "", StringComparison.Ordinal)));
        CorrectDigits.Assert(Digits, fit.RSquared, truth.GetProperty("r2").GetDouble(), "R²");
        Same(Digits, Numbers(truth, "lmg"), fit.Predictors.Select(one => one.Lmg));
        Same(8, Numbers(truth, "first"), fit.Predictors.Select(one => one.First));
        Same(8, Numbers(truth, "last"), fit.Predictors.Select(one => one.Last));
        for (int i = 0; i < fit.Predictors.Length; i++) Same(8, [.. truth.GetProperty("by_size")[i].EnumerateArray().Select(one => one.GetDouble())], fit.Predictors[i].BySize);
        string[] terms = [.. fit.Predictors.Select(one => one.Term)];
        foreach (var pair in fit.Dominance)
            Assert.Equal(truth.GetProperty("complete")[Array.IndexOf(terms, pair.First)][Array.IndexOf(terms, pair.Second)].GetBoolean(), pair.Complete);
        Assert.Equal(terms.Length * (terms.Length - 1) / 2, fit.Dominance.Length);
    }

    private static void Same(double digits, double[] truth, IEnumerable<double> found)
    {
        double[] ours = [.. found];
        Assert.Equal(truth.Length, ours.Length);
        for (int i = 0; i < truth.Length; i++) CorrectDigits.Assert(digits, ours[i], truth[i], $"number {i}");
    }

    private static double[] Numbers(JsonElement at, string name) => [.. at.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];
}
