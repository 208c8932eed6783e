using System.Buffers.Binary;
using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Rows as a Stata data file of version 118, which Stata 14 and later read. Texts over 2,045 bytes become long texts (strL).</summary>
internal sealed class DtaRowWriter : RowWriter
{
    private const int ByteMissing = 101, IntMissing = 32_741, LongMissing = 2_147_483_621;
    private const long DoubleMissing = 0x7FE0000000000000, DoubleStep = 1L << 40;
    private const byte PlainText = 130;

    private readonly Stream _stream;
    private readonly BinaryOutput _output;
    private readonly TableShape _table;
    private readonly ImmutableArray<DtaColumnPlan> _columns;
    private readonly CellNumbers[] _numbers;
    private readonly DtaDictionaryWriter _dictionary;
    private readonly FileStream? _longTexts;
    private readonly BinaryOutput? _longOutput;
    private long _row;

    /// <exception cref="StudyException">Such a file cannot hold the columns.</exception>
    public DtaRowWriter(Stream stream, TableShape table)
    {
        (_stream, _output, _table, _columns) = (stream, new BinaryOutput(stream), table, new DtaPlan(table).Columns());
        _numbers = [.. table.Columns.Select(column => new CellNumbers(table.Shown, column, DtaCell.TryRead))];
        _dictionary = new DtaDictionaryWriter(_output, _columns, table.Rows);
        _dictionary.Before();
        if (_columns.All(column => column.Type != DtaType.LongText)) return;
        _longTexts = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _longOutput = new BinaryOutput(_longTexts);
    }

    public override ImmutableArray<Label> Notices =>
    [
        .. _columns.Where(column => column.Letters.Count > 0).Select(column => StatisticsNotices.Recoded(column.Variable.Name, column.Letters.Select(letter => (NumberCell.Of(letter.Key), DtaCell.Extended[letter.Value - 1])))),
        .. _table.Sets.IsEmpty && _table.Columns.All(column => column.Variable.Level == MeasurementLevel.Unknown) ? [] : new[] { StatisticsNotices.LevelsAndSets },
    ];

    public override void Write(RowReader row)
    {
        _row++;
        for (int i = 0; i < _columns.Length; i++)
        {
            var cell = row.Cell(i);
            switch (_columns[i].Type)
            {
                case DtaType.Text: WriteText(_columns[i], cell); break;
                case DtaType.LongText: WriteLong(i, cell); break;
                default: WriteNumber(i, cell); break;
            }
        }
    }

    public override void Complete()
    {
        _dictionary.After(CopyLongTexts);
        _output.Flush();
        _stream.Position = _dictionary.MapPosition;
        foreach (long place in _dictionary.Map) _output.Int64(place);
        _output.Flush();
        _stream.Position = _stream.Length;
    }

    protected override void Dispose(bool disposing)
    {
        _longTexts?.Dispose();
        base.Dispose(disposing);
    }

    private void WriteText(DtaColumnPlan column, ReadOnlySpan<byte> cell)
    {
        if (cell.Length > column.Width) throw IngestFaults.ChangedWhileRead(_table.Shown);
        if (cell.Contains((byte)0)) throw Unfit(column, System.Text.Encoding.UTF8.GetString(cell), "a text ends at its first NUL character", "Remove it in the source.");
        _output.Padded(cell, column.Width, 0);
    }

    /// <summary>A row holds the variable and the row of a long text, two bytes and six.</summary>
    private void WriteLong(int index, ReadOnlySpan<byte> cell)
    {
        _output.Int64(cell.IsEmpty ? 0 : (uint)(index + 1) | (_row << 16));
        if (cell.IsEmpty) return;
        _longOutput!.Bytes("GSO"u8);
        _longOutput.Int32(index + 1);
        _longOutput.Int64(_row);
        _longOutput.Byte(PlainText);
        _longOutput.Int32(cell.Length + 1);
        _longOutput.Bytes(cell);
        _longOutput.Byte(0);
    }

    private void CopyLongTexts()
    {
        if (_longTexts is null) return;
        _longOutput!.Flush();
        _longTexts.Position = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = _longTexts.Read(buffer)) > 0;) _output.Bytes(buffer.AsSpan(0, read));
    }

    private void WriteNumber(int index, ReadOnlySpan<byte> cell)
    {
        var column = _columns[index];
        if (cell.IsEmpty) PutMissing(column, 0);
        else if (cell is [(byte)'.', >= (byte)'a' and <= (byte)'z']) PutMissing(column, cell[1] - 'a' + 1);
        else if (_numbers[index].Of(cell, _row) is not { } number) PutMissing(column, 0);
        else if (column.Letters.TryGetValue(number, out int letter)) PutMissing(column, letter);
        else Put(column, number);
    }

    private void Put(DtaColumnPlan column, double number)
    {
        switch (column.Type)
        {
            case DtaType.Byte: _output.Byte((byte)(sbyte)number); break;
            case DtaType.Int: _output.UInt16((ushort)(short)number); break;
            case DtaType.Long: _output.Int32((int)number); break;
            default:
                if (!DtaPlan.Holds(number)) throw Unfit(column, NumberCell.Of(number), "Stata's numbers end at 8.988e307", "Correct the cell in the source.");
                _output.Double(number);
                break;
        }
    }

    private void PutMissing(DtaColumnPlan column, int letter)
    {
        switch (column.Type)
        {
            case DtaType.Byte: _output.Byte((byte)(ByteMissing + letter)); break;
            case DtaType.Int: _output.UInt16((ushort)(IntMissing + letter)); break;
            case DtaType.Long: _output.Int32(LongMissing + letter); break;
            default: _output.Int64(DoubleMissing + letter * DoubleStep); break;
        }
    }

    private StudyException Unfit(DtaColumnPlan column, string cell, string why, string mend) => IngestFaults.CellUnfit(_table.Shown, _row, column.Variable.Name, cell, why, mend);
}
