using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>The root of one community while its rows arrive: a small block of rows, folded into the root whenever it is full.</summary>
internal sealed class GrowingRoot
{
    /// <summary>Rows of a block: a multiple of the vector's four, and small enough that thousands of communities fit in memory.</summary>
    internal const int BlockRows = 32;

    [ThreadStatic]
    private static double[]? t_scratch;

    private readonly int _columns;
    private readonly int _capacity;
    private readonly double[] _block;
    private readonly double[] _root;
    private int _filled;
    private long _rows;
    private double _weightSum;
    private double _logWeightSum;

    internal GrowingRoot(int columns, int capacity = BlockRows)
    {
        _columns = columns;
        _capacity = capacity;
        _block = new double[columns * capacity];
        _root = new double[columns * columns];
    }

    internal bool IsEmpty => _rows == 0;

    /// <summary>Adds one row; a row of weight zero is left out.</summary>
    internal void Add(ReadOnlySpan<double> row, double weight, bool weighted)
    {
        if (!(weight >= 0)) throw new StudyException(LinearFaults.NegativeWeight(weight));
        if (weight == 0) return;
        var target = NextRow(weight, weighted);
        row.CopyTo(target);
        if (weighted) Scale(target, Math.Sqrt(weight));
    }

    /// <summary>Room for one more row, to be filled by the caller; it counts at once.</summary>
    internal Span<double> NextRow(double weight, bool weighted)
    {
        if (_filled == _capacity) Fold();
        _rows++;
        _weightSum += weight;
        if (weighted) _logWeightSum += Math.Log(weight);
        return _block.AsSpan(_filled++ * _columns, _columns);
    }

    internal CrossProduct Finish(ImmutableArray<string> labels)
    {
        Fold();
        if (!_root.All(double.IsFinite)) throw new StudyException(LinearFaults.ValuesTooLarge());
        return new CrossProduct(labels, [.. _root], _rows, _weightSum, _logWeightSum);
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (int c = 0; c < row.Length; c++) row[c] *= factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold()
    {
        if (_filled == 0) return;
        int stride = Householder.Padded(_filled);
        if (t_scratch is null || t_scratch.Length < stride * _columns) t_scratch = new double[Householder.Padded(_capacity) * _columns];
        var columns = t_scratch.AsSpan(0, stride * _columns);
        if (stride > _filled) columns.Clear();
        for (int r = 0; r < _filled; r++)
            for (int c = 0; c < _columns; c++) columns[c * stride + r] = _block[r * _columns + c];
        Householder.Absorb(_root, columns, _columns, stride);
        _filled = 0;
    }
}
