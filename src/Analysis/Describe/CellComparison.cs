using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Two categories together.</summary>
internal sealed class CellComparison
{
    private readonly CellSums _sums;
    private readonly int[] _rows, _columns;
    private readonly double[,] _counts;
    private readonly double[] _rowTotals, _columnTotals;
    private readonly double _n;

    internal CellComparison(CellSums sums, IEnumerable<int> rows, IEnumerable<int> columns)
    {
        _sums = sums;
        _rows = [.. rows.Where(row => sums.Counts.Keys.Any(key => key.Variable == row))];
        _columns = [.. columns.Where(column => sums.Counts.Keys.Any(key => key.Group == column))];
        _counts = new double[_rows.Length, _columns.Length];
        (_rowTotals, _columnTotals) = (new double[_rows.Length], new double[_columns.Length]);
        for (int i = 0; i < _rows.Length; i++)
            for (int j = 0; j < _columns.Length; j++)
            {
                double count = _counts[i, j] = sums.Counts.GetValueOrDefault((_rows[i], _columns[j]));
                _rowTotals[i] += count;
                _columnTotals[j] += count;
                _n += count;
            }
    }

    /// <summary>Each cell: indices of both levels, count, share of its group.</summary>
    internal IEnumerable<(int Variable, int Group, long Count, double Share)> Cells =>
        from j in Enumerable.Range(0, _columns.Length) from i in Enumerable.Range(0, _rows.Length) select (_rows[i], _columns[j], (long)_counts[i, j], _counts[i, j] / _columnTotals[j]);

    private double Expected(int i, int j) => _rowTotals[i] * _columnTotals[j] / _n;

    private IEnumerable<double> AllExpected => from i in Enumerable.Range(0, _rows.Length) from j in Enumerable.Range(0, _columns.Length) select Expected(i, j);

    /// <summary>The smallest expected count, and the share of cells that expect fewer than 5.</summary>
    internal (double Smallest, double ShareBelowFive) Thin => (AllExpected.Min(), AllExpected.Count(expected => expected < 5) / (double)(_rows.Length * _columns.Length));

    internal Comparison Of(double level)
    {
        if (_rows.Length < 2) throw new StudyException(DescribeFaults.Constant(_sums.Variable, _sums.Group));
        double chi = 0;
        for (int i = 0; i < _rows.Length; i++)
            for (int j = 0; j < _columns.Length; j++) chi += (_counts[i, j] - Expected(i, j)) * (_counts[i, j] - Expected(i, j)) / Expected(i, j);
        double df = (_rows.Length - 1.0) * (_columns.Length - 1), smaller = Math.Min(_rows.Length, _columns.Length) - 1, tail = (1 - level) / 2, start = chi + 8 * Math.Sqrt(chi + 4);
        double End(double probability) => Math.Min(1, Math.Sqrt(Noncentral.At(noncentrality => Noncentral.ChiSquared(chi, df, noncentrality), probability, start) / (_n * smaller)));
        return new Comparison(_sums.Variable, _sums.Group, (long)_n, (long)_columnTotals.Min(), [new("chi_squared", chi, df, null, ChiSquared.Upper(chi, df))],
            [new("cramers_v", Math.Sqrt(chi / (_n * smaller)), End(1 - tail), End(tail), "Cramér (1946), no correction; noncentral χ², √(λ / (n m)) (Smithson 2003)")]);
    }
}
