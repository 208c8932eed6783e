using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>How a table is laid out.</summary>
public enum TableLayout
{
    /// <summary>Two dimensions become rows × columns; anything else stays long.</summary>
    Automatic,

    /// <summary>One line a row, the dimensions as columns.</summary>
    Long,

    /// <summary>First dimension down, second across, totals last; several measures stand side by side under each column.</summary>
    TwoWay,
}

/// <summary>A table laid out for people: header lines and body lines of text, totals last.</summary>
/// <param name="Corner">Headers of the key columns.</param>
/// <param name="Groups">Upper header: label and number of columns it spans; empty when there is one header line.</param>
/// <param name="Columns">Header of each value column.</param>
/// <param name="Lines">Body.</param>
internal sealed record TableGrid(
    ImmutableArray<string> Corner, ImmutableArray<(string Label, int Span)> Groups, ImmutableArray<string> Columns, ImmutableArray<TableLine> Lines)
{
    /// <summary>Lays a table out.</summary>
    /// <exception cref="StudyException">A two-way layout was asked of a table that has not two dimensions.</exception>
    public static TableGrid Of(ReleasedTable table, Language language, TableLayout layout)
    {
        if (layout == TableLayout.TwoWay && table.Dimensions.Length != 2) throw ReportsFaults.TableShape(table.Id, table.Dimensions.Length);
        bool twoWay = layout == TableLayout.TwoWay || (layout == TableLayout.Automatic && IsTwoWay(table));
        return twoWay ? TwoWayGrid(table, language) : LongGrid(table, language);
    }

    // A text a cell, or more than two measures, reads better in lines.
    private static bool IsTwoWay(ReleasedTable table) =>
        table.Dimensions.Length == 2 && table.Measures.Length <= 2 && table.Measures.All(measure => measure.Kind != MeasureKind.Text)
        && Keys(table, 1).Length is > 1 and <= 12 && table.Rows.Select(row => (row.Key[0], row.Key[1])).Distinct().Count() == table.Rows.Length;

    private static TableGrid LongGrid(ReleasedTable table, Language language) => new(
        [.. table.Dimensions.Select(dimension => dimension.Label.In(language))], [], [.. table.Measures.Select(measure => measure.Label.In(language))],
        [.. table.Rows.Select(row => new TableLine(
            [.. Enumerable.Range(0, row.Key.Length).Select(i => TableText.Key(row, i, language))],
            [.. row.Values.Select((value, i) => new TableCell(TableText.Human(table.Measures[i], value, language), table.Measures[i].Kind, value.State))],
            row.Key.Contains(TableRow.Total)))]);

    private static TableGrid TwoWayGrid(ReleasedTable table, Language language)
    {
        var across = Keys(table, 1);
        var rows = table.Rows.ToDictionary(row => (row.Key[0], row.Key[1]));
        var labels = across.Select(key => TableText.Key(table.Rows.First(row => row.Key[1] == key), 1, language));
        bool single = table.Measures.Length == 1;
        return new(
            [table.Dimensions[0].Label.In(language)], single ? [] : [.. labels.Select(label => (label, table.Measures.Length))],
            single ? [.. labels] : [.. across.SelectMany(_ => table.Measures.Select(measure => measure.Label.In(language)))],
            [.. Keys(table, 0).Select(key => Line(table, rows, key, across, language))]);
    }

    private static TableLine Line(ReleasedTable table, Dictionary<(string, string), TableRow> rows, string key, ImmutableArray<string> across, Language language)
    {
        var cells = from column in across
                    from i in Enumerable.Range(0, table.Measures.Length)
                    let value = rows.TryGetValue((key, column), out var row) ? row.Values[i] : Value.Absent
                    select new TableCell(TableText.Human(table.Measures[i], value, language), table.Measures[i].Kind, value.State);
        string label = TableText.Key(table.Rows.First(row => row.Key[0] == key), 0, language);
        return new([label], [.. cells], key == TableRow.Total);
    }

    private static ImmutableArray<string> Keys(ReleasedTable table, int dimension)
    {
        var keys = table.Rows.Select(row => row.Key[dimension]).Distinct().ToList();
        return [.. keys.Where(key => key != TableRow.Total), .. keys.Where(key => key == TableRow.Total)];
    }
}

/// <summary>A body line.</summary>
/// <param name="Keys">Labels of the keys.</param>
/// <param name="Cells">Values.</param>
/// <param name="IsTotal">True for a line of totals.</param>
internal sealed record TableLine(ImmutableArray<string> Keys, ImmutableArray<TableCell> Cells, bool IsTotal);

/// <summary>A value as text.</summary>
/// <param name="Text">Text.</param>
/// <param name="Kind">Kind of its measure.</param>
/// <param name="State">State of the value.</param>
internal readonly record struct TableCell(string Text, MeasureKind Kind, ValueState State);
