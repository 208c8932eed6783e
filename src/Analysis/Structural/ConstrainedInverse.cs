namespace CoProduction.Analysis;

/// <summary>The inverse of an information matrix within the constraints that bind: Z (Z'IZ)⁻¹ Z', Z the directions they leave. Aitchison and Silvey (1958).</summary>
internal static class ConstrainedInverse
{
    /// <summary>The inverse, k × k; null where the information is singular within the constraints.</summary>
    /// <param name="information">k × k.</param>
    /// <param name="jacobian">One row of k a constraint.</param>
    /// <param name="k">Free parameters.</param>
    internal static double[]? Of(double[] information, double[][] jacobian, int k)
    {
        double[] bordered = Bordered(information, jacobian, k), inverse = new double[k * k];
        if (!Invert(bordered, k, inverse)) return null;
        int m = jacobian.Length;
        if (m == 0) return inverse;
        double[][] carried = [.. jacobian.Select(row => Times(inverse, row))];
        double[] system = new double[m * m], solved = new double[m * m], work = new double[m * m];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) system[i * m + j] = Lanes.Dot(jacobian[i], carried[j]);
        if (!PositiveDefinite.TryInvert(system, m, solved, work, out _)) return null;
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++)
                for (int r = 0; r < k; r++) Lanes.Add(inverse.AsSpan(r * k, k), -solved[i * m + j] * carried[i][r], carried[j]);
        return inverse;
    }

    /// <summary>The information with the constraints' own added, which the inverse takes out again.</summary>
    internal static double[] Bordered(double[] information, double[][] jacobian, int k)
    {
        double[] bordered = [.. information];
        double size = Enumerable.Range(0, k).Select(i => information[i * k + i]).DefaultIfEmpty(0).Max();
        foreach (double[] row in jacobian)
            for (int i = 0; i < k; i++) Lanes.Add(bordered.AsSpan(i * k, k), row[i] * size / Lanes.Dot(row, row), row);
        return bordered;
    }

    // An observed information is positive definite at a minimum only; scaling keeps its digits.
    private static bool Invert(double[] matrix, int k, double[] inverse)
    {
        double[] scaled = new double[k * k], work = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            if (!(matrix[i * k + i] > 0)) return false;
            for (int j = 0; j < k; j++) scaled[i * k + j] = matrix[i * k + j] / Math.Sqrt(matrix[i * k + i] * matrix[j * k + j]);
        }
        if (!PositiveDefinite.TryInvert(scaled, k, inverse, work, out _)) return false;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++) inverse[i * k + j] /= Math.Sqrt(matrix[i * k + i] * matrix[j * k + j]);
        return true;
    }

    private static double[] Times(double[] matrix, double[] vector)
    {
        int k = vector.Length;
        return [.. Enumerable.Range(0, k).Select(i => Lanes.Dot(matrix.AsSpan(i * k, k), vector))];
    }
}
