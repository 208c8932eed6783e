using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>Means of parts of a sample against R's survey (tests/Reference/scales/domains.R).</summary>
public sealed class DomainMeansTests
{
    // Sums of about 120 rows: all but the last few of 16 digits must agree.
    private const int Digits = 12;

    private readonly string[] _lines = [.. File.ReadLines(Path.Combine(RealFiles.Root, "tests", "Reference", "scales", "scales.csv")).Skip(1)];

    [Fact]
    public void Domains_across_clusters_and_within_strata_agree_with_svyby()
    {
        var expected = ReferenceFile.Values("scales/domains.csv");
        var across = Means([.. Enumerable.Range(0, _lines.Length).Select(row => row % 4)], 4);
        for (int i = 0; i < 4; i++) Check(across[i], expected, $"across{i}");
        var within = Means([.. Cells(5).Select(stratum => stratum[0] - 'a')], 3);
        for (int i = 0; i < 3; i++) Check(within[i], expected, $"within_{(char)('a' + i)}");
    }

    [Fact]
    public void One_domain_of_all_is_the_mean_of_the_whole_by_the_design_and_an_empty_domain_has_none()
    {
        var means = Means(new int[_lines.Length], 2);
        Assert.Equal((118, 24, 21), (means[0].Rows, means[0].Units, means[0].Df));
        Assert.Equal(new DesignMean(null, null, 0, 0, 0), means[1]);
    }

    // qnorm(1 - 0.025/m) / qnorm(0.975) in R 4.2.2.
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(6, 1.3460743637572)]
    [InlineData(66, 1.7183209521184)]
    public void The_largest_of_several_differences_has_a_wider_interval(int comparisons, double widening) => CorrectDigits.Assert(10, Comparisons.Widening(comparisons), widening, "widening");

    private System.Collections.Immutable.ImmutableArray<DesignMean> Means(int[] domains, int count)
    {
        string[] cluster = Cells(6), stratum = Cells(5), names = [.. cluster.Distinct()];
        int[] units = [.. cluster.Select(name => Array.IndexOf(names, name))], strata = [.. names.Select(name => stratum[Array.IndexOf(cluster, name)][0] - 'a')];
        return DomainMeans.Of(Numbers(1), Numbers(4), units, strata, domains, count);
    }

    private static void Check(DesignMean mean, Dictionary<string, double> expected, string name)
    {
        CorrectDigits.Assert(Digits, mean.Estimate, expected[$"{name}_mean"], $"{name}_mean");
        CorrectDigits.Assert(Digits, mean.StdError, expected[$"{name}_se"], $"{name}_se");
    }

    private string[] Cells(int at) => [.. _lines.Select(line => line.Split(',')[at])];

    private double[] Numbers(int at) => [.. Cells(at).Select(cell => cell == "NA" ? double.NaN : double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
}
