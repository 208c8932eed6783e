namespace CoProduction.Analysis;

/// <summary>The lower triangular root of a positive definite matrix. Golub and Van Loan, Matrix Computations (4th ed.), section 4.2.</summary>
internal static class Cholesky
{
    /// <summary>L with L L' = A.</summary>
    /// <param name="a">n × n symmetric values, row-major; left as they are.</param>
    /// <param name="n">Size.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    internal static double[] Of(ReadOnlySpan<double> a, int n)
    {
        var root = a.ToArray();
        for (int i = 0; i < n; i++)
        {
            var row = root.AsSpan(i * n, n);
            for (int j = 0; j < i; j++) row[j] = (row[j] - SmallMatrix.Dot(row[..j], root.AsSpan(j * n, j))) / root[j * n + j];
            double pivot = row[i] - SmallMatrix.Dot(row[..i], row[..i]);
            if (!(pivot > 0)) throw new ArithmeticException("The matrix is not positive definite.");
            row[i] = Math.Sqrt(pivot);
            row[(i + 1)..].Clear();
        }
        return root;
    }

    /// <summary>x with L L' x = b.</summary>
    internal static double[] Solve(ReadOnlySpan<double> root, ReadOnlySpan<double> b)
    {
        int n = b.Length;
        var x = b.ToArray();
        for (int i = 0; i < n; i++) x[i] = (x[i] - SmallMatrix.Dot(root.Slice(i * n, i), x.AsSpan(0, i))) / root[i * n + i];
        for (int i = n - 1; i >= 0; i--)
        {
            x[i] /= root[i * n + i];
            for (int j = 0; j < i; j++) x[j] -= root[i * n + j] * x[i];
        }
        return x;
    }
}
