namespace CoProduction.Analysis;

/// <summary>The signs and the order of factors, which no criterion decides.</summary>
internal static class LoadingSigns
{
    /// <summary>Loadings with every column's sum not negative.</summary>
    /// <param name="loadings">k × m, row-major; overwritten.</param>
    /// <param name="factors">m.</param>
    internal static double[] Positive(double[] loadings, int factors)
    {
        for (int f = 0; f < factors; f++)
        {
            if (Column(loadings, factors, f).Sum() >= 0) continue;
            for (int i = f; i < loadings.Length; i += factors) loadings[i] = -loadings[i];
        }
        return loadings;
    }

    /// <summary>Loadings with the columns in descending order of their sums of squares.</summary>
    internal static double[] Ordered(double[] loadings, int factors)
    {
        int[] order = [.. Enumerable.Range(0, factors).OrderByDescending(f => Column(loadings, factors, f).Sum(loading => loading * loading))];
        return [.. Enumerable.Range(0, loadings.Length).Select(at => loadings[at / factors * factors + order[at % factors]])];
    }

    private static IEnumerable<double> Column(double[] loadings, int factors, int f) => Enumerable.Range(0, loadings.Length / factors).Select(i => loadings[i * factors + f]);
}
