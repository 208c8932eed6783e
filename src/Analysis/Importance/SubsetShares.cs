using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>
/// R² of the linear models of all subsets of predictors. Each predictor in turn is swept out of the cross-product of those behind it and the outcome, or passed over: a tree whose deep nodes hold
/// small matrices, so that 2^m models cost about 6 · 2^m steps in all and no sweep is ever undone.
/// </summary>
internal sealed class SubsetShares
{
    /// <summary>A column has nothing of its own left below this share of its variance; it then adds nothing.</summary>
    private const double Nothing = 1e-11;

    private readonly int _q;
    private readonly int[] _widths;
    private readonly double[][] _work;
    private readonly double[] _shares;
    private readonly double[] _sizes;
    private readonly double[] _folded;

    /// <param name="widths">Columns of each of the m predictors, in the order of the cross-product.</param>
    internal SubsetShares(int[] widths)
    {
        (_widths, _q) = (widths, widths.Sum() + 1);
        _work = [.. Enumerable.Range(0, M + 1).Select(_ => new double[_q * _q])];
        (_shares, _folded) = (new double[1 << M], new double[1 << M]);
        _sizes = [.. Enumerable.Range(0, M).Select(size => 1 / (M * Choose(M - 1, size)))];
    }

    /// <summary>Predictors, m.</summary>
    internal int M => _widths.Length;

    /// <summary>R² by subset, a bit a predictor; 2^m values.</summary>
    internal ReadOnlySpan<double> Shares => _shares;

    /// <summary>Computes all R².</summary>
    /// <param name="correlations">q × q of the predictors' columns and the outcome, the outcome last; the upper triangle is read.</param>
    internal void Compute(ReadOnlySpan<double> correlations)
    {
        correlations.CopyTo(_work[0]);
        Visit(0, 0, _work[0], 0);
    }

    /// <summary>The importance of each predictor after Lindeman, Merenda and Gold (1980, p. 119): its mean gain in R² over all orders of entry, which is its Shapley value and its general dominance weight.</summary>
    internal double[] Lmg()
    {
        // Σ over sets without i of w (gain) = Σ over sets with i of (w₋ + w) R² - Σ over all sets of w R²; the sums by bit come of halving the array, one bit at a time.
        double without = 0;
        for (int set = 0; set < _shares.Length; set++)
        {
            int size = int.PopCount(set);
            double plain = size < M ? _sizes[size] : 0, share = _shares[set];
            without += plain * share;
            _folded[set] = (plain + (size > 0 ? _sizes[size - 1] : 0)) * share;
        }
        var lmg = new double[M];
        for (int i = M - 1; i >= 0; i--)
        {
            int half = 1 << i;
            double with = 0;
            for (int set = 0; set < half; set++)
            {
                with += _folded[set | half];
                _folded[set] += _folded[set | half];
            }
            lmg[i] = with - without;
        }
        return lmg;
    }

    /// <summary>Mean gain of each predictor over the models of each size, m × m: conditional dominance (Azen and Budescu 2003).</summary>
    internal double[][] BySize()
    {
        double[][] gains = [.. Enumerable.Range(0, M).Select(_ => new double[M])];
        for (int i = 0; i < M; i++)
            for (int set = 0; set < _shares.Length; set++)
                if ((set & (1 << i)) == 0) gains[i][int.PopCount(set)] += M * _sizes[int.PopCount(set)] * (_shares[set | (1 << i)] - _shares[set]);
        return gains;
    }

    /// <summary>True when a predictor adds at least as much as another to every model that has neither.</summary>
    internal bool Dominates(int i, int j)
    {
        for (int set = 0; set < _shares.Length; set++)
            if ((set & ((1 << i) | (1 << j))) == 0 && _shares[set | (1 << i)] < _shares[set | (1 << j)]) return false;
        return true;
    }

    // The matrix of predictors from t on and the outcome stands from row and column 'from' of 'matrix'.
    private void Visit(int t, int set, double[] matrix, int from)
    {
        if (t == M)
        {
            _shares[set] = 1 - matrix[_q * _q - 1];
            return;
        }
        int next = from + _widths[t];
        if (t == M - 1 && _widths[t] == 1)
        {
            double own = matrix[from * _q + from], shared = matrix[from * _q + next], rest = matrix[_q * _q - 1];
            _shares[set] = 1 - rest;
            _shares[set | (1 << t)] = 1 - (own > Nothing ? rest - shared * shared / own : rest);
            return;
        }
        Visit(t + 1, set, matrix, next);
        Sweep(matrix, _work[t + 1], from);
        for (int column = from + 1; column < next; column++) Sweep(_work[t + 1], _work[t + 1], column);
        Visit(t + 1, set | (1 << t), _work[t + 1], next);
    }

    // Takes one column out of those behind it; into the same matrix or another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep(double[] matrix, double[] into, int pivot)
    {
        ReadOnlySpan<double> by = matrix.AsSpan(pivot * _q, _q);
        double scale = by[pivot] > Nothing ? 1 / by[pivot] : 0;
        for (int i = pivot + 1; i < by.Length; i++)
        {
            double factor = by[i] * scale;
            ReadOnlySpan<double> row = matrix.AsSpan(i * by.Length, by.Length);
            Span<double> swept = into.AsSpan(i * by.Length, by.Length);
            for (int j = i; j < row.Length; j++) swept[j] = row[j] - factor * by[j];
        }
    }

    private static double Choose(int n, int k)
    {
        double value = 1;
        for (int i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
