using MathNet.Numerics.LinearAlgebra;

namespace CoProduction.Analysis;

/// <summary>Eigenvalues of a symmetric matrix, descending, with their vectors.</summary>
internal readonly struct SymmetricEigen
{
    private readonly double[] _columns;

    private SymmetricEigen(int k, double[] values, double[] columns) => (K, Values, _columns) = (k, values, columns);

    /// <summary>Order of the matrix.</summary>
    internal int K { get; }

    /// <summary>k eigenvalues, descending.</summary>
    internal double[] Values { get; }

    /// <summary>Entry i of the vector of eigenvalue r.</summary>
    internal double this[int i, int r] => _columns[(K - 1 - r) * K + i];

    /// <param name="matrix">k × k, symmetric, row-major.</param>
    /// <param name="k">Order.</param>
    internal static SymmetricEigen Of(double[] matrix, int k)
    {
        var evd = Matrix<double>.Build.Dense(k, k, matrix).Evd(Symmetricity.Symmetric);
        var values = new double[k];
        for (int r = 0; r < k; r++) values[r] = evd.EigenValues[k - 1 - r].Real;
        return new SymmetricEigen(k, values, evd.EigenVectors.AsColumnMajorArray() ?? evd.EigenVectors.ToColumnMajorArray());
    }
}
