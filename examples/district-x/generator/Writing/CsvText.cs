using System.Text;

namespace CoProduction.DistrictX;

/// <summary>A CSV file in the making: commas, LF, quotes only where needed.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder text = new();

    public CsvText(params ReadOnlySpan<string> header) => Row(header);

    /// <summary>Adds a row; null is an empty cell.</summary>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append(',');
            Cell(cells[i]);
        }
        text.Append('\n');
    }

    /// <summary>The file as UTF-8, after a byte order mark where asked.</summary>
    public DemoFile Utf8(string path, bool mark = false) => new(path, Encoded(new UTF8Encoding(mark)));

    /// <summary>The file as GB18030, the encoding of a Chinese Excel's "CSV".</summary>
    public DemoFile Gb18030(string path) => new(path, Encoded(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!));

    private byte[] Encoded(Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];

    private void Cell(string? cell)
    {
        if (cell is null) return;
        if (cell.AsSpan().IndexOfAny(",\"\n") < 0) text.Append(cell);
        else text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
