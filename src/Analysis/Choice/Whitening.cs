using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>
/// Coordinates z = C'x in which the weighted moments of the columns are N times the identity, C = √N R⁻¹ with R the root of the columns: the information matrix is then as well conditioned as the model allows,
/// whatever the units of the variables. Estimates are carried back by a triangular map.
/// </summary>
internal sealed class Whitening
{
    private readonly int _columns;
    private readonly double[] _inverse;

    /// <param name="root">Root of the columns, with the outcome's as the last.</param>
    /// <param name="scale">Factor of the weights.</param>
    internal Whitening(CrossProduct root, double scale)
    {
        _columns = root.Labels.Length - 1;
        Scale = scale;
        double size = Math.Sqrt(root.WeightSum);
        _inverse = [.. Triangular.Inverse(root.Root.AsSpan(), _columns + 1, _columns).Select(value => value * size)];
    }

    /// <summary>Factor of the weights: they sum to the number of rows, or of people where they count equal rows.</summary>
    internal double Scale { get; }

    /// <summary>Writes z over x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Apply(Span<double> row)
    {
        for (int j = _columns - 1; j >= 0; j--)
        {
            double sum = 0;
            for (int i = 0; i <= j; i++) sum += _inverse[i * _columns + j] * row[i];
            row[j] = sum;
        }
    }

    /// <summary>Parameters of the columns as given, of parameters of z.</summary>
    internal double[] Back(IndexMap map, ReadOnlySpan<double> theta)
    {
        double[] back = new double[theta.Length];
        for (int i = 0; i < map.Common; i++)
            for (int j = i; j < map.Common; j++) back[i] += At(map.Own + i, map.Own + j) * theta[j];
        for (int m = 0; m < map.Count; m++)
            for (int i = 0; i < map.Own; i++) back[map.At(m) + i] = OwnBack(map, theta, m, i);
        return back;
    }

    /// <summary>The map from parameters of z to parameters of the columns as a matrix, P × P.</summary>
    internal double[] Matrix(IndexMap map)
    {
        int p = map.Parameters;
        double[] matrix = new double[p * p], unit = new double[p];
        for (int c = 0; c < p; c++)
        {
            unit.AsSpan().Clear();
            unit[c] = 1;
            double[] column = Back(map, unit);
            for (int r = 0; r < p; r++) matrix[r * p + c] = column[r];
        }
        return matrix;
    }

    /// <summary>A V A': a covariance of parameters of z as one of parameters of the columns.</summary>
    internal double[] Covariance(IndexMap map, double[] covariance, double[]? matrix = null)
    {
        matrix ??= Matrix(map);
        return SmallMatrix.TimesTransposed(SmallMatrix.Times(matrix, covariance, map.Parameters), matrix, map.Parameters);
    }

    private double OwnBack(IndexMap map, ReadOnlySpan<double> theta, int index, int i)
    {
        double sum = 0;
        for (int j = i; j < map.Own; j++) sum += At(i, j) * theta[map.At(index) + j];
        if (index >= map.Shared) return sum;
        for (int j = 0; j < map.Common; j++) sum += map.Sign * At(i, map.Own + j) * theta[j];
        return sum;
    }

    private double At(int row, int column) => _inverse[row * _columns + column];
}
