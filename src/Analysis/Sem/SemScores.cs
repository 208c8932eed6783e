namespace CoProduction.Analysis;

/// <summary>How factor scores weigh the items.</summary>
public enum FactorScoring
{
    /// <summary>By regression: the factor's expectation given the answers. Thurstone (1935); lavPredict's <c>regression</c>.</summary>
    Regression,

    /// <summary>By weighted least squares: unbiased given the factor. Bartlett (1937); lavPredict's <c>Bartlett</c>.</summary>
    Bartlett,
}

/// <summary>
/// Scores of the L latent variables of one group, E(η) + W (z - μ). Regression: W = C_ηz Σ⁻¹. Bartlett: W = (Λ'Σ⁻¹Λ)⁻¹ Λ'Σ⁻¹, Λ the loadings, with a column of its own for an observed variable of the equations, as lavaan has it.
/// With FIML Σ⁻¹ is that of the variables answered, and a row is scored by these; otherwise complete rows are scored only.
/// </summary>
internal sealed class SemScores
{
    private readonly PathMatrices _m;
    private readonly double[] _inverse, _mu, _loadings, _expectations;
    private readonly bool _bartlett, _incomplete, _means;
    private readonly int _columns;
    private readonly Dictionary<UInt128, double[]?> _weights = [];

    internal SemScores(SemEstimate estimate, int group, FactorScoring scoring)
    {
        estimate.Criterion.Value(estimate.Theta);
        var buffers = estimate.Criterion[group];
        (_m, _inverse, _means) = (buffers.Matrices, [.. buffers.Inverse], estimate.Table.HasMeans);
        (_bartlett, _incomplete) = (scoring == FactorScoring.Bartlett, estimate.Table.Spec.Missing == SemMissing.Fiml);
        _mu = _means ? [.. _m.Means.AsSpan(0, _m.P)] : estimate.Criterion.Moments[group].Mean;
        var equations = estimate.Table.Rows.Where(row => row.Operator == ParameterOperator.Regression).SelectMany(row => new[] { row.Left, row.Right }).ToHashSet(StringComparer.Ordinal);
        int[] own = [.. Enumerable.Range(0, _m.P).Where(i => equations.Contains(estimate.Table.Observed[i]))], exogenous = [.. own.Where(i => Enumerable.Range(0, _m.V).All(j => _m.Direct(i, j) == 0))];
        (_loadings, _columns) = Loadings(own, exogenous);
        _expectations = Expectations(exogenous, estimate.Criterion.Moments[group].Mean);
    }

    private int Latent => _m.V - _m.P;

    /// <summary>The scores of a row.</summary>
    /// <param name="z">p values, NaN where missing.</param>
    /// <param name="into">Takes L scores; NaN where there is none.</param>
    internal void Of(ReadOnlySpan<double> z, Span<double> into)
    {
        UInt128 present = 0;
        for (int i = 0; i < _m.P; i++) if (!double.IsNaN(z[i])) present |= UInt128.One << i;
        into.Fill(double.NaN);
        if (present == 0 || (!_incomplete && present != All)) return;
        if (!_weights.TryGetValue(present, out double[]? weights)) _weights[present] = weights = Weights(present);
        if (weights is null) return;
        Span<double> gap = stackalloc double[_m.P];
        for (int i = 0; i < _m.P; i++) gap[i] = double.IsNaN(z[i]) ? 0 : z[i] - _mu[i];
        for (int f = 0; f < Latent; f++) into[f] = _expectations[f] + Lanes.Dot(weights.AsSpan(f * _m.P, _m.P), gap);
    }

    private UInt128 All => _m.P == 128 ? UInt128.MaxValue : (UInt128.One << _m.P) - 1;

    private double[]? Weights(UInt128 present)
    {
        int p = _m.P;
        double[] inverse = PatternInverse.Of(_inverse, [.. Enumerable.Range(0, p).Where(i => (present & (UInt128.One << i)) == 0)], p);
        return _bartlett ? Bartlett(inverse) : Regression(inverse);
    }

    private double[] Regression(double[] inverse)
    {
        var weights = new double[Latent * _m.P];
        for (int f = 0; f < Latent; f++)
            for (int i = 0; i < _m.P; i++) weights[f * _m.P + i] = Lanes.Dot(_m.With(_m.P + f), inverse.AsSpan(i * _m.P, _m.P));
        return weights;
    }

    // A factor without an answered item of its own has no such score: NaN.
    private double[]? Bartlett(double[] inverse)
    {
        int p = _m.P;
        double[] carried = new double[_columns * p], products = new double[_columns * _columns];
        Lanes.TimesTransposed(_loadings, inverse, p, carried);
        Lanes.TimesTransposed(carried, _loadings, p, products);
        int[] there = [.. Enumerable.Range(0, _columns).Where(c => products[c * _columns + c] > 0)];
        double[] part = RootMoments.Part(products, _columns, there), turned = new double[part.Length], work = new double[part.Length], weights = [.. Enumerable.Repeat(double.NaN, Latent * p)];
        if (!PositiveDefinite.TryInvert(part, there.Length, turned, work, out _)) return null;
        for (int c = 0; c < there.Length && there[c] < Latent; c++)
        {
            var row = weights.AsSpan(there[c] * p, p);
            row.Clear();
            for (int d = 0; d < there.Length; d++) Lanes.Add(row, turned[c * there.Length + d], carried.AsSpan(there[d] * p, p));
        }
        return weights;
    }

    // Columns as rows: those of the latent variables, then one for each observed variable of the equations; what is explained stands in the columns of what explains it.
    private (double[] Loadings, int Columns) Loadings(int[] own, int[] exogenous)
    {
        int[] columns = [.. Enumerable.Range(_m.P, Latent), .. own];
        var loadings = new double[columns.Length * _m.P];
        for (int c = 0; c < columns.Length; c++)
            for (int i = 0; i < _m.P; i++) loadings[c * _m.P + i] = exogenous.Contains(i) ? (columns[c] == i ? 1 : 0) : _m.Direct(i, columns[c]);
        return (loadings, columns.Length);
    }

    // Where means are not estimated, those of exogenous observed variables give the latent variables theirs.
    private double[] Expectations(int[] exogenous, double[] sample) => _means
        ? [.. _m.Means.AsSpan(_m.P)]
        : [.. Enumerable.Range(0, Latent).Select(f => exogenous.Sum(x => _m.EffectsT[x * _m.V + _m.P + f] * sample[x]))];
}
