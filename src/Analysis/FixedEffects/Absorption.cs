using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Takes absorbed effects out of roots. The effects are constant in each cell of the roots, and the intercept is a root's first column: taking a constant from a column changes
/// the first row of the cell's root only. What is left without that column is the root of the rows less their effects (for one field: of the demeaned rows).
/// </summary>
/// <param name="Within">Roots of the terms and the outcome less the effects, by cluster; grouped by the second way of clustering if there is one.</param>
/// <param name="Ways">The absorbed fields.</param>
/// <param name="Sets">Unconnected sets of the values of two fields; 1 for one field.</param>
/// <param name="Rounds">Rounds of the two-way solution; 0 for one field.</param>
/// <param name="LastChange">Last relative change of the two-way solution.</param>
internal sealed record Absorption(CommunityRoots Within, ImmutableArray<EffectWay> Ways, int Sets, int Rounds, double LastChange)
{
    internal static Absorption Of(FixedEffectsSpec spec, CommunityRoots roots)
    {
        var ways = spec.Formula.Absorbed.Select(field => EffectWay.Of(field, spec, roots)).ToImmutableArray();
        var means = ways.Length == 2 ? TwoWay(spec, roots, ways) : null;
        int[] first = Indices(EffectWay.Values(ways[0].Field, spec, roots));
        var left = Enumerable.Range(1, roots.Terms.Length).Select(column => Left(roots, column, means, first)).ToArray();
        return new Absorption(Remaining(spec, roots, left), ways, means?.Sets ?? 1, means?.Rounds ?? 0, means?.LastChange ?? 0);
    }

    private static TwoWayMeans TwoWay(FixedEffectsSpec spec, CommunityRoots roots, ImmutableArray<EffectWay> ways)
    {
        var (large, small) = ways[0].Levels >= ways[1].Levels ? (ways[0], ways[1]) : (ways[1], ways[0]);
        if (small.Levels > TwoWayMeans.MostLevels) throw new StudyException(FixedEffectsFaults.TooManyLevels(small.Field, small.Levels));
        return new TwoWayMeans(Indices(EffectWay.Values(large.Field, spec, roots)), Indices(EffectWay.Values(small.Field, spec, roots)), Weights(roots));
    }

    private static double[] Weights(CommunityRoots roots) => [.. roots.Clusters.Select(cell => cell.Root.Root[0] * cell.Root.Root[0])];

    private static int[] Indices(string[] values)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. values.Select(value => index.TryGetValue(value, out int at) ? at : index[value] = index.Count)];
    }

    /// <summary>What the effects leave of the cells' means of one column.</summary>
    private static double[] Left(CommunityRoots roots, int column, TwoWayMeans? twoWay, int[] first)
    {
        double[] means = [.. roots.Clusters.Select(cell => cell.Root.Root[column] / cell.Root.Root[0])];
        return twoWay is not null ? twoWay.Remainder(means) : OneWay(roots, means, first);
    }

    private static double[] OneWay(CommunityRoots roots, double[] means, int[] level)
    {
        double[] weights = Weights(roots), sum = new double[level.Max() + 1], total = new double[sum.Length];
        for (int c = 0; c < means.Length; c++)
        {
            total[level[c]] += weights[c];
            sum[level[c]] += weights[c] * means[c];
        }
        // Twice, so that the mean's own rounding is taken out too.
        double[] once = [.. means.Select((mean, c) => mean - sum[level[c]] / total[level[c]])], rest = new double[sum.Length];
        for (int c = 0; c < once.Length; c++) rest[level[c]] += weights[c] * once[c];
        return [.. once.Select((value, c) => value - rest[level[c]] / total[level[c]])];
    }

    private static CommunityRoots Remaining(FixedEffectsSpec spec, CommunityRoots roots, double[][] left)
    {
        var cells = roots.Clusters.Select((cell, c) => new CommunityRoot(cell.Community, Without(cell.Root, [.. left.Select(column => column[c])])) { Groups = cell.Groups }).ToImmutableArray();
        var within = roots with { Terms = roots.Terms.RemoveAt(0), Clusters = cells, Origins = roots.Origins.IsEmpty ? [] : roots.Origins.RemoveAt(0) };
        return spec.SecondCluster is null ? within.ByCommunity() : within;
    }

    private static CrossProduct Without(CrossProduct root, double[] left)
    {
        var values = root.Root.ToArray();
        for (int j = 0; j < left.Length; j++) values[j + 1] = left[j] * values[0];
        return new CrossProduct(root.Labels, [.. values], root.Rows, root.WeightSum, root.LogWeightSum).Select(root.Labels.RemoveAt(0));
    }
}
