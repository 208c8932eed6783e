using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>Sums of the scores w ∂ ln P(y)/∂θ by unit of the sample, or of their squares where each row stands for itself.</summary>
internal sealed class ScoreSums
{
    private readonly ChoiceReduction _rows;
    private readonly ChoiceEstimate _estimate;
    private readonly RowDerivatives _derivatives;
    private readonly double[] _u;
    private readonly double[] _score;
    private readonly double[] _row;
    private double[] _sums;

    internal ScoreSums(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        (_rows, _estimate) = (rows, estimate);
        int p = estimate.Map.Parameters;
        _derivatives = new RowDerivatives(estimate.Map.Count);
        (_u, _score, _row) = (new double[estimate.Map.Count], new double[p], new double[estimate.Map.Columns]);
        ByRow = rows.Spec.ErrorsUsed.ByRow;
        _sums = new double[ByRow ? p * p : 256 * p];
    }

    /// <summary>True where each row stands for itself: the sums are P × P of squares.</summary>
    internal bool ByRow { get; }

    /// <summary>Units with rows.</summary>
    internal List<bool> Present { get; } = [];

    /// <summary>P sums a unit, in order of appearance.</summary>
    internal ReadOnlySpan<double> Sums => _sums;

    internal void Add(ChoiceRows rows)
    {
        int p = _score.Length;
        for (int r = 0; r < rows.Count; r++)
        {
            Score(rows, r);
            double weight = rows.Weight[r] * _rows.Whitening.Scale;
            if (ByRow) Square(weight);
            else SmallMatrix.Add(Unit(rows.Unit[r], p), weight, _score);
        }
    }

    /// <summary>Adds the rows of a ledger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(RowLedger ledger, RowPatterns patterns)
    {
        int columns = _row.Length;
        for (int r = 0; r < ledger.Count; r++)
        {
            var (at, unit, weight) = ledger[r];
            var pattern = patterns.Pattern(at);
            Score(pattern[..columns], pattern[columns], pattern[columns + 1]);
            SmallMatrix.Add(Unit(unit, _score.Length), weight * _rows.Whitening.Scale, _score);
        }
    }

    private void Score(ChoiceRows rows, int r)
    {
        rows.Row(r).CopyTo(_row);
        _rows.Whitening.Apply(_row);
        Score(_row, rows.Offset[r], rows.Outcome[r]);
    }

    private void Score(ReadOnlySpan<double> row, double offset, double outcome)
    {
        var map = _estimate.Map;
        map.Indices(row, offset, _estimate.Maximum.Theta, _u);
        _estimate.Curve.Likelihood(_u, outcome, _derivatives, expected: false);
        _score.AsSpan().Clear();
        map.AddSlope(row, _derivatives.First, _derivatives.Slope, 1, _score);
    }

    // A weight that counts equal rows counts their squares.
    private void Square(double weight)
    {
        for (int i = 0; i < _score.Length; i++) SmallMatrix.Add(_sums.AsSpan(i * _score.Length, _score.Length), weight * _score[i], _score);
    }

    private Span<double> Unit(int unit, int p)
    {
        if ((unit + 1) * p > _sums.Length) Array.Resize(ref _sums, Math.Max((unit + 1) * p, 2 * _sums.Length));
        while (Present.Count <= unit) Present.Add(false);
        Present[unit] = true;
        return _sums.AsSpan(unit * p, p);
    }
}
