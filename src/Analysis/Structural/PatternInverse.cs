namespace CoProduction.Analysis;

/// <summary>The inverse of a part of a covariance matrix from the inverse of the whole: P - P_·m P_mm⁻¹ P_m·, which is 0 in the rows and columns of what is missing.</summary>
internal static class PatternInverse
{
    internal static double[] Of(double[] inverse, int[] missing, int p)
    {
        double[] part = [.. inverse];
        int m = missing.Length;
        if (m == 0) return part;
        double[] square = new double[m * m], solved = new double[m * m], work = new double[m * m];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) square[i * m + j] = inverse[missing[i] * p + missing[j]];
        PositiveDefinite.TryInvert(square, m, solved, work, out _);
        for (int r = 0; r < p; r++)
            for (int i = 0; i < m; i++)
                for (int j = 0; j < m; j++) Lanes.Add(part.AsSpan(r * p, p), -inverse[r * p + missing[i]] * solved[i * m + j], inverse.AsSpan(missing[j] * p, p));
        foreach (int i in missing)
            for (int j = 0; j < p; j++) part[i * p + j] = part[j * p + i] = 0;
        return part;
    }
}
