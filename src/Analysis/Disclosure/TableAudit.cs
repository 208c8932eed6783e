namespace CoProduction.Analysis;

/// <summary>
/// What a reader can work out of a part's released rows: rows, columns and totals of one additive quantity as a circulation
/// source → row line → column line → sink → source. Totals larger than their parts get an unseen remainder; totals smaller than their parts are no sums, and then nothing is linked.
/// </summary>
internal sealed class TableAudit
{
    private readonly TablePart _part;
    private readonly Func<int, long> _quantity;
    private readonly Func<int, bool> _withheld;
    private readonly Func<int, (long Low, long High)> _bounds;
    private readonly Dictionary<int, int> _arcs = [];
    private readonly Circulation _flow;
    private readonly int _source, _sink, _restRow, _restColumn;

    /// <param name="part">The part.</param>
    /// <param name="quantity">True value of a row.</param>
    /// <param name="withheld">True when a row is not released.</param>
    /// <param name="bounds">What a reader knows of a withheld row's value.</param>
    public TableAudit(TablePart part, Func<int, long> quantity, Func<int, bool> withheld, Func<int, (long Low, long High)> bounds)
    {
        (_part, _quantity, _withheld, _bounds) = (part, quantity, withheld, bounds);
        (_restRow, _restColumn) = (part.RowLines.Length, part.RowLines.Length + 1 + part.ColumnLines.Length);
        (_source, _sink) = (_restColumn + 1, _restColumn + 2);
        _flow = new Circulation(_sink + 1);
        Sums = AddArcs();
    }

    /// <summary>False when totals are smaller than what they are totals of.</summary>
    public bool Sums { get; }

    /// <summary>True when the released rows leave one value only.</summary>
    public bool IsFixed(int row) => Sums && _arcs.TryGetValue(row, out int arc) && _flow.IsFixed(arc);

    private bool AddArcs()
    {
        AddCells();
        long[] rowRest = [.. _part.RowLines.Select((row, i) => AddTotal(_part.At(row, TableRow.Total), _source, i, _part.InRow[row].Sum(_quantity), _part.Implied[1], _part.InRow[row]))];
        long[] columnRest = [.. _part.ColumnLines.Select((column, j) => AddTotal(_part.At(TableRow.Total, column), Column(j), _sink, _part.InColumn[column].Sum(_quantity), _part.Implied[0], _part.InColumn[column]))];
        if (rowRest.Concat(columnRest).Any(rest => rest < 0)) return false;
        return AddRests(rowRest, columnRest);
    }

    private void AddCells()
    {
        foreach (int row in _part.Rows.Where(row => !_part.IsTotal(row)))
        {
            var (line, column) = _part.Places[row];
            AddRow(row, _part.RowLines.AsSpan().BinarySearch(line, StringComparer.Ordinal), Column(_part.ColumnLines.AsSpan().BinarySearch(column, StringComparer.Ordinal)));
        }
    }

    /// <summary>The total of a line, and what it holds beyond the line's rows.</summary>
    private long AddTotal(int? total, int from, int to, long sum, bool implied, IEnumerable<int> cells)
    {
        if (total is { } row)
        {
            AddRow(row, from, to);
            return _quantity(row) - sum;
        }
        if (implied && !cells.All(_withheld)) _flow.Add(from, to, sum, sum, sum);
        else _flow.Add(from, to, sum, 0, long.MaxValue);
        return 0;
    }

    private bool AddRests(long[] rowRest, long[] columnRest)
    {
        long inside = _part.Rows.Where(row => !_part.IsTotal(row)).Sum(_quantity), all = inside + rowRest.Sum() + columnRest.Sum();
        int? grand = _part.At(TableRow.Total, TableRow.Total);
        long corner = grand is { } total ? _quantity(total) - all : 0;
        if (corner < 0) return false;
        for (int i = 0; i < rowRest.Length; i++) AddFree(i, _restColumn, rowRest[i]);
        for (int j = 0; j < columnRest.Length; j++) AddFree(_restRow, Column(j), columnRest[j]);
        AddFree(_restRow, _restColumn, corner);
        AddFree(_source, _restRow, columnRest.Sum() + corner);
        AddFree(_restColumn, _sink, rowRest.Sum() + corner);
        if (grand is { } row) AddRow(row, _sink, _source);
        else if (_part.Implied.Any(implied => implied) && !_part.Rows.All(_withheld)) _flow.Add(_sink, _source, all, all, all);
        else _flow.Add(_sink, _source, all, 0, long.MaxValue);
        return true;
    }

    private void AddRow(int row, int from, int to)
    {
        long value = _quantity(row);
        var (low, high) = _withheld(row) ? _bounds(row) : (value, value);
        _arcs[row] = _flow.Add(from, to, value, low, high);
    }

    private void AddFree(int from, int to, long value)
    {
        if (value > 0) _flow.Add(from, to, value, 0, long.MaxValue);
    }

    private int Column(int j) => _part.RowLines.Length + 1 + j;
}
