using MathNet.Numerics.LinearAlgebra;

namespace CoProduction.Analysis;

/// <summary>Eigenvalues of a symmetric matrix, descending, with their vectors, by tridiagonal QL (MathNet): several times as fast as Jacobi rotations on twenty items, and called some ten times a draw.</summary>
internal readonly struct OrderedEigen
{
    private readonly double[] _columns;

    private OrderedEigen(int k, double[] values, double[] columns) => (K, Values, _columns) = (k, values, columns);

    /// <summary>Order of the matrix.</summary>
    internal int K { get; }

    /// <summary>k eigenvalues, descending.</summary>
    internal double[] Values { get; }

    /// <summary>Entry i of the vector of eigenvalue r.</summary>
    internal double this[int i, int r] => _columns[(K - 1 - r) * K + i];

    /// <param name="matrix">k × k, symmetric, row-major.</param>
    /// <param name="k">Order.</param>
    internal static OrderedEigen Of(double[] matrix, int k)
    {
        var evd = Matrix<double>.Build.Dense(k, k, matrix).Evd(Symmetricity.Symmetric);
        var values = new double[k];
        for (int r = 0; r < k; r++) values[r] = evd.EigenValues[k - 1 - r].Real;
        return new OrderedEigen(k, values, evd.EigenVectors.AsColumnMajorArray() ?? evd.EigenVectors.ToColumnMajorArray());
    }
}
