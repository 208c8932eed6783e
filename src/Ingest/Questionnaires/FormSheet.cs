using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>A small table of a questionnaire, in memory.</summary>
/// <param name="Name">Name of the sheet in lower case; empty for a file without sheets.</param>
/// <param name="Header">Headers as they stand.</param>
/// <param name="Rows">Rows with their numbers; cells are trimmed and as many as headers.</param>
internal sealed record FormSheet(string Name, ImmutableArray<string> Header, ImmutableArray<(long Row, ImmutableArray<string> Cells)> Rows)
{
    private const int MostRows = 50_000;
    private const long MostLetters = 32L << 20;

    /// <summary>Sheets of a workbook that are asked for, or of a CSV file whose first column names sheets.</summary>
    /// <exception cref="StudyException">The file cannot be used, or is too large.</exception>
    public static ImmutableArray<FormSheet> Of(RowFile file, Func<string, bool> wanted)
    {
        if (file.Format.Name != "xlsx") return Delimited(file);
        var names = WorkbookRowReader.Sheets(file.Path, file.Shown).Select(name => (Name: name, Key: CellText.Key(name))).Where(sheet => wanted(sheet.Key)).DistinctBy(sheet => sheet.Key);
        return [.. names.Select(sheet => Sheet(file with { Sheet = sheet.Name }, sheet.Key)).OfType<FormSheet>()];
    }

    /// <summary>The whole of a delimited text as one sheet.</summary>
    public static FormSheet Whole(RowFile file, string name)
    {
        using var rows = file.Open();
        return new FormSheet(name, rows.Header, [.. Read(rows, file.Shown).Select(row => (row.Row, Fit(row.Cells, rows.Header.Length)))]);
    }

    /// <summary>An empty sheet is none.</summary>
    private static FormSheet? Sheet(RowFile file, string key)
    {
        try
        {
            return Whole(file, key);
        }
        catch (StudyException fault) when (fault.Message == IngestFaults.EmptyFile(file.Shown).Message)
        {
            return null;
        }
    }

    private static ImmutableArray<FormSheet> Delimited(RowFile file)
    {
        using var rows = file.Open();
        var lines = Read(rows, file.Shown).Prepend((Row: 1, Cells: rows.Header)).ToList();
        if (!lines[0].Cells.Skip(1).All(cell => cell.Length == 0)) return [Named("survey", lines)];
        var starts = Enumerable.Range(0, lines.Count).Where(line => lines[line].Cells is [{ Length: > 0 }, ..]).ToList();
        return
        [
            .. starts.Select((start, i) => (Name: CellText.Key(lines[start].Cells[0]), Lines: lines[(start + 1)..(i + 1 < starts.Count ? starts[i + 1] : lines.Count)]))
                .Where(sheet => sheet.Lines.Count > 0)
                .Select(sheet => Named(sheet.Name, [.. sheet.Lines.Select(line => (line.Row, line.Cells.IsEmpty ? line.Cells : line.Cells.RemoveAt(0)))])),
        ];
    }

    private static FormSheet Named(string name, List<(long Row, ImmutableArray<string> Cells)> lines)
    {
        int width = lines[0].Cells.ToList().FindLastIndex(cell => cell.Length > 0) + 1;
        return new FormSheet(name, Fit(lines[0].Cells, width), [.. lines.Skip(1).Select(line => (line.Row, Fit(line.Cells, width)))]);
    }

    private static ImmutableArray<string> Fit(ImmutableArray<string> cells, int width) =>
        cells.Length >= width ? cells[..width] : [.. cells, .. Enumerable.Repeat("", width - cells.Length)];

    /// <summary>Rows of too few or too many cells are taken as they are; a row that cannot be cut into cells ends the reading.</summary>
    private static IEnumerable<(long Row, ImmutableArray<string> Cells)> Read(RowReader rows, string shown)
    {
        long letters = 0;
        for (int count = 1; rows.Read(); count++)
        {
            if (rows.Fault is { } fault && rows.Count == 0) throw IngestFaults.BadRow(shown, rows.Row, fault);
            ImmutableArray<string> cells = [.. Enumerable.Range(0, rows.Count).Select(index => CellText.Trim(Encoding.UTF8.GetString(rows.Cell(index))))];
            letters += cells.Sum(cell => (long)cell.Length + 1);
            if (count > MostRows || letters > MostLetters) throw QuestionnaireFaults.TooLarge(shown, count > MostRows ? "more than 50,000 rows" : "more than 32 million letters");
            yield return (rows.Row, cells);
        }
    }
}
