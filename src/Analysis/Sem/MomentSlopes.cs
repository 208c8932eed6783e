namespace CoProduction.Analysis;

/// <summary>Derivatives of a group's moments (means, then the lower triangle of the covariances) by parameters, at the last value of its buffers.</summary>
internal static class MomentSlopes
{
    /// <summary>k × m, a row for each of the first k free parameters.</summary>
    internal static double[] Of(GroupBuffers buffers, int k)
    {
        int m = SaturatedInformation.Moments(buffers.P);
        var slopes = new double[k * m];
        foreach (var term in buffers.Terms.Where(term => term.Free < k)) Add(slopes.AsSpan(term.Free * m, m), buffers, term);
        return slopes;
    }

    /// <summary>Adds what one term says of its parameter.</summary>
    internal static void Add(Span<double> into, GroupBuffers buffers, Rank2 term)
    {
        int p = buffers.P, at = p;
        ReadOnlySpan<double> a = buffers.Vector(term.A), b = buffers.Vector(term.B);
        if (buffers.MeanFactor(term) is var factor and not 0) Lanes.Add(into[..p], factor, a);
        for (int i = 0; i < p; at += ++i)
        {
            if (term.Scale * a[i] != 0) Lanes.Add(into.Slice(at, i + 1), term.Scale * a[i], b);
            if (term.Scale * b[i] != 0) Lanes.Add(into.Slice(at, i + 1), term.Scale * b[i], a);
        }
    }

    /// <summary>The same of some moments only, k × places.</summary>
    internal static double[] Of(GroupBuffers buffers, int k, int[] places)
    {
        int m = SaturatedInformation.Moments(buffers.P);
        double[] slopes = Of(buffers, k);
        return [.. Enumerable.Range(0, k).SelectMany(row => places.Select(place => slopes[row * m + place]))];
    }
}
