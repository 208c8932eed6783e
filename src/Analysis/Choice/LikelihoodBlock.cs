using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>
/// The derivatives of a log-likelihood, a block of rows at a time: rows are turned into columns, the derivatives by the indices are found row by row, and what they add to the derivatives by the parameters are
/// dot products of columns.
/// </summary>
internal sealed class LikelihoodBlock
{
    private const int Rows = 256;

    private readonly ResponseCurve _curve;
    private readonly IndexMap _map;
    private readonly double[] _theta;
    private readonly bool _expected;
    private readonly RowDerivatives _derivatives;
    private readonly double[][] _columns;
    private readonly double[][] _u;
    private readonly double[][] _slopes;
    private readonly double[]?[] _bends;
    private readonly double[] _offset = new double[Rows];
    private readonly double[] _outcome = new double[Rows];
    private readonly double[] _weight = new double[Rows];
    private readonly double[] _shared = new double[Rows];
    private readonly double[] _across = new double[Rows];
    private readonly double[] _product = new double[Rows];
    private readonly double[] _row;
    private readonly double[] _slope;
    private readonly double[] _information;
    private double _value;
    private double _rest;
    private double _size;
    private int _filled;
    private bool _impossible;

    internal LikelihoodBlock(ResponseCurve curve, IndexMap map, double[] theta, bool expected)
    {
        (_curve, _map, _theta, _expected) = (curve, map, theta, expected);
        _derivatives = new RowDerivatives(map.Count);
        _columns = Columns(map.Columns);
        (_u, _slopes, _bends, _row) = (Columns(map.Count), Columns(map.Count), new double[]?[map.Count * map.Count], new double[map.Count]);
        (_slope, _information) = (new double[map.Parameters], new double[map.Parameters * map.Parameters]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(ReadOnlySpan<double> row, double offset, double outcome, double weight)
    {
        for (int c = 0; c < _columns.Length; c++) _columns[c][_filled] = row[c];
        (_offset[_filled], _outcome[_filled], _weight[_filled]) = (offset, outcome, weight);
        if (++_filled == Rows) Fold();
    }

    internal LikelihoodSum Finish()
    {
        Fold();
        int p = _map.Parameters;
        for (int i = 0; i < p; i++)
            for (int j = 0; j < i; j++) _information[j * p + i] = _information[i * p + j];
        return new LikelihoodSum(_impossible ? double.NegativeInfinity : _value, _slope, _information, _size);
    }

    private static double[][] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[Rows])];

    private void Fold()
    {
        if (_filled == 0 || _impossible) return;
        Indices();
        Clear();
        for (int r = 0; r < _filled && !_impossible; r++) Row(r);
        if (!_impossible)
        {
            AddSlopes();
            AddCurvature();
        }
        _filled = 0;
    }

    private void Indices()
    {
        var shared = _shared.AsSpan(0, _filled);
        _offset.AsSpan(0, _filled).CopyTo(shared);
        for (int c = 0; c < _map.Common; c++) ColumnSums.Add(shared, _theta[c], Column(_map.Own + c));
        for (int m = 0; m < _map.Count; m++)
        {
            var u = _u[m].AsSpan(0, _filled);
            u.Clear();
            if (m < _map.Shared) ColumnSums.Add(u, _map.Sign, shared);
            for (int c = 0; c < _map.Own; c++) ColumnSums.Add(u, _theta[_map.At(m) + c], Column(c));
        }
    }

    private void Clear()
    {
        foreach (double[] slopes in _slopes) slopes.AsSpan(0, _filled).Clear();
        foreach (double[]? bends in _bends) bends.AsSpan().Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(int r)
    {
        for (int m = 0; m < _row.Length; m++) _row[m] = _u[m][r];
        double log = _curve.Likelihood(_row, _outcome[r], _derivatives, _expected), weight = _weight[r];
        _impossible |= !double.IsFinite(log);
        if (_impossible) return;
        // Kahan's compensation: the last digits tell a step up from a step down.
        _size += weight;
        double term = weight * log - _rest, sum = _value + term;
        (_rest, _value) = (sum - _value - term, sum);
        int first = _derivatives.First, count = _derivatives.Count;
        for (int i = 0; i < count; i++)
        {
            _slopes[first + i][r] = weight * _derivatives.Slope[i];
            for (int l = 0; l < count; l++) Bend(first + i, first + l)[r] = weight * _derivatives.Curvature[i * count + l];
        }
    }

    // Made when first needed: an ordered model has the neighbours only.
    private double[] Bend(int m, int l) => _bends[m * _map.Count + l] ??= new double[Rows];

    private ReadOnlySpan<double> Column(int column) => _columns[column].AsSpan(0, _filled);

    private void AddSlopes()
    {
        var shared = _shared.AsSpan(0, _filled);
        shared.Clear();
        for (int m = 0; m < _map.Count; m++)
        {
            var slopes = _slopes[m].AsSpan(0, _filled);
            if (m < _map.Shared) ColumnSums.Add(shared, 1, slopes);
            for (int c = 0; c < _map.Own; c++) _slope[_map.At(m) + c] += ColumnSums.Dot(slopes, Column(c));
        }
        for (int c = 0; c < _map.Common; c++) _slope[c] += _map.Sign * ColumnSums.Dot(shared, Column(_map.Own + c));
    }

    private void AddCurvature()
    {
        Span<double> shared = _shared.AsSpan(0, _filled), across = _across.AsSpan(0, _filled);
        shared.Clear();
        for (int m = 0; m < _map.Count; m++)
        {
            across.Clear();
            for (int l = 0; l < _map.Count; l++)
            {
                if (_bends[m * _map.Count + l] is not { } bends) continue;
                if (l <= m) AddBlock(bends.AsSpan(0, _filled), 0, _map.Own, _map.At(m), 0, _map.Own, _map.At(l), 1);
                if (l < _map.Shared) ColumnSums.Add(across, 1, bends.AsSpan(0, _filled));
            }
            if (m < _map.Shared) ColumnSums.Add(shared, 1, across);
            AddBlock(across, 0, _map.Own, _map.At(m), _map.Own, _map.Common, 0, _map.Sign);
        }
        AddBlock(shared, _map.Own, _map.Common, 0, _map.Own, _map.Common, 0, 1);
    }

    // Σ_r bends x_i x_j of a run of columns with another: at and beside are where their parameters begin. Of a run with itself the lower triangle.
    private void AddBlock(ReadOnlySpan<double> bends, int below, int belows, int at, int beside, int besides, int column, int sign)
    {
        int p = _map.Parameters;
        var product = _product.AsSpan(0, _filled);
        for (int i = 0; i < belows && besides > 0; i++)
        {
            ColumnSums.Multiply(bends, Column(below + i), product);
            int last = at == column ? i + 1 : besides;
            for (int j = 0; j < last; j++) _information[(at + i) * p + column + j] += sign * ColumnSums.Dot(product, Column(beside + j));
        }
    }
}
