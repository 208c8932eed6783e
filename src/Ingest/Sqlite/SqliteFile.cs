using System.Buffers.Binary;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>
/// The tables of an SQLite 3 database (sqlite.org/fileformat2.html), read as pages: no statement is run, so that views, triggers and damaged pages of a file from elsewhere can do nothing.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private const int HeaderLength = 100;
    private const byte Leaf = 0x0D, Interior = 0x05;

    private readonly Stream _stream;
    private readonly string _shown;
    private readonly int _pageSize;
    private readonly int _usable;
    private readonly long _pages;
    private readonly Encoding _encoding;
    private readonly Dictionary<string, SqliteTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="StudyException">The header or the list of tables is damaged.</exception>
    public SqliteFile(Stream stream, string shown)
    {
        (_stream, _shown) = (stream, shown);
        byte[] header = new byte[HeaderLength];
        stream.Position = 0;
        stream.ReadExactly(header);
        int size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        _pageSize = size == 1 ? 65536 : size;
        _usable = _pageSize - header[20];
        if (!header.AsSpan().StartsWith(Mark) || _pageSize < 512 || (_pageSize & (_pageSize - 1)) != 0 || _usable < 480) throw Damaged("its header is none of a database");
        _pages = stream.Length / _pageSize;
        _encoding = header[59] switch { 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        ReadTables();
    }

    /// <summary>The first bytes of a database.</summary>
    public static ReadOnlySpan<byte> Mark => "SQLite format 3\0"u8;

    /// <summary>Names of the tables.</summary>
    public IEnumerable<string> Names => _tables.Keys;

    /// <summary>True when there is such a table.</summary>
    public bool Has(string table) => _tables.ContainsKey(table);

    /// <summary>The rows of a table in the order of their numbers; none when there is no such table.</summary>
    public IEnumerable<SqliteRow> Rows(string table) => _tables.TryGetValue(table, out var known) ? Rows(known) : [];

    public void Dispose() => _stream.Dispose();

    private void ReadTables()
    {
        var schema = new SqliteTable(1, ["type", "name", "tbl_name", "rootpage", "sql"], -1);
        foreach (var row in Rows(schema))
            if (row.Text("type") == "table" && row.Integer("rootpage") is { } root and > 0 && root <= _pages) _tables[row.Text("name")] = SqliteTable.Parse((int)root, row.Text("sql"));
    }

    private IEnumerable<SqliteRow> Rows(SqliteTable table)
    {
        var seen = new HashSet<long>();
        var open = new Stack<long>([table.Root]);
        while (open.TryPop(out long number))
        {
            if (!seen.Add(number)) throw Damaged("a page of a table is named twice");
            byte[] page = Page(number);
            int start = number == 1 ? HeaderLength : 0;
            if (page[start] == Interior) Push(page, start, open);
            else if (page[start] == Leaf)
                for (int i = 0; i < Count(page, start); i++) yield return Row(table, page, Pointer(page, start + 8, i));
            else throw Damaged("a page of a table is of another kind");
        }
    }

    /// <summary>The children of an interior page, the first on top.</summary>
    private static void Push(byte[] page, int start, Stack<long> open)
    {
        open.Push(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(start + 8)));
        for (int i = Count(page, start) - 1; i >= 0; i--) open.Push(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(Pointer(page, start + 12, i))));
    }

    private static int Count(byte[] page, int start) => BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));

    private static int Pointer(byte[] page, int pointers, int index) => BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointers + 2 * index));

    private SqliteRow Row(SqliteTable table, byte[] page, int cell)
    {
        long length = Varint(page, ref cell), number = Varint(page, ref cell);
        if (length < 0 || length > _stream.Length) throw Damaged("a row is longer than the file");
        return new SqliteRow(table, number, Payload(page, cell, (int)length), _encoding);
    }

    /// <summary>A row's bytes: the first in its page, the rest in a chain of overflow pages (fileformat2, section 1.6).</summary>
    private byte[] Payload(byte[] page, int cell, int length)
    {
        int local = length <= _usable - 35 ? length : Local(length);
        byte[] payload = new byte[length];
        page.AsSpan(cell, local).CopyTo(payload);
        long next = local < length ? BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(cell + local)) : 0;
        for (int at = local; at < length;)
        {
            byte[] overflow = Page(next);
            int part = Math.Min(length - at, _usable - 4);
            overflow.AsSpan(4, part).CopyTo(payload.AsSpan(at));
            next = BinaryPrimitives.ReadUInt32BigEndian(overflow);
            at += part;
        }
        return payload;
    }

    private int Local(int length)
    {
        int least = (_usable - 12) * 32 / 255 - 23, kept = least + (length - least) % (_usable - 4);
        return kept <= _usable - 35 ? kept : least;
    }

    private byte[] Page(long number)
    {
        if (number < 1 || number > _pages) throw Damaged("it names a page that is not there");
        byte[] page = new byte[_pageSize];
        _stream.Position = (number - 1) * _pageSize;
        _stream.ReadExactly(page);
        return page;
    }

    /// <summary>A number of one to nine bytes, the high bit of the first eight meaning that another follows.</summary>
    internal static long Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (int i = 0; i < 8; i++)
        {
            byte next = bytes[at++];
            value = (value << 7) | (next & 0x7FL);
            if (next < 0x80) return value;
        }
        return (value << 8) | bytes[at++];
    }

    private StudyException Damaged(string what) => IngestFaults.DamagedDatabase(_shown, what);
}
