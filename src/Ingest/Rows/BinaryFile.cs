using System.Buffers.Binary;

namespace CoProduction.Ingest;

/// <summary>A binary file read forwards in its own byte order, never past its end: what a forged length asks for is refused before room is made for it.</summary>
internal sealed class BinaryFile : IDisposable
{
    /// <summary>Longest single piece that is taken into memory.</summary>
    private const int LongestPiece = 1 << 26;

    private readonly FileStream _file;
    private readonly string _shown;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private long _before;

    public BinaryFile(string path, string shown)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        (_shown, Length) = (shown, _file.Length);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Bytes read so far.</summary>
    public long Position => _before + _at;

    /// <summary>Bytes not read yet.</summary>
    public long Remaining => Length - Position;

    /// <summary>True when the highest byte of a number comes first.</summary>
    public bool IsBigEndian { get; set; }

    public byte Byte() => Next(1)[0];

    public ushort UInt16() => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Next(2)) : BinaryPrimitives.ReadUInt16LittleEndian(Next(2));

    public int Int32() => IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(Next(4)) : BinaryPrimitives.ReadInt32LittleEndian(Next(4));

    public uint UInt32() => (uint)Int32();

    public long Int64() => IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(Next(8)) : BinaryPrimitives.ReadInt64LittleEndian(Next(8));

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    /// <summary>The next bytes, copied.</summary>
    /// <exception cref="StudyException">The file ends before, or the number is beyond reason.</exception>
    public byte[] Bytes(long count)
    {
        if (count < 0 || count > Remaining) throw IngestFaults.CutOff(_shown, Position, count);
        if (count > LongestPiece) throw IngestFaults.PieceTooLong(_shown, Position, count);
        byte[] bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Fills a span.</summary>
    /// <exception cref="StudyException">The file ends before.</exception>
    public void Fill(Span<byte> bytes)
    {
        if (bytes.Length > Remaining) throw IngestFaults.CutOff(_shown, Position, bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (_at == _end) Refill();
            int some = Math.Min(bytes.Length, _end - _at);
            _buffer.AsSpan(_at, some).CopyTo(bytes);
            _at += some;
            bytes = bytes[some..];
        }
    }

    /// <summary>The next bytes, as many as are at hand.</summary>
    /// <returns>0 at the end of the file.</returns>
    public int Some(Span<byte> bytes)
    {
        if (_at < _end)
        {
            int some = Math.Min(bytes.Length, _end - _at);
            _buffer.AsSpan(_at, some).CopyTo(bytes);
            _at += some;
            return some;
        }
        int read = _file.Read(bytes);
        (_before, _at, _end) = (_before + _end + read, 0, 0);
        return read;
    }

    /// <summary>Goes over some bytes.</summary>
    /// <exception cref="StudyException">The file ends before.</exception>
    public void Skip(long count)
    {
        if (count < 0 || count > Remaining) throw IngestFaults.CutOff(_shown, Position, count);
        Seek(Position + count);
    }

    /// <summary>Goes to a place.</summary>
    /// <exception cref="StudyException">It is outside the file.</exception>
    public void Seek(long position)
    {
        if (position < 0 || position > Length) throw IngestFaults.CutOff(_shown, Position, position - Position);
        if (position >= _before && position <= _before + _end) _at = (int)(position - _before);
        else (_file.Position, _before, _at, _end) = (position, position, 0, 0);
    }

    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<byte> Next(int count)
    {
        if (_end - _at < count) Refill();
        if (_end - _at < count) throw IngestFaults.CutOff(_shown, Position, count);
        _at += count;
        return _buffer.AsSpan(_at - count, count);
    }

    private void Refill()
    {
        int kept = _end - _at;
        _buffer.AsSpan(_at, kept).CopyTo(_buffer);
        (_before, _at, _end) = (_before + _at, 0, kept);
        _end += _file.ReadAtLeast(_buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
        if (_end == kept) throw IngestFaults.CutOff(_shown, Position, 1);
    }
}
