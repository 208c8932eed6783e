namespace CoProduction.Analysis;

/// <summary>The share of each variable that the others explain.</summary>
internal static class SquaredMultipleCorrelations
{
    /// <summary>1 - 1 / r^ii of R⁻¹, by the root of R: k values in 0..1; all 0.5 where R is not positive definite.</summary>
    /// <param name="r">k × k correlations, row-major.</param>
    /// <param name="k">Variables.</param>
    internal static double[] Of(double[] r, int k)
    {
        var root = new double[k * k];
        if (!SmallSystem.TryCholesky(r, k, root)) return [.. Enumerable.Repeat(0.5, k)];
        var inverse = Triangular.Inverse(root, k, k);
        return [.. Enumerable.Range(0, k).Select(i => 1 - 1 / inverse.AsSpan(i * k, k).ToArray().Sum(entry => entry * entry))];
    }
}
