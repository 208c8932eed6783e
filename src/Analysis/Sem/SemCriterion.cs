namespace CoProduction.Analysis;

/// <summary>
/// The discrepancy of maximum likelihood over all groups, F = Σ (n_g / N) [ln |Σ| + tr(Σ⁻¹ T)], T the (expected) second moments about μ, with slope and expected information. Jöreskog (1969); Bollen (1989), chapter 4.
/// Buffers are made once; an evaluation allocates nothing.
/// </summary>
internal sealed class SemCriterion
{
    private readonly GroupBuffers[] _buffers;
    private readonly double[] _shares;

    internal SemCriterion(ParameterTable table, IReadOnlyList<GroupMoments> moments)
    {
        (Table, Moments, K) = (table, moments, table.FreeCount);
        Rows = moments.Sum(group => group.Rows);
        _shares = [.. moments.Select(group => (double)group.Rows / Rows)];
        _buffers = [.. moments.Select((_, g) => new GroupBuffers(PathMatrices.Of(table, g), table.HasMeans))];
    }

    internal ParameterTable Table { get; }

    internal IReadOnlyList<GroupMoments> Moments { get; private set; }

    /// <summary>Free parameters.</summary>
    internal int K { get; }

    /// <summary>Rows of all groups, N.</summary>
    internal long Rows { get; }

    internal double Share(int group) => _shares[group];

    /// <summary>The matrices of a group at the last <see cref="Value"/>.</summary>
    internal GroupBuffers this[int group] => _buffers[group];

    internal int Groups => _buffers.Length;

    /// <summary>Other moments of the same shape, for draws of a bootstrap.</summary>
    internal void Replace(IReadOnlyList<GroupMoments> moments)
    {
        Moments = moments;
        long rows = moments.Sum(group => group.Rows);
        for (int g = 0; g < _shares.Length; g++) _shares[g] = (double)moments[g].Rows / rows;
    }

    /// <summary>F of other moments at the last θ: nothing is inverted again. Where exogenous variables are taken as they are, Σ depends on the moments, and <see cref="Value"/> must be asked.</summary>
    internal void Renew(IReadOnlyList<GroupMoments> moments)
    {
        Replace(moments);
        for (int g = 0; g < _buffers.Length; g++) _buffers[g].Renew(moments[g]);
    }

    /// <summary>F; NaN where a Σ is not positive definite.</summary>
    internal double Value(ReadOnlySpan<double> theta)
    {
        double sum = 0;
        for (int g = 0; g < _buffers.Length; g++) sum += _shares[g] * _buffers[g].Value(theta, Moments[g]);
        return sum;
    }

    /// <summary>dF/dθ at the last value.</summary>
    internal void Slope(Span<double> into)
    {
        into.Clear();
        for (int g = 0; g < _buffers.Length; g++) _buffers[g].AddSlope(into, _shares[g]);
    }

    /// <summary>Expected information of one row, k × k, at the last value: half the expected second derivative of F.</summary>
    internal void Information(Span<double> into)
    {
        into.Clear();
        for (int g = 0; g < _buffers.Length; g++) _buffers[g].AddInformation(into, K, _shares[g]);
        for (int i = 0; i < K; i++)
            for (int j = 0; j < i; j++) into[j * K + i] = into[i * K + j];
    }

    /// <summary>Observed information of one row: half the second derivative of F, by central differences of fourth order of the analytic slope.</summary>
    /// <param name="theta">Where.</param>
    /// <param name="expected">The expected information, which gives the steps.</param>
    internal double[] Observed(double[] theta, ReadOnlySpan<double> expected)
    {
        var hessian = new double[K * K];
        double[] at = [.. theta], slope = new double[K];
        for (int k = 0; k < K; k++)
        {
            double step = 1e-3 / Math.Sqrt(Math.Max(expected[k * K + k], 1e-12));
            foreach (var (times, weight) in FourthOrder)
            {
                at[k] = theta[k] + times * step;
                Value(at);
                Slope(slope);
                Lanes.Add(hessian.AsSpan(k * K, K), weight / (24 * step), slope);
            }
            at[k] = theta[k];
        }
        Value(theta);
        for (int i = 0; i < K; i++)
            for (int j = 0; j < i; j++) hessian[i * K + j] = hessian[j * K + i] = (hessian[i * K + j] + hessian[j * K + i]) / 2;
        return hessian;
    }

    private static readonly (int Times, int Weight)[] FourthOrder = [(-2, 1), (-1, -8), (1, 8), (2, -1)];
}
