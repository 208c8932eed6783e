using System.Text;

namespace CoProduction.Reports;

/// <summary>A released table as GitHub-flavoured Markdown: title, table, notes.</summary>
public static class MarkdownTable
{
    /// <summary>The table as text with LF line ends.</summary>
    public static string Text(ReleasedTable table, Language language, TableLayout layout = TableLayout.Automatic)
    {
        var grid = TableGrid.Of(table, language, layout);
        var text = new StringBuilder();
        text.Append("**").Append(Cell(table.Title.In(language))).Append("**\n\n");
        Append(text, [.. grid.Corner, .. Headers(grid)]);
        Append(text, [.. grid.Corner.Select(_ => "---"), .. Rule(grid)]);
        foreach (var line in grid.Lines) Append(text, [.. line.Keys.Select(Cell), .. line.Cells.Select(cell => Cell(cell.Text))], line.IsTotal);
        foreach (string note in TableNotes.Of(table, language)) text.Append("\n*").Append(Cell(note)).Append("*\n");
        return text.ToString();
    }

    private static IEnumerable<string> Headers(TableGrid grid)
    {
        if (grid.Groups.IsEmpty) return grid.Columns.Select(Cell);
        var groups = grid.Groups.SelectMany(group => Enumerable.Repeat(group.Label, group.Span));
        return groups.Zip(grid.Columns, (group, column) => Cell($"{group}: {column}"));
    }

    private static IEnumerable<string> Rule(TableGrid grid) =>
        Enumerable.Range(0, grid.Columns.Length).Select(i => grid.Lines.Any(line => line.Cells[i].Kind == MeasureKind.Text) ? "---" : "---:");

    private static void Append(StringBuilder text, IEnumerable<string> cells, bool strong = false) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => strong && cell.Length > 0 ? $"**{cell}**" : cell)).Append(" |\n");

    private static string Cell(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ');
}
