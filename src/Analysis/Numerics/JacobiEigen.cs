namespace CoProduction.Analysis;

/// <summary>
/// Eigenvalues and orthonormal eigenvectors of a small symmetric matrix by cyclic Jacobi rotations: the order of the operations is fixed, and small eigenvalues of a
/// well-scaled matrix keep their digits. Golub and Van Loan, Matrix Computations (4th ed.), section 8.5.
/// </summary>
internal sealed class JacobiEigen
{
    private const int MaximumSweeps = 60;

    private readonly int _n;
    private readonly double[] _a;
    private readonly double[] _v;

    /// <summary>Decomposes A = V diag(λ) V'.</summary>
    /// <param name="a">n × n symmetric values, row-major; left as they are.</param>
    /// <param name="n">Size.</param>
    internal JacobiEigen(ReadOnlySpan<double> a, int n)
    {
        _n = n;
        _a = a.ToArray();
        _v = SmallMatrix.Identity(n);
        for (int sweep = 0; sweep < MaximumSweeps && Sweep(); sweep++) { }
        Values = [.. Enumerable.Range(0, n).Select(i => _a[i * n + i])];
    }

    /// <summary>The n eigenvalues, in no order.</summary>
    internal double[] Values { get; }

    /// <summary>n × n, row-major; column i is the vector of <see cref="Values"/>[i].</summary>
    internal ReadOnlySpan<double> Vectors => _v;

    /// <summary>V diag(f(λ)) V'.</summary>
    internal double[] Map(Func<double, double> f)
    {
        var mapped = new double[_n * _n];
        for (int e = 0; e < _n; e++)
        {
            double value = f(Values[e]);
            for (int i = 0; i < _n; i++)
                for (int j = 0; j < _n; j++) mapped[i * _n + j] += value * _v[i * _n + e] * _v[j * _n + e];
        }
        return mapped;
    }

    /// <summary>Largest eigenvalue by size.</summary>
    internal double Largest => Values.Max(Math.Abs);

    /// <summary>V diag(f(λ)) V'b: a function of the matrix times a vector.</summary>
    internal double[] Apply(Func<double, double> f, ReadOnlySpan<double> b)
    {
        var result = new double[_n];
        for (int e = 0; e < _n; e++)
        {
            double along = 0;
            for (int i = 0; i < _n; i++) along += _v[i * _n + e] * b[i];
            along *= f(Values[e]);
            for (int i = 0; i < _n; i++) result[i] += along * _v[i * _n + e];
        }
        return result;
    }

    private bool Sweep()
    {
        bool turned = false;
        for (int p = 0; p < _n - 1; p++)
            for (int q = p + 1; q < _n; q++) turned |= Annihilate(p, q);
        return turned;
    }

    private bool Annihilate(int p, int q)
    {
        double apq = _a[p * _n + q], app = _a[p * _n + p], aqq = _a[q * _n + q];
        if (Math.Abs(apq) <= 1e-17 * Math.Sqrt(Math.Abs(app * aqq)) || Math.Abs(apq) < 1e-150) return false;
        double theta = (aqq - app) / (2 * apq);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int i = 0; i < _n; i++) Rotate(_a, i * _n + p, i * _n + q, c, s);
        for (int i = 0; i < _n; i++) Rotate(_a, p * _n + i, q * _n + i, c, s);
        for (int i = 0; i < _n; i++) Rotate(_v, i * _n + p, i * _n + q, c, s);
        _a[p * _n + q] = _a[q * _n + p] = 0;
        return true;
    }

    private static void Rotate(double[] values, int p, int q, double c, double s) =>
        (values[p], values[q]) = (c * values[p] - s * values[q], s * values[p] + c * values[q]);
}
