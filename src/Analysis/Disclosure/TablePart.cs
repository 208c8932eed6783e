using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A part of a table whose rows add up in at most two ways: cells (row line, column line), with totals at <see cref="TableRow.Total"/>.</summary>
internal sealed class TablePart
{
    private readonly Dictionary<(string Row, string Column), int> _at = [];

    public TablePart(CandidateTable table, TableShape shape, List<int> rows)
    {
        Rows = [.. rows];
        Implied = [.. Enumerable.Range(0, 2).Select(way => way < shape.Lines.Length && shape.Implied[way])];
        Way = way => way < shape.Lines.Length;
        foreach (int row in rows) _at[Place(table, shape, row)] = row;
        Places = _at.ToDictionary(pair => pair.Value, pair => pair.Key);
        InRow = rows.Where(row => !IsTotal(row)).ToLookup(row => Places[row].Row, StringComparer.Ordinal);
        InColumn = rows.Where(row => !IsTotal(row)).ToLookup(row => Places[row].Column, StringComparer.Ordinal);
        RowLines = [.. _at.Keys.Select(key => key.Row).Where(key => key != TableRow.Total).Distinct().Order(StringComparer.Ordinal)];
        ColumnLines = [.. _at.Keys.Select(key => key.Column).Where(key => key != TableRow.Total).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Rows of the table in this part, in the table's order.</summary>
    public ImmutableArray<int> Rows { get; }

    /// <summary>For each way, true when its total is known though not shown.</summary>
    public ImmutableArray<bool> Implied { get; }

    /// <summary>True when the part adds up in that way (0: over row lines, 1: over column lines).</summary>
    public Func<int, bool> Way { get; }

    /// <summary>Row of the table → its place in the grid.</summary>
    public IReadOnlyDictionary<int, (string Row, string Column)> Places { get; }

    /// <summary>Rows of the table in a row line, totals left out.</summary>
    public ILookup<string, int> InRow { get; }

    /// <summary>Rows of the table in a column line, totals left out.</summary>
    public ILookup<string, int> InColumn { get; }

    public ImmutableArray<string> RowLines { get; }

    public ImmutableArray<string> ColumnLines { get; }

    /// <summary>Row of the table at a place; null when the table has no such row.</summary>
    public int? At(string row, string column) => _at.TryGetValue((row, column), out int found) ? found : null;

    public bool IsTotal(int row) => Places[row].Row == TableRow.Total || Places[row].Column == TableRow.Total;

    /// <summary>A part that adds up in fewer than two ways is a grid of one line in the other.</summary>
    private static (string Row, string Column) Place(CandidateTable table, TableShape shape, int row) =>
        (shape.Lines.Length > 0 ? table.Rows[row].Key[shape.Lines[0]] : FormattableString.Invariant($"row {row}"), shape.Lines.Length > 1 ? table.Rows[row].Key[shape.Lines[1]] : "");
}
