using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace CoProduction.Ingest;

/// <summary>Rows of one sheet of a workbook, streamed, be it a zip archive (.xlsx) or a compound file (.xls); the first row that is not blank is the header.</summary>
internal sealed class WorkbookRowReader : BuiltRowReader
{
    // What the format holds (Microsoft, [MS-XLS], 2.2.1): the package makes room for what a forged sheet announces.
    private const int MostCompoundColumns = 256, MostCompoundRows = 65_536;
    private readonly FileStream _file;
    private readonly IExcelDataReader _reader;
    private readonly string _shown;
    private readonly bool _compound;

    // The package asks for code page 1252 even where it needs none.
    static WorkbookRowReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private WorkbookRowReader(FileStream file, IExcelDataReader reader, string shown, bool compound) => (_file, _reader, _shown, _compound) = (file, reader, shown, compound);

    public override string Sheet => _reader.Name;

    public override string Dialect => _compound ? "xls" : "";

    public override bool NumbersAreBinary => true;

    public override bool DaysMayBeSerials => true;

    /// <exception cref="StudyException">The workbook cannot be read, or has no such sheet.</exception>
    public static WorkbookRowReader Open(string path, string shown, string? sheet)
    {
        var file = File.OpenRead(path);
        try
        {
            bool compound = WorkbookGuard.IsCompound(file);
            var rows = new WorkbookRowReader(file, Guarded(shown, () => Reader(file, compound)), shown, compound);
            rows.Choose(sheet);
            rows.ReadHeader();
            return rows;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Names of the sheets, in order.</summary>
    /// <exception cref="StudyException">The workbook cannot be read.</exception>
    public static ImmutableArray<string> Sheets(string path, string shown)
    {
        using var file = File.OpenRead(path);
        bool compound = WorkbookGuard.IsCompound(file);
        using var reader = Guarded(shown, () => Reader(file, compound));
        var names = ImmutableArray.CreateBuilder<string>();
        do names.Add(reader.Name ?? "");
        while (Guarded(shown, reader.NextResult));
        return names.ToImmutable();
    }

    public override bool Read()
    {
        while (Guarded(_shown, _reader.Read))
        {
            Clear();
            for (int i = 0; i < Header.Length; i++) Append(i < _reader.FieldCount ? Text(i) : "");
            Row = _reader.Depth + 1;
            if (!IsBlank()) return true;
        }
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private void Choose(string? sheet)
    {
        if (sheet is null) return;
        var seen = new List<string>();
        do
        {
            if (string.Equals(_reader.Name, sheet, StringComparison.OrdinalIgnoreCase)) return;
            seen.Add(_reader.Name);
        }
        while (Guarded(_shown, _reader.NextResult));
        throw IngestFaults.NoSheet(_shown, sheet, seen);
    }

    private void ReadHeader()
    {
        if (_compound && (_reader.FieldCount > MostCompoundColumns || _reader.RowCount > MostCompoundRows)) throw IngestFaults.Truncated(_shown, new InvalidDataException("It announces more rows or columns than its format holds."));
        while (Header.IsEmpty && Guarded(_shown, _reader.Read))
        {
            string[] texts = [.. Enumerable.Range(0, _reader.FieldCount).Select(index => CellText.Trim(Text(index)))];
            int last = Array.FindLastIndex(texts, text => text.Length > 0);
            Header = [.. texts[..(last + 1)]];
        }
        if (Header.IsEmpty) throw IngestFaults.EmptyFile(_shown);
    }

    private string Text(int index) => _reader.GetValue(index) switch
    {
        null => "",
        string text => text,
        double number => Number(number),
        bool flag => flag ? "TRUE" : "FALSE",
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whole numbers without an exponent: they may be keys.</summary>
    private static string Number(double number) =>
        Math.Abs(number) < 1L << 53 && number == Math.Truncate(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    private static IExcelDataReader Reader(FileStream file, bool compound) => compound ? ExcelReaderFactory.CreateBinaryReader(file) : ExcelReaderFactory.CreateOpenXmlReader(file);

    /// <summary>The package throws many kinds of exceptions on damaged workbooks; all mean the same to a reader.</summary>
    private static T Guarded<T>(string shown, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw IngestFaults.Encrypted(shown);
        }
        catch (Exception failure) when (failure is not (StudyException or OutOfMemoryException))
        {
            throw IngestFaults.Truncated(shown, failure);
        }
    }
}
