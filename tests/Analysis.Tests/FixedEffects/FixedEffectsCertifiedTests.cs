using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.FixedEffects;

/// <summary>
/// Absorbed effects against R's lm with all effects as dummies: sandwich's errors times the factor that fixest documents, clubSandwich's CR2 and CR3. One and two ways, weighted or
/// not, nested in and crossed with the clusters. Double precision on both sides, the design with dummies has a condition below 1e3: ten digits.
/// </summary>
public sealed class FixedEffectsCertifiedTests
{
    private const double Digits = 10;
    private const double TailDigits = 8;

    private sealed record Case(
        string[] Absorbed, string Weights, string Vcov, string[] Clusters, string[] Terms, double[] Estimate, double[] StdError, double[] Df, double[] PValue, double R2, double Adj, double Within, double Sigma);

    private sealed record Expected(Case[] Cases);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static readonly Expected Numbers = JsonSerializer.Deserialize<Expected>(File.ReadAllText(PathOf("expected.json")), Camel)!;

    /// <summary>Index of each case.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < Numbers.Cases.Length; i++)
        {
            var one = Numbers.Cases[i];
            cases.Add(i, $"{string.Join("+", one.Absorbed)} | {one.Weights} | {one.Vcov} by {string.Join("+", one.Clusters)}");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fits_agree_with_all_effects_as_dummies(int index, string described)
    {
        var expected = Numbers.Cases[index];
        var fit = FixedRows.Fit($"y ~ trust + kind | {string.Join(" + ", expected.Absorbed)}", FixedRows.Reference, expected.Weights.Length > 0 ? expected.Weights : null, Vcov.Parse(expected.Vcov),
            expected.Clusters[0], expected.Clusters.Length > 1 ? expected.Clusters[1] : null);
        Assert.Equal(expected.Terms, fit.Terms);
        var tidy = fit.Tidy();
        for (int i = 0; i < tidy.Length; i++)
        {
            CorrectDigits.Assert(Digits, tidy[i].Estimate, expected.Estimate[i], $"{described}: {tidy[i].Term}");
            CorrectDigits.Assert(Digits, tidy[i].StdError, expected.StdError[i], $"{described}: error of {tidy[i].Term}");
            CorrectDigits.Assert(Digits, tidy[i].Df, expected.Df[i], $"{described}: df of {tidy[i].Term}");
            CorrectDigits.Assert(TailDigits, tidy[i].PValue, expected.PValue[i], $"{described}: p of {tidy[i].Term}");
        }
        CorrectDigits.Assert(Digits, fit.Quality.RSquared, expected.R2, $"{described}: R²");
        CorrectDigits.Assert(Digits, fit.Quality.AdjRSquared, expected.Adj, $"{described}: adjusted R²");
        CorrectDigits.Assert(Digits, fit.Quality.WithinRSquared, expected.Within, $"{described}: within R²");
        CorrectDigits.Assert(Digits, fit.Quality.Sigma, expected.Sigma, $"{described}: sigma");
    }

    internal static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "fixed-effects", file);
}

/// <summary>Rows for the tests of absorbed effects.</summary>
internal static class FixedRows
{
    private static readonly Variable Kind = new("kind", ["a", "b", "c"]);

    internal static Frame Reference { get; } = new([.. ReferenceFile.Columns(FixedEffectsCertifiedTests.PathOf("input.csv")).Select(column => column.Name is "community" or "district" or "kind" or "year" or "team"
        ? (Column)Rows.Text(column.Name, column.Cells)
        : Rows.Number(column.Name, [.. column.Cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]))]);

    internal static FixedEffectsFit Fit(string formula, Frame rows, string? weights = null, Vcov? vcov = null, string? cluster = null, string? second = null)
    {
        var spec = new FixedEffectsSpec(Formula.Parse(formula), vcov, cluster) { SecondCluster = second };
        return FixedEffectsModel.Fit(spec, Reduce(spec, rows, weights));
    }

    internal static CommunityRoots Reduce(FixedEffectsSpec spec, Frame rows, string? weights, params string[] cut)
    {
        var accumulator = new RootsAccumulator(Rows.Plan(spec.Formula.Text, Kind), weights, spec.Cluster, [.. spec.Groups, .. cut]);
        accumulator.Add(rows);
        return accumulator.Finish();
    }
}
