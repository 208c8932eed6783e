using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Reports;

/// <summary>Verdicts of rules as HTML: a count of each, what is not kept in full, what is kept folded.</summary>
internal static class VerdictList
{
    private sealed record Mark(string Id, string Sign, Label Label);

    private static readonly Mark Undetermined = new("undetermined", "?", Words.Undetermined);
    private static readonly ImmutableArray<Mark> Marks = [new("breach", "✗", Words.Breach), Undetermined, new("pass", "✓", Words.Pass)];

    public static string Html(ReleasedTable table, Language language)
    {
        int verdict = table.Measures.ToList().FindIndex(measure => measure.Id == "verdict");
        if (verdict < 0) return HtmlTable.Fragment(table, language, TableLayout.Long);
        var groups = Marks.Select(mark => (Mark: mark, Rows: table.Rows.Where(row => MarkOf(row.Values[verdict]) == mark).ToList())).ToList();
        var html = new StringBuilder("<div class=\"verdicts\">").Element("h3", table.Title.In(language)).Append("\n<p class=\"tally\">");
        foreach (var (mark, rows) in groups) AppendTally(html, mark, rows.Count, language);
        html.Append("</p>\n");
        foreach (var (mark, rows) in groups.Where(group => group.Rows.Count > 0)) AppendGroup(html, table, mark, rows, language);
        foreach (string note in TableNotes.Of(table, language)) html.Element("p", note, "class=\"note\"").Append('\n');
        return html.Append("</div>\n").ToString();
    }

    /// <summary>A verdict that is withheld, absent or of another word is not a pass.</summary>
    private static Mark MarkOf(Value value) => value.State == ValueState.Text
        ? Marks.FirstOrDefault(mark => value.Text!.En.StartsWith(mark.Id, StringComparison.OrdinalIgnoreCase)) ?? Undetermined
        : Undetermined;

    private static void AppendTally(StringBuilder html, Mark mark, int count, Language language) =>
        html.Append("<span class=\"v ").Append(mark.Id).Append("\"><b>").Append(mark.Sign).Append("</b> ").Append(Counted(mark, count, language)).Append("</span> ");

    private static string Counted(Mark mark, int count, Language language) => mark.Label.In(language) + " " + count.ToString(CultureInfo.InvariantCulture);

    private static void AppendGroup(StringBuilder html, ReleasedTable table, Mark mark, List<TableRow> rows, Language language)
    {
        var headers = table.Dimensions.Select(dimension => (dimension.Label.In(language), false))
            .Concat(table.Measures.Select(measure => (measure.Label.In(language), measure.Kind != MeasureKind.Text))).ToList();
        html.Append(mark.Id == "breach" ? "<details open>" : "<details>").Element("summary", Counted(mark, rows.Count, language))
            .OpenTable(mark.Label.In(language)).Lines(headers, rows.Select(row => Cells(table, row, language)), table.Dimensions.Length).Append("</details>\n");
    }

    private static string[] Cells(ReleasedTable table, TableRow row, Language language) =>
    [
        .. row.Key.Select((_, i) => TableText.Key(row, i, language)), .. row.Values.Select((value, i) => TableText.Human(table.Measures[i], value, language)),
    ];
}
