using System.Globalization;
using System.Text;

namespace CoProduction.Reports;

/// <summary>A released table as an HTML fragment: three-line table, caption above, notes below, header cells with scope.</summary>
public static class HtmlTable
{
    /// <summary>The fragment, a <c>figure</c> element of class <c>table</c>; styled by <see cref="Style"/>.</summary>
    public static string Fragment(ReleasedTable table, Language language, TableLayout layout = TableLayout.Automatic, bool caption = true)
    {
        var grid = TableGrid.Of(table, language, layout);
        var html = new StringBuilder("<figure class=\"table\">").OpenTable(table.Title.In(language));
        if (caption) html.Append("<caption>").Element("span", table.Title.In(language)).Append("</caption>");
        html.Append("\n<thead>");
        AppendHead(html, grid);
        html.Append("</thead>\n<tbody>");
        foreach (var line in grid.Lines) AppendLine(html, line);
        html.Append("\n</tbody></table></div>");
        foreach (string note in TableNotes.Of(table, language)) html.Append('\n').Element("p", note, "class=\"note\"");
        return html.Append("</figure>\n").ToString();
    }

    /// <summary>CSS of the tables: three rules, numbers at the right, scrolling inside the page.</summary>
    public const string Style = """
        figure.table{margin:1rem 0}.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;min-width:min(100%,20rem)}
        caption{text-align:left;font-weight:600;padding:.3rem 0}caption span{position:sticky;left:0;display:inline-block;max-width:min(60rem,calc(100vw - 1.6rem))}thead{border-top:2px solid currentColor;border-bottom:1px solid currentColor}
        tbody{border-bottom:2px solid currentColor}th,td{padding:.25rem .6rem;text-align:left;vertical-align:top}th.n,td.n{text-align:right}td.n{white-space:nowrap}th.n{min-width:4em}
        tbody th{font-weight:400;min-width:3em}tbody th:only-of-type{min-width:min(9em,30vw)}td:not(.n){min-width:4em}td:last-child:not(.n){min-width:9em}tr.total th,tr.total td{font-weight:600}th.g{text-align:center;border-bottom:1px solid currentColor}
        td.w{color:var(--quiet,#555);font-style:italic}p.note{font-size:.85rem;color:var(--quiet,#555);margin:.3rem 0}
        @media print{.scroll{overflow:visible}caption span{max-width:none}table{font-size:7.5pt}th,td{padding:.15rem .3rem}th.n,tbody th,tbody th:only-of-type{min-width:3em}td:last-child:not(.n){min-width:8em}}
        """;

    private static void AppendHead(StringBuilder html, TableGrid grid)
    {
        string span = grid.Groups.IsEmpty ? "" : " rowspan=\"2\"";
        html.Append("<tr>");
        foreach (string corner in grid.Corner) html.Element("th", corner, "scope=\"col\"" + span);
        foreach (var (label, width) in grid.Groups)
            html.Element("th", label, string.Create(CultureInfo.InvariantCulture, $"class=\"g\" scope=\"colgroup\" colspan=\"{width}\""));
        if (!grid.Groups.IsEmpty) html.Append("</tr><tr>");
        for (int i = 0; i < grid.Columns.Length; i++)
            html.Element("th", grid.Columns[i], grid.Lines.Any(line => line.Cells[i].Kind == MeasureKind.Text) ? "scope=\"col\"" : "scope=\"col\" class=\"n\"");
        html.Append("</tr>");
    }

    private static void AppendLine(StringBuilder html, TableLine line)
    {
        html.Append(line.IsTotal ? "\n<tr class=\"total\">" : "\n<tr>");
        foreach (string key in line.Keys) html.Element(key.Length > 0 ? "th" : "td", key, key.Length > 0 ? "scope=\"row\"" : "");
        foreach (var cell in line.Cells)
        {
            string classes = ((cell.Kind == MeasureKind.Text ? "" : "n") + (cell.State == ValueState.Suppressed ? " w" : "")).Trim();
            html.Element("td", cell.Text, classes.Length == 0 ? "" : $"class=\"{classes}\"");
        }
        html.Append("</tr>");
    }
}
