using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How equal the communities are, in size and in their weight for each coefficient.</summary>
/// <param name="Communities">Communities, G.</param>
/// <param name="Smallest">Rows of the smallest.</param>
/// <param name="Largest">Rows of the largest.</param>
/// <param name="SizeVariation">Coefficient of variation of the numbers of rows: sample standard deviation over mean.</param>
/// <param name="Effective">
/// Effective number of communities of each coefficient, G* = (Σγ)²/Σγ² with γ_g = c'(X'X)⁻¹X_g'X_g(X'X)⁻¹c: Carter, Schnepel and Steigerwald (2017), for errors
/// independent within communities (ρ = 0).
/// </param>
public sealed record ClusterBalance(int Communities, long Smallest, long Largest, double SizeVariation, ImmutableArray<double> Effective)
{
    internal static ClusterBalance Of(Solution solution, CommunityRoots communities)
    {
        double[] rows = [.. communities.Clusters.Select(cluster => (double)cluster.Root.Rows)];
        var blocks = ClusterBlock.Of(solution, communities);
        return new ClusterBalance(rows.Length, (long)rows.Min(), (long)rows.Max(), SizeVariationOf(communities), [.. Enumerable.Range(0, solution.K).Select(j => EffectiveOf(blocks, solution.Whitened(j)))]);
    }

    /// <summary>Coefficient of variation of the numbers of rows.</summary>
    internal static double SizeVariationOf(CommunityRoots communities) => Variation([.. communities.Clusters.Select(cluster => (double)cluster.Root.Rows)]);

    /// <summary>Sample standard deviation over mean; 0 for a single number.</summary>
    internal static double Variation(ReadOnlySpan<double> sizes)
    {
        double mean = 0, squares = 0;
        foreach (double size in sizes) mean += size / sizes.Length;
        foreach (double size in sizes) squares += (size - mean) * (size - mean);
        return Math.Sqrt(squares / Math.Max(1, sizes.Length - 1)) / mean;
    }

    private static double EffectiveOf(ClusterBlock[] blocks, double[] z)
    {
        double sum = 0, squares = 0;
        foreach (var block in blocks)
        {
            var reach = SmallMatrix.Times(block.X, z, block.K);
            double share = SmallMatrix.Dot(reach, reach);
            sum += share;
            squares += share * share;
        }
        return sum * sum / squares;
    }
}
