using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Solves the equations of a level for one draw, in place: Cholesky of the weighted sum, back to the columns' coordinates, then a small QR for each equation.</summary>
internal sealed class LevelDraw
{
    /// <summary>A pivot at most this share of its column means that the draw does not identify its coefficients; in whitened coordinates a sound draw has pivots near 1.</summary>
    private const double Singular = 1e-10;

    private readonly WhitenedUnits _units;
    private readonly int _p;
    private readonly int _stride;
    private readonly double[] _sum;
    private readonly double[] _root;
    private readonly double[] _block;
    private readonly double[] _small;
    private readonly ImmutableArray<(LevelEquation Equation, ImmutableArray<int> Columns)> _equations;

    internal LevelDraw(PathLevel level, WhitenedUnits units)
    {
        _units = units;
        _p = level.Columns;
        _stride = Householder.Padded(_p);
        _sum = new double[units.Length];
        _root = new double[_p * _p];
        _block = new double[_p * _stride];
        _small = new double[_p * _p];
        _equations = [.. level.Equations.Select(equation => (equation, equation.Terms.Add(equation.Outcome).Select(label => level.Pooled.Labels.IndexOf(label)).ToImmutableArray()))];
    }

    /// <summary>Coefficients of the units with these counts; false when they are not identified.</summary>
    internal bool Solve(ReadOnlySpan<int> counts, Span<double> theta)
    {
        _units.Sum(counts, _sum);
        return Solve(theta);
    }

    /// <summary>Coefficients without a unit (once, when it stands for equal rows); false when they are not identified.</summary>
    internal bool SolveWithout(int unit, Span<double> theta)
    {
        var left = _units[unit];
        for (int i = 0, at = 0; i < _p; i++)
            for (int j = i; j < _p; j++, at++) _sum[at] = (i == j ? 1 : 0) - left[at];
        return Solve(theta);
    }

    private bool Solve(Span<double> theta)
    {
        if (!Factor()) return false;
        BackToColumns();
        foreach (var (equation, columns) in _equations)
            if (!Solve(columns, theta.Slice(equation.Offset, equation.K))) return false;
        return true;
    }

    // The packed sum becomes its upper Cholesky factor C, C'C = S.
    private bool Factor()
    {
        for (int i = 0, row = 0; i < _p; row += _p - i, i++)
        {
            double full = _sum[row], pivot = full;
            for (int k = 0, above = 0; k < i; above += _p - k, k++) pivot -= _sum[above + i - k] * _sum[above + i - k];
            if (!(pivot > Singular * full)) return false;
            pivot = Math.Sqrt(pivot);
            _sum[row] = pivot;
            for (int j = i + 1; j < _p; j++)
            {
                double value = _sum[row + j - i];
                for (int k = 0, above = 0; k < i; above += _p - k, k++) value -= _sum[above + i - k] * _sum[above + j - k];
                _sum[row + j - i] = value / pivot;
            }
        }
        return true;
    }

    // C R: the root of the draw's rows.
    private void BackToColumns()
    {
        var pooled = _units.Pooled.Root.AsSpan();
        for (int i = 0, row = 0; i < _p; row += _p - i, i++)
            for (int j = i; j < _p; j++)
            {
                double value = 0;
                for (int k = i; k <= j; k++) value += _sum[row + k - i] * pooled[k * _p + j];
                _root[i * _p + j] = value;
            }
    }

    private bool Solve(ImmutableArray<int> columns, Span<double> beta)
    {
        int width = columns.Length, k = width - 1;
        var block = _block.AsSpan(0, width * _stride);
        var small = _small.AsSpan(0, width * width);
        block.Clear();
        small.Clear();
        for (int c = 0; c < width; c++)
            for (int r = 0; r <= columns[c]; r++) block[c * _stride + r] = _root[r * _p + columns[c]];
        Householder.Absorb(small, block, width, _stride);
        for (int i = k - 1; i >= 0; i--)
        {
            double value = small[i * width + k];
            for (int j = i + 1; j < k; j++) value -= small[i * width + j] * beta[j];
            if (!(small[i * width + i] > Collinearity.Tolerance * Length(small, width, i))) return false;
            beta[i] = value / small[i * width + i];
        }
        return true;
    }

    private static double Length(ReadOnlySpan<double> root, int width, int column)
    {
        double sum = 0;
        for (int i = 0; i <= column; i++) sum += root[i * width + column] * root[i * width + column];
        return Math.Sqrt(sum);
    }
}
