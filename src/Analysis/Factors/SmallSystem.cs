namespace CoProduction.Analysis;

/// <summary>Small dense systems, row-major.</summary>
internal static class SmallSystem
{
    /// <summary>The rows and columns of some indices, with a ridge in proportion to the largest diagonal entry.</summary>
    internal static double[] Part(double[] matrix, int k, int[] indices, double ridge)
    {
        int m = indices.Length;
        var part = new double[m * m];
        double largest = indices.Max(i => Math.Abs(matrix[i * k + i]));
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) part[i * m + j] = matrix[indices[i] * k + indices[j]] + (i == j ? ridge * largest : 0);
        return part;
    }

    /// <summary>x with A x = b by Cholesky; null when A is not positive definite.</summary>
    internal static double[]? SolvePositive(double[] a, double[] b)
    {
        int m = b.Length;
        var root = new double[m * m];
        if (!TryCholesky(a, m, root)) return null;
        return Triangular.Solve(root, m, Triangular.SolveTransposed(root, m, b));
    }

    /// <summary>Upper triangular U with U'U = A; false when A is not positive definite.</summary>
    internal static bool TryCholesky(ReadOnlySpan<double> a, int m, Span<double> root)
    {
        root.Clear();
        for (int j = 0; j < m; j++)
            for (int i = 0; i <= j; i++)
            {
                double rest = a[i * m + j];
                for (int s = 0; s < i; s++) rest -= root[s * m + i] * root[s * m + j];
                if (i < j) root[i * m + j] = rest / root[i * m + i];
                else if (rest > 1e-14 * Math.Abs(a[i * m + i])) root[i * m + i] = Math.Sqrt(rest);
                else return false;
            }
        return true;
    }

    /// <summary>A⁻¹ of a small general matrix by Gauss and Jordan with row pivots; null when it is singular.</summary>
    internal static double[]? Inverse(double[] a, int m)
    {
        var left = (double[])a.Clone();
        var right = new double[m * m];
        for (int i = 0; i < m; i++) right[i * m + i] = 1;
        for (int c = 0; c < m; c++)
        {
            int pivot = Enumerable.Range(c, m - c).MaxBy(i => Math.Abs(left[i * m + c]));
            if (left[pivot * m + c] == 0) return null;
            Swap(left, m, c, pivot);
            Swap(right, m, c, pivot);
            Eliminate(left, right, m, c);
        }
        return right;
    }

    private static void Swap(double[] matrix, int m, int i, int j)
    {
        for (int c = 0; c < m; c++) (matrix[i * m + c], matrix[j * m + c]) = (matrix[j * m + c], matrix[i * m + c]);
    }

    private static void Eliminate(double[] left, double[] right, int m, int c)
    {
        double scale = 1 / left[c * m + c];
        for (int j = 0; j < m; j++) (left[c * m + j], right[c * m + j]) = (left[c * m + j] * scale, right[c * m + j] * scale);
        for (int i = 0; i < m; i++)
        {
            if (i == c) continue;
            double factor = left[i * m + c];
            for (int j = 0; j < m; j++)
            {
                left[i * m + j] -= factor * left[c * m + j];
                right[i * m + j] -= factor * right[c * m + j];
            }
        }
    }
}
