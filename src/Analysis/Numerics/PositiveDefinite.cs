namespace CoProduction.Analysis;

/// <summary>Inverse and determinant of positive definite matrices, without allocation. Golub and Van Loan, Matrix Computations (4th ed.), section 4.2.</summary>
internal static class PositiveDefinite
{
    /// <summary>A pivot below this share of its diagonal is rounding: the matrix counts as singular.</summary>
    internal const double Tolerance = 1e-13;

    /// <summary>Inverts by Cholesky; false when the matrix is not positive definite.</summary>
    /// <param name="a">n × n symmetric values, row-major.</param>
    /// <param name="n">Size.</param>
    /// <param name="inverse">Takes the inverse, n × n; may not be <paramref name="a"/>.</param>
    /// <param name="work">n × n values to work with.</param>
    /// <param name="logDeterminant">Logarithm of the determinant.</param>
    internal static bool TryInvert(ReadOnlySpan<double> a, int n, Span<double> inverse, Span<double> work, out double logDeterminant)
    {
        if (!TryFactor(a, n, work, out logDeterminant)) return false;
        InvertLower(work, n);
        // A⁻¹ = L⁻ᵀ L⁻¹; row r of L⁻¹ has r + 1 entries.
        inverse[..(n * n)].Clear();
        for (int r = 0; r < n; r++)
            for (int i = 0; i <= r; i++) Lanes.Add(inverse.Slice(i * n, r + 1), work[r * n + i], work.Slice(r * n, r + 1));
        return true;
    }

    /// <summary>The lower triangular root; false when the matrix is not positive definite.</summary>
    internal static bool TryFactor(ReadOnlySpan<double> a, int n, Span<double> root, out double logDeterminant)
    {
        logDeterminant = 0;
        for (int i = 0; i < n; i++)
        {
            var row = root.Slice(i * n, n);
            for (int j = 0; j < i; j++) row[j] = (a[i * n + j] - Lanes.Dot(row[..j], root.Slice(j * n, j))) / root[j * n + j];
            double pivot = a[i * n + i] - Lanes.Dot(row[..i], row[..i]);
            if (!(pivot > Tolerance * Math.Abs(a[i * n + i]))) return false;
            logDeterminant += Math.Log(pivot);
            row[i] = Math.Sqrt(pivot);
        }
        return true;
    }

    // In place, row by row: row i of L⁻¹ = (e_i - Σ_j<i L_ij · row j) / L_ii.
    private static void InvertLower(Span<double> root, int n)
    {
        Span<double> row = stackalloc double[n];
        for (int i = 0; i < n; i++)
        {
            row[..(i + 1)].Clear();
            for (int j = 0; j < i; j++) Lanes.Add(row[..(j + 1)], -root[i * n + j], root.Slice(j * n, j + 1));
            double diagonal = root[i * n + i];
            for (int j = 0; j < i; j++) root[i * n + j] = row[j] / diagonal;
            root[i * n + i] = 1 / diagonal;
        }
    }
}
