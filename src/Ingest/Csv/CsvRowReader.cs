using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace CoProduction.Ingest;

/// <summary>
/// Rows of a delimited UTF-8 stream (RFC 4180, with any line ends). A row with broken quotes is given back as a fault, and reading goes on at the next line of the file:
/// that recovery, exact line numbers and cells without strings are why no package does this.
/// </summary>
internal sealed class CsvRowReader : RowReader
{
    /// <summary>Longest row. A quote that never closes costs no more memory than this.</summary>
    private const int LongestRow = 1 << 22;
    private const int FirstBuffer = 1 << 18;

    private readonly Stream _stream;
    private readonly string _shown;
    private readonly bool _damaged;
    private readonly bool _assumed;
    private readonly bool _ragged;
    private readonly CsvScanner _scanner;
    private int _placed;
    private int _rowStart;
    private int _rowEnd;
    private int _start;
    private int _end;
    private long _line = 1;
    private bool _last;
    private long _before;
    private int _checked;

    /// <summary>Reads the header at once.</summary>
    /// <param name="stream">The text as UTF-8.</param>
    /// <param name="shown">Its name in errors.</param>
    /// <param name="form">How its bytes were found to be written.</param>
    /// <param name="delimiter">The delimiter of a file whose rows need not have as many cells as the first; null to recognise it, and to fault rows of another length.</param>
    /// <exception cref="NotUtf8Exception">The form was assumed and is not so; thrown by <see cref="Read"/> too.</exception>
    /// <exception cref="StudyException">No header.</exception>
    public CsvRowReader(Stream stream, string shown, TextForm form, byte? delimiter = null)
    {
        (_stream, _shown, _damaged, _assumed, _ragged) = (stream, shown, form.Damaged, form.Assumed, delimiter is not null);
        Bytes = new byte[FirstBuffer + CsvScanner.Slack];
        while (!_last && _end < FirstBuffer) Fill();
        var dialect = delimiter is { } given ? new CsvDialect(given, 0) : CsvDialect.Of(Bytes.AsSpan(0, _end));
        _start = dialect.Skip;
        HasQuotes = Bytes.AsSpan(0, _end).Contains((byte)'"');
        _scanner = new CsvScanner(dialect.Delimiter);
        if (!Next()) throw IngestFaults.EmptyFile(shown);
        if (Fault is { } fault) throw IngestFaults.HeaderUnreadable(shown, fault);
        Header = Texts();
        HeaderEnd = _before + _start;
    }

    /// <summary>Bytes of the stream up to the first row.</summary>
    public long HeaderEnd { get; }

    /// <summary>True when a quote stands in the first bytes of the stream.</summary>
    public bool HasQuotes { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Read()
    {
        if (!Next()) return false;
        if (Fault is null && Count != Header.Length && !_ragged) Fault = IngestFaults.FieldCount(RowText(), Count, Header.Length);
        return true;
    }

    protected override void Dispose(bool disposing) => _stream.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Next()
    {
        do
        {
            if (!Advance()) return false;
        }
        while (Fault is null && (_placed == Count ? IsBlank() : IsBlankThroughout()));
        return true;
    }

    // Only when the wanted cells are all blank are the others looked at.
    private bool IsBlankThroughout()
    {
        for (int i = 0; i < _placed; i++)
            if (!CellText.IsWhite(Cell(i))) return false;
        _scanner.Scan(Bytes, _rowStart, _end, int.MaxValue, ref Starts, ref Ends);
        return IsBlank();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Advance()
    {
        while (true)
        {
            var scan = _scanner.Scan(Bytes, _start, _end, Wanted, ref Starts, ref Ends);
            if (scan.Kind != ScanKind.Row && !_last && WantsMore(scan.Kind)) Fill();
            else if (scan.Kind == ScanKind.Row) return Accept(scan);
            else if (_start == _end) return false;
            else return Recover();
        }
    }

    /// <summary>A row is whole, or broken and its first line is at hand, or too long to be one.</summary>
    private bool WantsMore(ScanKind kind)
    {
        if (_end - _start >= LongestRow) return false;
        int length = Bytes.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
        return kind == ScanKind.More || length < 0 || _start + length + 1 >= _end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Accept(CsvScan scan)
    {
        (Row, Count, _placed, Fault) = (_line, scan.Count, scan.Placed, null);
        (_rowStart, _rowEnd) = (_start, scan.Next);
        (_start, _line) = (scan.Next, _line + scan.Lines);
        if (_damaged && !Utf8.IsValid(Bytes.AsSpan(_rowStart, _rowEnd - _rowStart))) Fault = IngestFaults.InvalidBytes(RowText());
        else if (scan.Escaped) CsvScanner.Unescape(Bytes, Starts, Ends, Count);
        return true;
    }

    private string RowText() => CellText.Quote(Bytes.AsSpan(_rowStart, _rowEnd - _rowStart).TrimEnd("\r\n"u8));

    /// <summary>Gives up the first line of the row and goes on behind it.</summary>
    private bool Recover()
    {
        int length = Bytes.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0) throw IngestFaults.RowTooLong(_shown, _line);
        (_rowStart, _rowEnd) = (_start, _start + length);
        (Row, Count, _placed) = (_line, 0, 0);
        Fault = IngestFaults.BrokenQuotes(RowText());
        bool pair = Bytes[_rowEnd] == '\r' && _rowEnd + 1 < _end && Bytes[_rowEnd + 1] == '\n';
        (_start, _line) = (_rowEnd + (pair ? 2 : 1), _line + 1);
        return true;
    }

    private void Fill()
    {
        int kept = _end - _start, capacity = Bytes.Length - CsvScanner.Slack;
        if (_start > 0) Bytes.AsSpan(_start, kept).CopyTo(Bytes);
        else if (kept == capacity) Array.Resize(ref Bytes, capacity * 2 + CsvScanner.Slack);
        (_before, _checked, _start, _end) = (_before + _start, _checked - _start, 0, kept);
        int read = _stream.Read(Bytes, _end, Bytes.Length - CsvScanner.Slack - _end);
        _end += read;
        if (_assumed) Check(last: read == 0);
        if (read == 0) CloseLastLine();
    }

    private void Check(bool last)
    {
        var fresh = Bytes.AsSpan(_checked, _end - _checked);
        if (!last) fresh = fresh[..Utf8Count.Whole(fresh)];
        if (!Utf8.IsValid(fresh)) throw new NotUtf8Exception(IngestFaults.InvalidBytesBehind(_shown, _line));
        _checked += fresh.Length;
    }

    private void CloseLastLine()
    {
        _last = true;
        if (_end > 0 && Bytes[_end - 1] is not (byte)'\n') Bytes[_end++] = (byte)'\n';
    }
}
