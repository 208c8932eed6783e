using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>A row of a table, its values decoded when they are asked for (fileformat2, section 2.1).</summary>
internal sealed class SqliteRow
{
    private readonly SqliteTable _table;
    private readonly byte[] _payload;
    private readonly Encoding _encoding;
    private readonly (long Kind, int Start)[] _cells;

    public SqliteRow(SqliteTable table, long number, byte[] payload, Encoding encoding)
    {
        (_table, Number, _payload, _encoding) = (table, number, payload, encoding);
        int at = 0;
        long header = SqliteFile.Varint(payload, ref at), body = header;
        var cells = new List<(long, int)>();
        while (at < header)
        {
            long kind = SqliteFile.Varint(payload, ref at);
            cells.Add((kind, checked((int)body)));
            body += Length(kind);
        }
        _cells = [.. cells];
    }

    /// <summary>The row's number.</summary>
    public long Number { get; }

    /// <summary>A text; numbers as they are written, empty where it is absent.</summary>
    public string Text(string column)
    {
        var (kind, start) = Cell(column);
        if (kind is >= 13 && kind % 2 == 1) return _encoding.GetString(_payload.AsSpan(start, checked((int)Length(kind))));
        if (kind == 7) return BinaryPrimitives.ReadDoubleBigEndian(_payload.AsSpan(start)).ToString("R", CultureInfo.InvariantCulture);
        return Integer(column)?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>A whole number; null where it is absent, or something else.</summary>
    public long? Integer(string column)
    {
        if (_table.Alias >= 0 && string.Equals(_table.Columns[_table.Alias], column, StringComparison.OrdinalIgnoreCase)) return Number;
        var (kind, start) = Cell(column);
        if (kind is 8 or 9) return kind - 8;
        if (kind is < 1 or > 6) return null;
        long value = (sbyte)_payload[start];
        for (int i = 1; i < Length(kind); i++) value = (value << 8) | _payload[start + i];
        return value;
    }

    /// <summary>A whole number that fits a position; null for another.</summary>
    public int? Position(string column) => Integer(column) is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>Rows written before a column was added are shorter than the table.</summary>
    private (long Kind, int Start) Cell(string column)
    {
        for (int i = 0; i < _cells.Length && i < _table.Columns.Length; i++)
            if (string.Equals(_table.Columns[i], column, StringComparison.OrdinalIgnoreCase)) return _cells[i];
        return (0, 0);
    }

    private static long Length(long kind) => kind switch { >= 12 => (kind - 12) / 2, 5 => 6, 6 or 7 => 8, <= 4 and >= 0 => kind, _ => 0 };
}
