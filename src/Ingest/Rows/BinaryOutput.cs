using System.Buffers.Binary;

namespace CoProduction.Ingest;

/// <summary>Writes numbers with the lowest byte first, and bytes.</summary>
internal sealed class BinaryOutput(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;
    private long _written;

    /// <summary>Bytes written so far.</summary>
    public long Position => _written + _used;

    public void Byte(byte value) => Room(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(4), value);

    public void Int32s(params ReadOnlySpan<int> values)
    {
        foreach (int value in values) Int32(value);
    }

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    public void Double(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > _buffer.Length; bytes = bytes[_buffer.Length..]) bytes[.._buffer.Length].CopyTo(Room(_buffer.Length));
        bytes.CopyTo(Room(bytes.Length));
    }

    /// <summary>Bytes and what fills them up to a length.</summary>
    public void Padded(ReadOnlySpan<byte> bytes, int length, byte filler)
    {
        Bytes(bytes);
        for (int i = bytes.Length; i < length; i++) Byte(filler);
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        (_written, _used) = (_written + _used, 0);
    }

    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _used < count) Flush();
        _used += count;
        return _buffer.AsSpan(_used - count, count);
    }
}
