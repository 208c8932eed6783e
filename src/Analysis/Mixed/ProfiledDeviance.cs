using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The profiled deviance of a nested mixed model and its gradient, from the roots of the innermost units. One evaluation costs a small elimination a unit and does not depend on the number of rows.
/// Deviance: Bates, Mächler, Bolker and Walker (2015), eq. 34 (ML) and 41 (REML). Gradient: with V the covariance of the outcome over σ² and P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1,
/// d/dΛ of a level is 2 Γ Λ, where Γ = Σ Z'V^-1 Z - s Σ Z'P y y'P Z over its units, Z'P Z in place of Z'V^-1 Z for REML, and s = 1/σ².
/// </summary>
internal sealed class ProfiledDeviance
{
    private readonly MixedDesign _design;
    private readonly NestedUnits _units;
    private readonly UnitScores _scores;
    private readonly RowStack[] _stacks;
    private readonly double _logWeightSum;
    private ImmutableArray<ImmutableArray<(int Row, int Column)>> _entries = [];

    internal ProfiledDeviance(MixedDesign design, bool reml)
    {
        (_design, Reml) = (design, reml);
        _units = new NestedUnits(design);
        _scores = new UnitScores(_units, reml);
        _stacks = [.. _units.Levels.Select(level => new RowStack(level.Rest))];
        _logWeightSum = design.Pooled.LogWeightSum;
        Rows = design.Pooled.Rows;
        Take(full: false);
    }

    internal bool Reml { get; }

    internal NestedUnits Units => _units;

    internal ImmutableArray<MixedLevel> Levels => _design.Levels;

    internal UnitScores Scores => _scores;

    internal long Rows { get; }

    /// <summary>Number of fixed terms, k.</summary>
    internal int K => _units.K;

    /// <summary>N - k for REML, N for ML: what the residual sum of squares is divided by.</summary>
    internal double Df => Reml ? Rows - K : Rows;

    /// <summary>Number of entries that <see cref="Evaluate(ReadOnlySpan{double})"/> takes: those of θ, or of full blocks.</summary>
    internal int Dimension => _entries.Sum(level => level.Length);

    /// <summary>Entries of each level in the order in which they are given.</summary>
    internal ImmutableArray<ImmutableArray<(int Row, int Column)>> Entries => _entries;

    /// <summary>Takes the entries of full blocks of Λ from now on, or of triangular ones, which are θ.</summary>
    internal void Take(bool full)
    {
        _entries = [.. _design.Levels.Select(level => full ? level.Free : level.Entries)];
        foreach (var level in _units.Levels) Array.Clear(level.Lambda);
    }

    /// <summary>The deviance (ML) or the REML criterion at the last θ.</summary>
    internal double Value { get; private set; }

    /// <summary>Penalised residual sum of squares at the last θ.</summary>
    internal double ResidualSumOfSquares { get; private set; }

    /// <summary>σ² at the last θ, in squared units of the outcome.</summary>
    internal double Variance => ResidualSumOfSquares / Df;

    /// <summary>(k+1) × (k+1) root of V^-1/2 [X y] at the last θ.</summary>
    internal ReadOnlySpan<double> Root => _units.Fixed;

    /// <summary>Evaluates the deviance.</summary>
    internal double Evaluate(ReadOnlySpan<double> theta)
    {
        SetLambda(theta);
        double logDet = _units.Eliminate(_stacks);
        double last = Root[K * (K + 1) + K];
        ResidualSumOfSquares = last * last;
        if (Reml)
            for (int j = 0; j < K; j++) logDet += 2 * Math.Log(Root[j * (K + 1) + j]);
        Value = logDet + Df * (1 + Math.Log(2 * Math.PI * ResidualSumOfSquares / Df)) - _logWeightSum;
        return Value;
    }

    /// <summary>Evaluates the deviance and its gradient.</summary>
    internal double Evaluate(ReadOnlySpan<double> theta, Span<double> gradient) => Evaluate(theta, gradient, null);

    /// <summary>Evaluates the deviance and its gradient, for a fixed σ² where one is given.</summary>
    internal double Evaluate(ReadOnlySpan<double> theta, Span<double> gradient, double? variance)
    {
        double value = Evaluate(theta);
        _scores.Gather();
        double s = 1 / (variance ?? Variance);
        int t = 0;
        for (int l = 0; l < _design.Levels.Length; l++)
            foreach (var (row, column) in _entries[l]) gradient[t++] = 2 * (_scores.TimesLambda(l, _scores.Curvature[l], row, column) - s * _scores.TimesLambda(l, _scores.Scatter[l], row, column));
        return value;
    }

    private void SetLambda(ReadOnlySpan<double> theta)
    {
        int t = 0;
        for (int l = 0; l < _design.Levels.Length; l++)
        {
            var level = _units.Levels[l];
            foreach (var (row, column) in _entries[l]) level.Lambda[row * level.Q + column] = theta[t++];
        }
    }
}
