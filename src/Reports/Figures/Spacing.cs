namespace CoProduction.Reports;

/// <summary>Places things along a line, in their order, without overlap.</summary>
internal static class Spacing
{
    /// <summary>The middles nearest to the wishes, by least squares, that keep order and distance: isotonic regression by pooling of neighbours (Barlow et al. 1972).</summary>
    /// <param name="wishes">Wished middles, in the order to keep.</param>
    /// <param name="sizes">Size of each thing.</param>
    /// <param name="gap">Least distance between two.</param>
    public static float[] Apart(IReadOnlyList<float> wishes, IReadOnlyList<float> sizes, float gap)
    {
        float[] behind = Behind(sizes, gap);
        var pools = new List<(float Sum, int Count)>();
        for (int i = 0; i < wishes.Count; i++)
        {
            pools.Add((wishes[i] - behind[i], 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                pools[^2] = (pools[^2].Sum + pools[^1].Sum, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }
        return [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Sum / pool.Count, pool.Count)).Select((middle, i) => middle + behind[i])];
    }

    /// <summary>The same within bounds: moved back where the last would leave, then where the first would.</summary>
    public static float[] Within(IReadOnlyList<float> wishes, IReadOnlyList<float> sizes, float gap, float low, float high)
    {
        float[] at = Apart(wishes, sizes, gap);
        for (int i = at.Length - 1; i >= 0; i--) at[i] = Math.Min(at[i], (i == at.Length - 1 ? high : at[i + 1] - sizes[i + 1] / 2 - gap) - sizes[i] / 2);
        for (int i = 0; i < at.Length; i++) at[i] = Math.Max(at[i], (i == 0 ? low : at[i - 1] + sizes[i - 1] / 2 + gap) + sizes[i] / 2);
        return at;
    }

    private static float[] Behind(IReadOnlyList<float> sizes, float gap)
    {
        var behind = new float[sizes.Count];
        for (int i = 1; i < behind.Length; i++) behind[i] = behind[i - 1] + (sizes[i - 1] + sizes[i]) / 2 + gap;
        return behind;
    }
}
