using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CoProduction.Store;

/// <summary>Rows in the binary form of COPY (PostgreSQL manual, COPY, File Formats), written out in large pieces.</summary>
internal sealed class CopyBuffer(Stream target)
{
    private const int Room = 1 << 17;
    private const int Longest = 1 << 16;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n"u8, 0];
    private readonly byte[] _bytes = new byte[Room + Longest];
    private int _length;

    public void Begin()
    {
        Signature.CopyTo(_bytes, 0);
        _length = Signature.Length + sizeof(int) + sizeof(int);
    }

    public void Row(int fields)
    {
        if (_length >= Room) Flush();
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), (short)fields);
    }

    /// <summary>The word of an absent value: the length -1.</summary>
    public const ulong NoWord = uint.MaxValue;

    /// <summary>A value of two bytes with its length before it, as a word whose lowest byte comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(short value) => ((ulong)sizeof(short) << 24) | ((ulong)(ushort)BinaryPrimitives.ReverseEndianness(value) << 32);

    /// <summary>One row of neighbouring columns of such words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Words(ulong[][] columns, int row)
    {
        const int Length = sizeof(int) + sizeof(short);
        if (_length + columns.Length * sizeof(ulong) > _bytes.Length) Flush();
        ref byte start = ref MemoryMarshal.GetArrayDataReference(_bytes);
        int at = _length;
        foreach (ulong[] column in columns)
        {
            ulong word = column[row];
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
            at += Length - (int)((word >> 30) & sizeof(short));
        }
        _length = at;
    }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Int32(int value)
    {
        var place = Next(sizeof(int) + sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(place, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(place[sizeof(int)..], value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Int64(long value)
    {
        var place = Next(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(place, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(place[sizeof(int)..], value);
    }

    public void Double(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    public void Text(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > Longest) LongText(value);
        else
        {
            if (_length + sizeof(int) + most > _bytes.Length) Flush();
            var place = _bytes.AsSpan(_length + sizeof(int));
            if (Ascii.FromUtf16(value, place, out int length) != OperationStatus.Done) length = Encoding.UTF8.GetBytes(value, place);
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), length);
            _length += sizeof(int) + length;
        }
    }

    /// <summary>An exact amount: digits to the base 10,000, the weight of the first, the sign, the decimals shown (PostgreSQL source, numeric_recv).</summary>
    public void Numeric(decimal amount)
    {
        const int Base = 10_000, DigitsPerPlace = 4, Places = 16;
        Span<short> digits = stackalloc short[Places];
        int decimals = amount.Scale, fraction = (decimals + DigitsPerPlace - 1) / DigitsPerPlace;
        var units = Units(amount);
        for (int pad = decimals; pad < fraction * DigitsPerPlace; pad++) units *= 10;
        int first = Places;
        for (; units > 0; units /= Base) digits[--first] = (short)(int)(units % Base);
        int count = Places - first;
        var place = Next(sizeof(int) + (4 + count) * sizeof(short));
        BinaryPrimitives.WriteInt32BigEndian(place, (4 + count) * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(place[4..], (short)count);
        BinaryPrimitives.WriteInt16BigEndian(place[6..], (short)(count - fraction - 1));
        BinaryPrimitives.WriteInt16BigEndian(place[8..], decimal.IsNegative(amount) && count > 0 ? (short)0x4000 : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(place[10..], (short)decimals);
        for (int digit = 0; digit < count; digit++) BinaryPrimitives.WriteInt16BigEndian(place[(12 + digit * 2)..], digits[first + digit]);
    }

    public void End()
    {
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), -1);
        Flush();
    }

    private static UInt128 Units(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        return new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }

    private void LongText(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), bytes.Length);
        Flush();
        target.Write(bytes);
    }

    private Span<byte> Next(int bytes)
    {
        if (_length + bytes > _bytes.Length) Flush();
        var place = _bytes.AsSpan(_length, bytes);
        _length += bytes;
        return place;
    }

    private void Flush()
    {
        target.Write(_bytes, 0, _length);
        _length = 0;
    }
}
