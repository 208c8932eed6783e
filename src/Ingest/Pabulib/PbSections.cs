using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Reads a .pb file row by row: three sections of semicolon-separated rows in one text, each with its title and its header (pabulib.org/format).</summary>
internal sealed class PbSections : IDisposable
{
    private static readonly ImmutableArray<string> Titles = ["META", "PROJECTS", "VOTES"];
    private static readonly PbColumns KeyValue = new(["key", "value"]);

    private readonly CsvRowReader _rows;
    private readonly string _shown;
    private int _section = -1;
    private PbColumns? _columns;

    /// <exception cref="StudyException">The file does not begin with META.</exception>
    public PbSections(RowFile file)
    {
        _shown = file.Shown;
        _rows = new CsvRowReader(Encodings.Open(file.Path, file.Form!), file.Shown, file.Form!, (byte)';');
        if (TitleOf(_rows.Header) != 0) throw IngestFaults.NoPbSection(_shown, Titles[0], 1);
        Enter(0);
    }

    /// <summary>The rows of all sections, in order; each only once.</summary>
    /// <exception cref="StudyException">The sections are not META, PROJECTS and VOTES, each with a header.</exception>
    public IEnumerable<PbRecord> Records()
    {
        while (_rows.Read())
        {
            ImmutableArray<string> cells = [.. Enumerable.Range(0, _rows.Count).Select(index => CellText.Trim(Encoding.UTF8.GetString(_rows.Cell(index))))];
            if (_rows.Fault is null && TitleOf(cells) is var title and > 0) Enter(title);
            else if (_columns is null) BeginRows(cells);
            else yield return new PbRecord((PbSection)_section, _rows.Row, _columns, cells, _rows.Fault ?? Misfit(cells));
        }
        if (_section < Titles.Length - 1) throw IngestFaults.NoPbSection(_shown, Titles[_section + 1], _rows.Row);
    }

    public void Dispose() => _rows.Dispose();

    private void Enter(int title)
    {
        if (title != _section + 1) throw IngestFaults.NoPbSection(_shown, Titles[Math.Min(_section + 1, Titles.Length - 1)], _rows.Row);
        (_section, _columns) = (title, null);
    }

    private void BeginRows(ImmutableArray<string> cells)
    {
        if (_rows.Fault is { } fault) throw IngestFaults.HeaderUnreadable(_shown, fault);
        _columns = _section == 0 ? KeyValue : new PbColumns(cells);
        string key = _section switch { 0 => "key", 1 => "project_id", _ => "voter_id" };
        if (new PbColumns(cells).IndexOf(key) < 0) throw IngestFaults.NoPbHeader(_shown, Titles[_section], key, _rows.Row);
    }

    // A spreadsheet writes empty cells behind a short row.
    private RowFault? Misfit(ImmutableArray<string> cells)
    {
        int used = cells.Length;
        while (used > 0 && cells[used - 1].Length == 0) used--;
        return used > _columns!.Names.Length ? IngestFaults.FieldCount(CellText.Quote(string.Join(';', cells)), cells.Length, _columns.Names.Length) : null;
    }

    private static int TitleOf(ImmutableArray<string> cells) =>
        cells.Length > 0 && cells.Skip(1).All(cell => cell.Length == 0) ? Titles.IndexOf(cells[0].Trim('\uFEFF').ToUpperInvariant()) : -1;
}
