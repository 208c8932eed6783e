using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Ingest;

/// <summary>Rows as an SPSS system file: UTF-8, one byte for a small whole number.</summary>
internal sealed class SavRowWriter : RowWriter
{
    private const byte End = 252, Raw = 253, Blank = 254, Missing = 255;
    private const int Bias = 100;

    private readonly BinaryOutput _output;
    private readonly TableShape _table;
    private readonly ImmutableArray<SavColumnPlan> _columns;
    private readonly CellNumbers[] _numbers;
    private readonly byte[] _codes = new byte[8];
    private readonly byte[] _raw = new byte[64];
    private byte[] _text = new byte[256];
    private int _used;
    private int _rawUsed;
    private long _row;

    /// <exception cref="StudyException">Such a file cannot hold the columns.</exception>
    public SavRowWriter(Stream stream, TableShape table)
    {
        (_output, _table, _columns) = (new BinaryOutput(stream), table, SavPlan.Of(table));
        _numbers = [.. table.Columns.Select(column => new CellNumbers(table.Shown, column, SavCell.TryRead))];
        new SavDictionaryWriter(_output, _columns, table).Write();
    }

    public override ImmutableArray<Label> Notices => [.. _columns.Where(column => column.Codes.Count > 0).Select(column => StatisticsNotices.Recoded(column.Variable.Name, column.Codes.Select(code => (code.Key, NumberCell.Of(code.Value)))))];

    public override void Write(RowReader row)
    {
        _row++;
        for (int i = 0; i < _columns.Length; i++)
        {
            var cell = row.Cell(i);
            if (_columns[i].Width > 0) WriteText(_columns[i], cell);
            else if (cell.IsEmpty) Put(Missing);
            else WriteNumber(i, cell);
        }
    }

    public override void Complete()
    {
        Put(End);
        while (_used > 0) Put(0);
        _output.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteNumber(int index, ReadOnlySpan<byte> cell)
    {
        var column = _columns[index];
        double? number = cell is [(byte)'.', _] && column.Codes.Count > 0 ? Code(column, cell) : _numbers[index].Of(cell, _row);
        if (number is not { } value) Put(Missing);
        else if (value >= 1 - Bias && value <= 251 - Bias && value == (int)value) Put((byte)((int)value + Bias));
        else if (value == -double.MaxValue) throw IngestFaults.CellUnfit(_table.Shown, _row, column.Variable.Name, NumberCell.Of(value), "SPSS keeps this number for missing values", "Write another number.");
        else
        {
            System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(_raw.AsSpan(_rawUsed), value);
            PutRaw();
        }
    }

    private static double? Code(SavColumnPlan column, ReadOnlySpan<byte> cell) => column.Codes.TryGetValue($".{(char)cell[1]}", out double code) ? code : null;

    /// <summary>A text is eight bytes at a time; a part of a long one takes a multiple of eight.</summary>
    private void WriteText(SavColumnPlan column, ReadOnlySpan<byte> cell)
    {
        if (cell.Length > column.Width) throw IngestFaults.ChangedWhileRead(_table.Shown);
        foreach (int width in SavDictionaryWriter.Parts(column.Width))
        {
            int room = (width + 7) & ~7, some = Math.Min(width, cell.Length);
            if (_text.Length < room) _text = new byte[room];
            _text.AsSpan(0, room).Fill((byte)' ');
            cell[..some].CopyTo(_text);
            cell = cell[some..];
            for (int at = 0; at < room; at += 8) PutEight(_text.AsSpan(at, 8));
        }
    }

    private void PutEight(ReadOnlySpan<byte> bytes)
    {
        if (bytes.SequenceEqual("        "u8))
        {
            Put(Blank);
            return;
        }
        bytes.CopyTo(_raw.AsSpan(_rawUsed));
        PutRaw();
    }

    private void PutRaw()
    {
        _rawUsed += 8;
        Put(Raw);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(byte code)
    {
        _codes[_used++] = code;
        if (_used == 8) PutBlock();
    }

    private void PutBlock()
    {
        _output.Bytes(_codes);
        _output.Bytes(_raw.AsSpan(0, _rawUsed));
        (_used, _rawUsed) = (0, 0);
    }
}
