using System.Globalization;
using System.Text;

namespace CoProduction.Reports;

/// <summary>Header and values of a CSV file.</summary>
public enum CsvStyle
{
    /// <summary>Ids as header, keys and full-precision numbers: for programs.</summary>
    Machine,

    /// <summary>Labels as header, printed values: for people with a spreadsheet.</summary>
    Human,
}

/// <summary>A released table as CSV: UTF-8 with byte order mark, so that spreadsheets read Chinese; RFC 4180 quoting and line ends; long layout.</summary>
public static class CsvTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="style">For programs or for people.</param>
    /// <param name="language">Language of the labels; without effect on <see cref="CsvStyle.Machine"/>.</param>
    /// <param name="output">Stream that receives the bytes; left open.</param>
    public static void Write(ReleasedTable table, CsvStyle style, Language language, Stream output)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(table, style, language)) text.AppendJoin(',', line.Select(Quoted)).Append("\r\n");
        output.Write([0xEF, 0xBB, 0xBF]);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<IEnumerable<string>> Lines(ReleasedTable table, CsvStyle style, Language language)
    {
        bool machine = style == CsvStyle.Machine;
        yield return [.. table.Dimensions.Select(d => machine ? d.Id : d.Label.In(language)), .. table.Measures.Select(m => machine ? m.Id : m.Label.In(language))];
        foreach (var row in table.Rows)
            yield return
            [
                .. row.Key.Select((key, i) => machine ? key : TableText.Key(row, i, language)),
                .. row.Values.Select((value, i) => machine ? TableText.Machine(value) : Plain(table.Measures[i], value, language)),
            ];
    }

    // Spreadsheets know the hyphen as a minus sign, not the typographer's.
    private static string Plain(TableMeasure measure, Value value, Language language)
    {
        string text = TableText.Human(measure, value, language);
        return value.State == ValueState.Text ? text : text.Replace(Printed.Minus, "-", StringComparison.Ordinal);
    }

    private static string Quoted(string field)
    {
        string safe = Harmless(field);
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>A spreadsheet runs a text that begins like a formula; an apostrophe in front keeps it a text (OWASP, CSV injection). Numbers stay numbers.</summary>
    private static string Harmless(string field)
    {
        bool formula = field.Length > 0 && field[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        return formula && !double.TryParse(field.TrimEnd('%'), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _) ? "'" + field : field;
    }
}
