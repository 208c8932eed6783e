using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Means and covariances of the items of a scale over complete rows, added up block by block. Answers are taken from the middle of their range, which turning round only gives another sign: sums of whole
/// answers are exact.
/// </summary>
/// <param name="items">The k items.</param>
internal sealed class ItemSums(ImmutableArray<ScaleItem> items)
{
    private readonly double[] _sums = new double[items.Length], _row = new double[items.Length];
    private readonly double[,] _products = new double[items.Length, items.Length];
    private int _rows;

    /// <param name="block">Rows with the items.</param>
    public void Add(Frame block)
    {
        double[][] answers = [.. items.Select(item => block[item.Name].Doubles())];
        for (int row = 0; row < block.Rows; row++)
            if (IsComplete(answers, row)) AddRow();
    }

    /// <summary>What the rows so far give.</summary>
    public ItemCovariance Covariance()
    {
        var s = new double[items.Length, items.Length];
        for (int i = 0; i < items.Length; i++)
            for (int j = i; j < items.Length; j++) s[i, j] = s[j, i] = (_products[i, j] - _sums[i] * _sums[j] / _rows) / (_rows - 1);
        return new ItemCovariance(_rows, [.. items.Select((item, i) => (_rows * Middle(item) + _sums[i]) / _rows)], s);
    }

    private static double Middle(ScaleItem item) => (item.Minimum + item.Maximum) / 2.0;

    private bool IsComplete(double[][] answers, int row)
    {
        for (int i = 0; i < _row.Length; i++)
        {
            double from = answers[i][row] - Middle(items[i]);
            if (double.IsNaN(from)) return false;
            _row[i] = items[i].Reversed ? -from : from;
        }
        return true;
    }

    private void AddRow()
    {
        _rows++;
        for (int i = 0; i < _row.Length; i++)
        {
            _sums[i] += _row[i];
            for (int j = i; j < _row.Length; j++) _products[i, j] += _row[i] * _row[j];
        }
    }
}
