using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>How a table is laid out.</summary>
public enum TableLayout
{
    /// <summary>Two dimensions become rows × columns; anything else stays long.</summary>
    Automatic,

    /// <summary>One line a row, the dimensions as columns.</summary>
    Long,

    /// <summary>First dimension down, second across, totals last; several measures stand side by side under each column, a standard error in brackets behind its estimate.</summary>
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

    // A text a cell, more than two measures, or a table that is mostly empty across reads better in lines.
    private static bool IsTwoWay(ReleasedTable table) =>
        table.Dimensions.Length == 2 && Folded(table).Length <= 2 && table.Measures.All(measure => measure.Kind != MeasureKind.Text)
        && Keys(table, 1).Length is > 1 and <= 12 && 2 * table.Rows.Length > Keys(table, 0).Length * Keys(table, 1).Length && table.Rows.Select(row => (row.Key[0], row.Key[1])).Distinct().Count() == table.Rows.Length;

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
        var columns = Folded(table);
        bool single = columns.Length == 1;
        return new(
            [table.Dimensions[0].Label.In(language)], single ? [] : [.. labels.Select(label => (label, columns.Length))],
            single ? [.. labels] : [.. across.SelectMany(_ => columns.Select(column => column.Header(table, language)))],
            [.. Keys(table, 0).Select(key => Line(table, rows, key, across, language))]);
    }

    private static TableLine Line(ReleasedTable table, Dictionary<(string, string), TableRow> rows, string key, ImmutableArray<string> across, Language language)
    {
        var cells = from column in across
                    from measure in Folded(table)
                    select rows.TryGetValue((key, column), out var row) ? measure.Cell(table, row, language) : new TableCell(TableText.Human(table.Measures[measure.At], Value.Absent, language), table.Measures[measure.At].Kind, ValueState.Absent);
        string label = TableText.Key(table.Rows.First(row => row.Key[0] == key), 0, language);
        return new([label], [.. cells], key == TableRow.Total);
    }

    private static ImmutableArray<FoldedMeasure> Folded(ReleasedTable table) =>
        [.. Enumerable.Range(0, table.Measures.Length).Where(i => !IsErrorAt(table, i)).Select(i => new FoldedMeasure(i, IsErrorAt(table, i + 1)))];

    private static bool IsErrorAt(ReleasedTable table, int i) => i > 0 && i < table.Measures.Length && table.Measures[i].Id == "std_error" && table.Measures[i - 1].Id == "estimate";

    private static ImmutableArray<string> Keys(ReleasedTable table, int dimension)
    {
        var keys = table.Rows.Select(row => row.Key[dimension]).Distinct().ToList();
        return [.. keys.Where(key => key != TableRow.Total), .. keys.Where(key => key == TableRow.Total)];
    }
}

/// <summary>A measure of a two-way table, with the standard error that stands behind it in brackets.</summary>
/// <param name="At">Which measure.</param>
/// <param name="HasError">True when the next measure is its standard error.</param>
internal readonly record struct FoldedMeasure(int At, bool HasError)
{
    /// <summary>Header of its column.</summary>
    public string Header(ReleasedTable table, Language language)
    {
        string label = table.Measures[At].Label.In(language);
        return HasError ? Bracketed(label, table.Measures[At + 1].Label.In(language), language) : label;
    }

    /// <summary>Its value in a row.</summary>
    public TableCell Cell(ReleasedTable table, TableRow row, Language language)
    {
        var value = row.Values[At];
        string text = TableText.Human(table.Measures[At], value, language);
        bool known = HasError && value.State == ValueState.Number && row.Values[At + 1].State == ValueState.Number;
        return new(known ? Bracketed(text, TableText.Human(table.Measures[At + 1], row.Values[At + 1], language), Language.En) : text, table.Measures[At].Kind, value.State);
    }

    private static string Bracketed(string text, string behind, Language language) => language == Language.Zh ? $"{text}（{behind}）" : $"{text} ({behind})";
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
