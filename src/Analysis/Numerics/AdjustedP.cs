using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>p values of one family of tests, adjusted for their number; equal to R's p.adjust.</summary>
internal static class AdjustedP
{
    /// <summary>Holm (1979): holds the chance of any false rejection.</summary>
    internal static ImmutableArray<double> Holm(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        double largest = 0;
        int left = p.Count;
        foreach (int i in Enumerable.Range(0, p.Count).OrderBy(i => p[i])) adjusted[i] = largest = Math.Max(largest, Math.Min(1, left-- * p[i]));
        return [.. adjusted];
    }

    /// <summary>Benjamini and Hochberg (1995): holds the expected share of false ones among the rejections.</summary>
    internal static ImmutableArray<double> BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        double smallest = 1;
        int rank = p.Count;
        foreach (int i in Enumerable.Range(0, p.Count).OrderByDescending(i => p[i])) adjusted[i] = smallest = Math.Min(smallest, p[i] * p.Count / rank--);
        return [.. adjusted];
    }
}
