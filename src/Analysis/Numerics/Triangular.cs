namespace CoProduction.Analysis;

/// <summary>Solves with the leading k × k part of a row-major upper triangular matrix of row length p.</summary>
internal static class Triangular
{
    /// <summary>x with R x = b.</summary>
    internal static double[] Solve(ReadOnlySpan<double> root, int p, ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (int i = x.Length - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < x.Length; j++) x[i] -= root[i * p + j] * x[j];
            x[i] /= root[i * p + i];
        }
        return x;
    }

    /// <summary>x with R' x = b.</summary>
    internal static double[] SolveTransposed(ReadOnlySpan<double> root, int p, ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++) x[i] -= root[j * p + i] * x[j];
            x[i] /= root[i * p + i];
        }
        return x;
    }

    /// <summary>Rows of R⁻¹, k × k, row-major.</summary>
    internal static double[] Inverse(ReadOnlySpan<double> root, int p, int k)
    {
        var inverse = new double[k * k];
        for (int c = 0; c < k; c++)
        {
            var unit = new double[c + 1];
            unit[c] = 1;
            var column = Solve(root, p, unit);
            for (int i = 0; i <= c; i++) inverse[i * k + c] = column[i];
        }
        return inverse;
    }

    /// <summary>Column of the outcome: the first k values of column k.</summary>
    internal static double[] Column(ReadOnlySpan<double> root, int p, int column, int length)
    {
        var values = new double[length];
        for (int i = 0; i < length; i++) values[i] = root[i * p + column];
        return values;
    }
}
