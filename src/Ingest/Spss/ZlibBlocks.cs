using System.Collections.Immutable;
using System.IO.Compression;

namespace CoProduction.Ingest;

/// <summary>The zlib blocks of a .zsav file. Each block is unpacked to the size that the trailer gives it, no more: what does not agree is refused before room is made for it.</summary>
internal sealed class ZlibBlocks
{
    private const int HeaderBytes = 24, EntryBytes = 24;

    /// <summary>Largest block; SPSS writes blocks of 4 MB.</summary>
    private const int LargestBlock = 1 << 26;

    private readonly BinaryFile _file;
    private readonly string _shown;
    private readonly ImmutableArray<(long Offset, int Packed, int Size)> _blocks;
    private byte[] _block = [];
    private int _at;
    private int _next;

    /// <param name="file">The file, at the header of the data.</param>
    /// <param name="bias">Bias of the codes, which the trailer repeats.</param>
    /// <param name="shown">Its name in errors.</param>
    /// <exception cref="StudyException">Header and trailer contradict each other or the file.</exception>
    public ZlibBlocks(BinaryFile file, double bias, string shown)
    {
        (_file, _shown) = (file, shown);
        long start = file.Position, header = file.Int64(), trailer = file.Int64(), length = file.Int64();
        Check(header == start, "the data header names another place");
        Check(trailer >= start + HeaderBytes && trailer <= file.Length && length == file.Length - trailer && length >= HeaderBytes && (length - HeaderBytes) % EntryBytes == 0, "the trailer does not fit into the file");
        file.Seek(trailer);
        Check(file.Int64() == -(long)bias, "the trailer names another bias");
        file.Skip(8);
        int size = file.Int32(), count = file.Int32();
        Check(size is > 0 and <= LargestBlock && count == (length - HeaderBytes) / EntryBytes, $"the trailer speaks of {count} blocks of {size} bytes");
        _blocks = Entries(start, trailer, size, count);
    }

    /// <summary>The next bytes unpacked.</summary>
    public int Some(Span<byte> bytes)
    {
        if (_at == _block.Length && !Unpack()) return 0;
        int some = Math.Min(bytes.Length, _block.Length - _at);
        _block.AsSpan(_at, some).CopyTo(bytes);
        _at += some;
        return some;
    }

    private ImmutableArray<(long, int, int)> Entries(long start, long trailer, int largest, int count)
    {
        var blocks = ImmutableArray.CreateBuilder<(long, int, int)>();
        long unpacked = start, packed = start + HeaderBytes;
        for (int i = 0; i < count; i++)
        {
            long at = _file.Int64(), offset = _file.Int64();
            int size = _file.Int32(), length = _file.Int32();
            Check(at == unpacked && offset == packed && size >= 0 && size <= largest && length >= 0 && offset + length <= trailer, $"block {i + 1} does not follow the one before");
            (unpacked, packed) = (unpacked + size, packed + length);
            blocks.Add((offset, length, size));
        }
        Check(packed == trailer, "there are bytes between the blocks and the trailer");
        return blocks.ToImmutable();
    }

    private bool Unpack()
    {
        if (_next == _blocks.Length) return false;
        var (offset, packed, size) = _blocks[_next++];
        _file.Seek(offset);
        byte[] bytes = _file.Bytes(packed);
        byte[] block = _block.Length == size ? _block : new byte[size];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            Check(zlib.ReadAtLeast(block, size, throwOnEndOfStream: false) == size && zlib.ReadByte() < 0, $"block {_next} has another size than the trailer says");
        }
        catch (InvalidDataException)
        {
            Check(false, $"block {_next} cannot be unpacked");
        }
        (_block, _at) = (block, 0);
        return size > 0 || Unpack();
    }

    private void Check(bool fits, string found)
    {
        if (!fits) throw IngestFaults.DamagedStatistics(_shown, _file.Position, found);
    }
}
