namespace CoProduction.Analysis;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations; Golub and Van Loan, Matrix Computations (4th ed.), algorithm 8.5.3. Small eigenvalues of a scaled
/// positive definite matrix keep their relative accuracy (Demmel and Veselić 1992).
/// </summary>
internal sealed class SymmetricEigen
{
    private const int Sweeps = 60;

    /// <param name="matrix">m × m, symmetric, row-major; not changed.</param>
    /// <param name="m">Rows.</param>
    internal SymmetricEigen(ReadOnlySpan<double> matrix, int m)
    {
        var work = matrix.ToArray();
        (Size, Values, Vectors) = (m, new double[m], new double[m * m]);
        for (int i = 0; i < m; i++) Vectors[i * m + i] = 1;
        for (int sweep = 0; sweep < Sweeps && Sweep(work); sweep++) { }
        for (int i = 0; i < m; i++) Values[i] = work[i * m + i];
    }

    /// <summary>Rows and columns, m.</summary>
    internal int Size { get; }

    /// <summary>m eigenvalues, in no order.</summary>
    internal double[] Values { get; }

    /// <summary>m × m, row-major; column i belongs to eigenvalue i.</summary>
    internal double[] Vectors { get; }

    /// <summary>Largest eigenvalue by size.</summary>
    internal double Largest => Values.Max(Math.Abs);

    /// <summary>Σ f(λ) v (v'b): a function of the matrix times a vector.</summary>
    internal double[] Apply(Func<double, double> function, ReadOnlySpan<double> b)
    {
        var result = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            double along = 0;
            for (int r = 0; r < Size; r++) along += Vectors[r * Size + i] * b[r];
            along *= function(Values[i]);
            for (int r = 0; r < Size; r++) result[r] += along * Vectors[r * Size + i];
        }
        return result;
    }

    // True while an off-diagonal entry is more than rounding of its two diagonals.
    private bool Sweep(double[] work)
    {
        bool rotated = false;
        for (int p = 0; p < Size - 1; p++)
            for (int q = p + 1; q < Size; q++)
                if (work[p * Size + q] is var off && off * off > 1e-32 * Math.Abs(work[p * Size + p] * work[q * Size + q]) && off != 0)
                {
                    Rotate(work, p, q);
                    rotated = true;
                }
        return rotated;
    }

    private void Rotate(double[] work, int p, int q)
    {
        double tau = (work[q * Size + q] - work[p * Size + p]) / (2 * work[p * Size + q]);
        double t = (tau < 0 ? -1 : 1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau)), c = 1 / Math.Sqrt(1 + t * t), s = t * c;
        for (int i = 0; i < Size; i++) Turn(ref work[p * Size + i], ref work[q * Size + i], c, s);
        for (int i = 0; i < Size; i++) Turn(ref work[i * Size + p], ref work[i * Size + q], c, s);
        for (int i = 0; i < Size; i++) Turn(ref Vectors[i * Size + p], ref Vectors[i * Size + q], c, s);
        work[p * Size + q] = work[q * Size + p] = 0;
    }

    private static void Turn(ref double a, ref double b, double c, double s) => (a, b) = (c * a - s * b, s * a + c * b);
}
