using System.Text;

namespace CoProduction.Workbench;

/// <summary>Typed columns as CSV (RFC 4180, UTF-8 with byte order mark): a missing value is an empty cell; a text that a spreadsheet would run is quoted by an apostrophe.</summary>
internal static class CsvRecords
{
    public static void Write(Frame rows, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', rows.Names.Select(Cell)));
        for (int row = 0; row < rows.Rows; row++) writer.WriteLine(string.Join(',', rows.Columns.Select(column => column is TextColumn or CategoryColumn ? Cell(column.Text(row)) : column.Text(row))));
    }

    private static string Cell(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
