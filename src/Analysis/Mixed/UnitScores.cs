using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// What the gradient and the degrees of freedom need of every unit after an elimination. A left-over row t of a unit is solved along the levels around it and the fixed terms, h = t F^-1,
/// so that Z'P Z = T_Z'(I - h h')T_Z and Z'P y = T_Z'e with e the left-over residual: no inverse of V and no difference of cross-products.
/// </summary>
internal sealed class UnitScores
{
    private readonly NestedUnits _units;
    private readonly bool _reml;
    private readonly double[][] _solved;
    private readonly double[] _path;
    private readonly double[] _within;
    private readonly double[] _residuals;
    private readonly double[] _score;

    internal UnitScores(NestedUnits units, bool reml)
    {
        (_units, _reml) = (units, reml);
        int widest = units.Levels.Select(level => level.Q).DefaultIfEmpty().Max();
        _solved = [.. units.Levels.Select(level => new double[level.Q * level.Rest])];
        _path = new double[units.Levels.Select(level => level.Rest).DefaultIfEmpty().Max()];
        (_within, _residuals, _score) = (new double[widest * widest], new double[widest], new double[widest]);
        Curvature = [.. units.Levels.Select(level => new double[level.Q * level.Q])];
        Scatter = [.. units.Levels.Select(level => new double[level.Q * level.Q])];
    }

    /// <summary>For each level q × q: Σ Z'V^-1 Z for ML, Σ Z'P Z for REML.</summary>
    internal ImmutableArray<double[]> Curvature { get; }

    /// <summary>For each level q × q: Σ Z'P y y'P Z, in squared units of the outcome.</summary>
    internal ImmutableArray<double[]> Scatter { get; }

    /// <summary>Sums over the units of every level.</summary>
    internal void Gather()
    {
        for (int l = 0; l < _units.Levels.Length; l++)
        {
            Array.Clear(Curvature[l]);
            Array.Clear(Scatter[l]);
            for (int unit = 0; unit < _units.Levels[l].Units; unit++) Add(l, unit);
        }
    }

    /// <summary>An entry of a level's q × q matrix times its Λ.</summary>
    internal double TimesLambda(int l, double[] matrix, int row, int column)
    {
        var level = _units.Levels[l];
        double sum = 0;
        for (int j = 0; j < level.Q; j++) sum += matrix[row * level.Q + j] * level.Lambda[j * level.Q + column];
        return sum;
    }

    /// <summary>Solves a unit's left-over rows; row i of the answer holds q_outer + k values, the fixed terms last.</summary>
    internal ReadOnlySpan<double> Solve(int l, int unit)
    {
        var level = _units.Levels[l];
        var block = level.Block(unit);
        for (int i = 0; i < level.Q; i++)
        {
            for (int c = 0; c < level.Rest; c++) _path[c] = block[(2 * level.Q + c) * level.Stride + i];
            _residuals[i] = SolveRow(l, level.Parents[unit], _solved[l].AsSpan(i * level.Rest, level.Rest));
        }
        return _solved[l];
    }

    // T_Z of the unit: what is left of its own columns.
    internal static double Own(LevelUnits level, ReadOnlySpan<double> block, int row, int column) => block[(level.Q + column) * level.Stride + row];

    private double SolveRow(int l, int parent, Span<double> solved)
    {
        int at = 0;
        for (int m = l + 1; m < _units.Levels.Length; m++)
        {
            var outer = _units.Levels[m];
            SolveLevel(outer, outer.Top(parent), at, solved);
            at += outer.Q;
            parent = outer.Parents[parent];
        }
        return SolveFixed(at, solved);
    }

    private void SolveLevel(LevelUnits outer, ReadOnlySpan<double> top, int at, Span<double> solved)
    {
        for (int j = 0; j < outer.Q; j++)
        {
            double value = 0;
            for (int a = 0; a < outer.Q; a++) value += _path[at + a] * outer.Lambda[a * outer.Q + j];
            for (int i = 0; i < j; i++) value -= solved[at + i] * top[i * outer.Columns + j];
            solved[at + j] = value / top[j * outer.Columns + j];
        }
        for (int j = 0; j < outer.Q; j++)
            for (int c = 0; c < outer.Rest; c++) _path[at + outer.Q + c] -= solved[at + j] * top[j * outer.Columns + 2 * outer.Q + c];
    }

    private double SolveFixed(int at, Span<double> solved)
    {
        int k = _units.K;
        var root = _units.Fixed;
        for (int j = 0; j < k; j++)
        {
            double h = solved[at + j] = _path[at + j] / root[j * (k + 1) + j];
            for (int c = j + 1; c <= k; c++) _path[at + c] -= h * root[j * (k + 1) + c];
        }
        return _path[at + k];
    }

    private void Add(int l, int unit)
    {
        var level = _units.Levels[l];
        var block = level.Block(unit);
        var solved = Solve(l, unit);
        int q = level.Q, counted = level.Rest - 1 - (_reml ? 0 : _units.K);
        for (int i = 0; i < q; i++)
            for (int j = 0; j <= i; j++)
            {
                double product = i == j ? 1 : 0;
                for (int c = 0; c < counted; c++) product -= solved[i * level.Rest + c] * solved[j * level.Rest + c];
                _within[i * q + j] = _within[j * q + i] = product;
            }
        for (int a = 0; a < q; a++)
        {
            _score[a] = 0;
            for (int i = 0; i < q; i++) _score[a] += Own(level, block, i, a) * _residuals[i];
        }
        for (int a = 0; a < q; a++)
            for (int b = 0; b < q; b++)
            {
                Curvature[l][a * q + b] += Sandwich(level, block, a, b);
                Scatter[l][a * q + b] += _score[a] * _score[b];
            }
    }

    private double Sandwich(LevelUnits level, ReadOnlySpan<double> block, int a, int b)
    {
        double sum = 0;
        for (int i = 0; i < level.Q; i++)
        {
            double inner = 0;
            for (int j = 0; j < level.Q; j++) inner += _within[i * level.Q + j] * Own(level, block, j, b);
            sum += Own(level, block, i, a) * inner;
        }
        return sum;
    }
}
