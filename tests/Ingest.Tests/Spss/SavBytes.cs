using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>System files byte by byte, for what no published file shows.</summary>
internal sealed class SavBytes(bool big = false, Encoding? encoding = null)
{
    private readonly List<byte> _bytes = [];
    private readonly Encoding _encoding = encoding ?? Encoding.UTF8;

    public long Length => _bytes.Count;

    public SavBytes Int(params ReadOnlySpan<int> values)
    {
        Span<byte> four = stackalloc byte[4];
        foreach (int value in values)
        {
            if (big) BinaryPrimitives.WriteInt32BigEndian(four, value);
            else BinaryPrimitives.WriteInt32LittleEndian(four, value);
            _bytes.AddRange(four);
        }
        return this;
    }

    public SavBytes Long(params ReadOnlySpan<long> values)
    {
        Span<byte> eight = stackalloc byte[8];
        foreach (long value in values)
        {
            if (big) BinaryPrimitives.WriteInt64BigEndian(eight, value);
            else BinaryPrimitives.WriteInt64LittleEndian(eight, value);
            _bytes.AddRange(eight);
        }
        return this;
    }

    public SavBytes Double(params ReadOnlySpan<double> values)
    {
        foreach (double value in values) Long(BitConverter.DoubleToInt64Bits(value));
        return this;
    }

    public SavBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public SavBytes Text(string text, int length = 0)
    {
        byte[] bytes = _encoding.GetBytes(text);
        _bytes.AddRange(bytes);
        for (int i = bytes.Length; i < length; i++) _bytes.Add((byte)' ');
        return this;
    }

    public SavBytes Header(int compression = 0, int cases = -1, double bias = 100, int weight = 0, int elements = 1, string magic = "$FL2", int layout = 2) =>
        Text(magic).Text("@(#) SPSS DATA FILE", 60).Int(layout, elements, compression, weight, cases).Double(bias).Text("01 Jan 0000:00:00").Text("", 64).Raw(0, 0, 0);

    public SavBytes Number(string name, string? label = null, int missing = 0, params ReadOnlySpan<double> values) => Variable(name, 0, label, missing, 0x050800).Double(values);

    public SavBytes Variable(string name, int width, string? label = null, int missing = 0, int format = 0x010800)
    {
        Int(2, width, label is null ? 0 : 1, missing, format, format).Text(name, 8);
        if (label is null) return this;
        int bytes = _encoding.GetByteCount(label);
        return Int(bytes).Text(label, (bytes + 3) & ~3);
    }

    public SavBytes Extension(int subtype, string text) => Int(7, subtype, 1, _encoding.GetByteCount(text)).Text(text);

    public SavBytes Machine(int code) => Int(7, 3, 4, 8, 1, 0, 0, -1, 1, 1, big ? 1 : 2, code);

    public SavBytes End() => Int(999, 0);

    /// <summary>The data as zlib blocks with their trailer.</summary>
    public SavBytes Zlib(byte[] data, int block, Func<long, long>? forge = null)
    {
        var packed = data.Chunk(block).Select(Packed).ToList();
        long start = Length, trailer = start + 24 + packed.Sum(part => part.Length), unpacked = start, at = start + 24;
        Long(start, trailer, 24 + 24 * packed.Count);
        foreach (byte[] part in packed) Raw(part);
        Long(-100, 0).Int(block, packed.Count);
        for (int i = 0; i < packed.Count; i++)
        {
            int size = Math.Min(block, data.Length - i * block);
            Long(unpacked, at).Int((int)(forge?.Invoke(size) ?? size), packed[i].Length);
            (unpacked, at) = (unpacked + size, at + packed[i].Length);
        }
        return this;
    }

    public byte[] Bytes() => [.. _bytes];

    public Tables Read(string? declared = null) => Tables.Read(Given.File("x.sav", Bytes()), declared);

    private static byte[] Packed(byte[] data)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return packed.ToArray();
    }
}
