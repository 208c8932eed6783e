using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace CoProduction.Ingest;

/// <summary>Rows of one sheet of a workbook, streamed; the first row that is not blank is the header.</summary>
internal sealed class XlsxRowReader : BuiltRowReader
{
    private readonly FileStream _file;
    private readonly IExcelDataReader _reader;
    private readonly string _shown;

    // The package asks for code page 1252 even where it needs none.
    static XlsxRowReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsxRowReader(FileStream file, IExcelDataReader reader, string shown) => (_file, _reader, _shown) = (file, reader, shown);

    public override string Sheet => _reader.Name;

    public override bool NumbersAreBinary => true;

    public override bool DaysMayBeSerials => true;

    /// <exception cref="StudyException">The workbook cannot be read, or has no such sheet.</exception>
    public static XlsxRowReader Open(string path, string shown, string? sheet)
    {
        var file = File.OpenRead(path);
        try
        {
            var reader = Guarded(shown, () => ExcelReaderFactory.CreateOpenXmlReader(file));
            var rows = new XlsxRowReader(file, reader, shown);
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
        using var reader = Guarded(shown, () => ExcelReaderFactory.CreateOpenXmlReader(file));
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

    /// <summary>The package throws many kinds of exceptions on damaged workbooks; all mean the same to a reader.</summary>
    private static T Guarded<T>(string shown, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is not (StudyException or OutOfMemoryException))
        {
            throw IngestFaults.Truncated(shown, failure);
        }
    }
}
