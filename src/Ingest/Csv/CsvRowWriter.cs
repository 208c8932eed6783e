using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>
/// Rows as CSV: UTF-8 with byte order mark, so that spreadsheets read Chinese; RFC 4180. A cell that begins like a formula gets an apostrophe in front, so that no spreadsheet runs it (OWASP, CSV injection); numbers stay numbers.
/// </summary>
internal sealed class CsvRowWriter : RowWriter
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly Stream _stream;
    private readonly bool[] _plain;
    private byte[] _buffer = new byte[1 << 17];
    private int _used;

    public CsvRowWriter(Stream stream, TableShape shape)
    {
        _stream = stream;
        _plain = [.. shape.Columns.Select(column => shape.IsDescribed && column.Variable.Kind != VariableKind.Text)];
        Notices = shape.HasLabels ? [StatisticsNotices.WithoutLabels] : [];
        Put(Encoding.UTF8.Preamble);
        for (int i = 0; i < shape.Columns.Length; i++) Cell(i, Encoding.UTF8.GetBytes(shape.Columns[i].Variable.Name), plain: false);
        Put("\r\n"u8);
    }

    public override ImmutableArray<Label> Notices { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(RowReader row)
    {
        if (_used > _buffer.Length / 2) Flush();
        for (int i = 0; i < _plain.Length; i++) Cell(i, row.Cell(i), _plain[i]);
        Put("\r\n"u8);
    }

    public override void Complete() => Flush();

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Cell(int index, ReadOnlySpan<byte> cell, bool plain)
    {
        if (index > 0) Put(","u8);
        if (plain || cell.IsEmpty) Put(cell);
        else PutText(cell);
    }

    private void PutText(ReadOnlySpan<byte> cell)
    {
        bool formula = cell[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' && !Digits.TryReal(cell, out _);
        bool quoted = cell.ContainsAny(Special) || cell[0] <= ' ' || cell[^1] <= ' ';
        if (quoted) Put("\""u8);
        if (formula) Put("'"u8);
        for (int at; (at = quoted ? cell.IndexOf((byte)'"') : -1) >= 0; cell = cell[(at + 1)..])
        {
            Put(cell[..(at + 1)]);
            Put("\""u8);
        }
        Put(cell);
        if (quoted) Put("\""u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _used < bytes.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }
}
