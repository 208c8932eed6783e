using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CoProduction.Ingest;

/// <summary>Bytes one after another.</summary>
/// <param name="bytes">Room for them.</param>
/// <returns>How many came; 0 at the end.</returns>
internal delegate int ReadBytes(Span<byte> bytes);

/// <summary>The cases of a system file, unpacked to eight bytes a value.</summary>
internal abstract class SavCases
{
    /// <summary>Reads the next case.</summary>
    /// <param name="row">Room for all its values.</param>
    /// <param name="isCut">True when the file ends within the case.</param>
    /// <returns>False at the end.</returns>
    public abstract bool Next(Span<byte> row, out bool isCut);

    /// <summary>The cases of a file that stands at their beginning.</summary>
    public static SavCases Of(BinaryFile file, SavHeader header, double systemMissing, string shown) => header.Compression switch
    {
        SavCompression.None => new PlainCases(file.Some),
        SavCompression.Bytecode => new PackedCases(file.Some, header.Bias, systemMissing, file.IsBigEndian),
        _ => new PackedCases(new ZlibBlocks(file, header.Bias, shown).Some, header.Bias, systemMissing, file.IsBigEndian),
    };
}

/// <summary>Eight bytes a value.</summary>
internal sealed class PlainCases(ReadBytes read) : SavCases
{
    public override bool Next(Span<byte> row, out bool isCut)
    {
        int filled = 0;
        for (int some; filled < row.Length && (some = read(row[filled..])) > 0;) filled += some;
        isCut = filled > 0 && filled < row.Length;
        return filled == row.Length;
    }
}

/// <summary>One byte for a small whole number, a blank or nothing; eight more for other values.</summary>
internal sealed class PackedCases : SavCases
{
    private const int Ignored = 0, End = 252, Raw = 253, Blank = 254, Missing = 255;

    private readonly ReadBytes _read;
    private readonly ulong[] _values = new ulong[256];
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private int _left;
    private ulong _codes;
    private bool _ended;

    public PackedCases(ReadBytes read, double bias, double systemMissing, bool bigEndian)
    {
        _read = read;
        Span<byte> bytes = stackalloc byte[8];
        for (int code = 0; code < _values.Length; code++)
        {
            double value = code == Missing ? systemMissing : code - bias;
            if (bigEndian) BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
            else BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            _values[code] = Unsafe.ReadUnaligned<ulong>(ref bytes[0]);
        }
        _values[Blank] = 0x2020202020202020;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Next(Span<byte> row, out bool isCut)
    {
        isCut = false;
        for (int at = 0; at < row.Length;)
        {
            if (_left == 0 && !NextCodes()) return Ended(at, out isCut);
            int code = (byte)_codes;
            (_codes, _left) = (_codes >> 8, _left - 1);
            if (code == Ignored) continue;
            if (code == Raw ? !NextRaw(row[at..]) : code == End) return Ended(at, out isCut);
            if (code != Raw) Unsafe.WriteUnaligned(ref row[at], _values[code]);
            at += 8;
        }
        return true;
    }

    private bool Ended(int at, out bool isCut)
    {
        (_ended, _left) = (true, 0);
        isCut = at > 0;
        return false;
    }

    private bool NextCodes()
    {
        if (_ended || !Have()) return false;
        _codes = BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_at));
        (_at, _left) = (_at + 8, 8);
        return true;
    }

    private bool NextRaw(Span<byte> row)
    {
        if (!Have()) return false;
        _buffer.AsSpan(_at, 8).CopyTo(row);
        _at += 8;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Have() => _end - _at >= 8 || Refill();

    private bool Refill()
    {
        int kept = _end - _at;
        _buffer.AsSpan(_at, kept).CopyTo(_buffer);
        (_at, _end) = (0, kept);
        for (int some; _end < 8 && (some = _read(_buffer.AsSpan(_end))) > 0;) _end += some;
        return _end >= 8;
    }
}
