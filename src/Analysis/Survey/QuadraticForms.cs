namespace CoProduction.Analysis;

/// <summary>Products and roots of matrices of a few rows, row-major.</summary>
internal static class QuadraticForms
{
    /// <summary>A B', k × k, of two k × n matrices.</summary>
    internal static double[] Product(double[] a, int k, int n, double[] b)
    {
        double[] product = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int c = 0; c < n; c++) product[i * k + j] += a[i * n + c] * b[j * n + c];
        return product;
    }

    /// <summary>A V A', k × k, of a k × n matrix and a symmetric n × n matrix.</summary>
    internal static double[] Sandwich(double[] a, int k, int n, double[] v)
    {
        double[] half = new double[k * n];
        for (int i = 0; i < k; i++)
            for (int c = 0; c < n; c++)
                if (a[i * n + c] != 0)
                    for (int d = 0; d < n; d++) half[i * n + d] += a[i * n + c] * v[c * n + d];
        return Product(half, k, n, a);
    }

    /// <summary>The upper triangular R with R'R = the matrix; null when it is not positive definite.</summary>
    internal static double[]? Cholesky(double[] matrix, int k)
    {
        double[] root = new double[k * k];
        for (int j = 0; j < k; j++)
            for (int i = 0; i <= j; i++)
            {
                double sum = matrix[i * k + j];
                for (int m = 0; m < i; m++) sum -= root[m * k + i] * root[m * k + j];
                if (i == j && !(sum > 1e-13 * matrix[j * k + j])) return null;
                root[i * k + j] = i == j ? Math.Sqrt(sum) : sum / root[i * k + i];
            }
        return root;
    }

    /// <summary>R⁻ᵀ M R⁻¹ of a symmetric matrix.</summary>
    internal static double[] Whiten(double[] root, double[] matrix, int k)
    {
        double[] half = new double[k * k], whole = new double[k * k];
        for (int j = 0; j < k; j++) Triangular.SolveTransposed(root, k, Triangular.Column(matrix, k, j, k)).CopyTo(half, j * k);
        for (int j = 0; j < k; j++) Triangular.SolveTransposed(root, k, Triangular.Column(half, k, j, k)).CopyTo(whole, j * k);
        return whole;
    }
}
