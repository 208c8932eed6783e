namespace CoProduction.Analysis;

/// <summary>
/// Singular values of a small matrix by one-sided Jacobi rotations of its columns: the small ones keep their digits, since A'A is never formed. Golub and Van Loan, Matrix
/// Computations (4th ed.), section 8.6.
/// </summary>
internal static class SingularValues
{
    private const int MaximumSweeps = 60;
    private const double Orthogonal = 1e-16;

    /// <summary>One value a column, in no order.</summary>
    /// <param name="columns">Columns; left as they are.</param>
    internal static double[] Of(double[][] columns)
    {
        double[][] rotated = [.. columns.Select(column => (double[])column.Clone())];
        for (int sweep = 0; sweep < MaximumSweeps && Sweep(rotated); sweep++) { }
        return [.. rotated.Select(column => Math.Sqrt(SmallMatrix.Dot(column, column)))];
    }

    private static bool Sweep(double[][] columns)
    {
        bool turned = false;
        for (int p = 0; p < columns.Length - 1; p++)
            for (int q = p + 1; q < columns.Length; q++) turned |= Rotate(columns[p], columns[q]);
        return turned;
    }

    private static bool Rotate(double[] a, double[] b)
    {
        double aa = SmallMatrix.Dot(a, a), bb = SmallMatrix.Dot(b, b), ab = SmallMatrix.Dot(a, b);
        if (Math.Abs(ab) <= Orthogonal * Math.Sqrt(aa) * Math.Sqrt(bb) || ab == 0) return false;
        double zeta = (bb - aa) / (2 * ab), t = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta)), c = 1 / Math.Sqrt(1 + t * t), s = c * t;
        for (int i = 0; i < a.Length; i++) (a[i], b[i]) = (c * a[i] - s * b[i], s * a[i] + c * b[i]);
        return true;
    }
}
