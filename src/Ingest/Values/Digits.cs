using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CoProduction.Ingest;

/// <summary>Fast readers of plain numbers straight from UTF-8; whatever is not plain is left to the slow ones.</summary>
internal static class Digits
{
    /// <summary>Powers of ten that a double holds exactly.</summary>
    private static ReadOnlySpan<double> Exact =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private const ulong Points = 0x2E2E2E2E2E2E2E2E, Ones = 0x0101010101010101, Highs = 0x8080808080808080, Zeros = 0x3030303030303030, Tens = 0xF0F0F0F0F0F0F0F0, Sixes = 0x0606060606060606;

    private static readonly SearchValues<byte> Plain = SearchValues.Create("-.0123456789"u8);

    /// <summary>A whole number of at most 18 ASCII digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWhole(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        if (cell.Length is 0 or > 18) return false;
        foreach (byte letter in cell)
        {
            uint digit = (uint)(letter - '0');
            if (digit > 9) return false;
            value = value * 10 + digit;
        }
        return true;
    }

    /// <summary>
    /// A finite real number. Mantissas below 2^53 with a power of ten within ±22 are exact by one multiplication or division (Clinger 1990, How to read floating point numbers accurately, fast path);
    /// the rest goes to the platform's reader, which rounds correctly too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReal(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        if (cell.IsEmpty) return false;
        int first = cell[0] is (byte)'-' or (byte)'+' ? 1 : 0, digits = cell.Length - first;
        if (digits is >= 4 and <= 8 && TryEight(cell[first..], out double short8))
        {
            value = cell[0] == '-' ? -short8 : short8;
            return true;
        }
        ulong mantissa = 0;
        int at = Run(cell, first, ref mantissa), places = 0;
        if (at < cell.Length && cell[at] == '.')
        {
            places = cell.Length - at - 1;
            at = Run(cell, at + 1, ref mantissa);
            digits--;
        }
        if (at < cell.Length || digits is < 1 or > 18 || mantissa > 1UL << 53) return TrySlow(cell, out value);
        double number = mantissa / Exact[places];
        value = cell[0] == '-' ? -number : number;
        return true;
    }

    /// <summary>Four to eight bytes of digits with at most one point among them, all at once in one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryEight(ReadOnlySpan<byte> text, out double value)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        int length = text.Length, places = 0;
        ulong letters = Unsafe.ReadUnaligned<uint>(ref start) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4)) << ((length - 4) * 8));
        ulong unlike = letters ^ Points, point = (unlike - Ones) & ~unlike & Highs;
        if (point != 0)
        {
            int at = BitOperations.TrailingZeroCount(point) & ~7;
            ulong before = (1UL << at) - 1;
            letters = (letters & before) | ((letters >> 8) & ~before);
            places = --length - at / 8;
        }
        letters = (letters << ((8 - length) * 8)) | (length == 8 ? 0 : Zeros >> (length * 8));
        value = 0;
        if ((letters & Tens) != Zeros || ((letters + Sixes) & Tens) != Zeros) return false;
        value = Value(letters) / Exact[places];
        return true;
    }

    // Pairs, then fours, then eight: the first letter, in the lowest byte, is the highest digit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(ulong letters)
    {
        ulong pairs = ((letters & 0x0F0F0F0F0F0F0F0F) * ((10 << 8) + 1)) >> 8;
        ulong fours = ((pairs & 0x00FF00FF00FF00FF) * ((100UL << 16) + 1)) >> 16;
        return ((fours & 0x0000FFFF0000FFFF) * ((10_000UL << 32) + 1)) >> 32;
    }

    /// <summary>Takes digits in; the answer is the place of the first byte that is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run(ReadOnlySpan<byte> cell, int from, ref ulong mantissa)
    {
        ulong sum = mantissa;
        int at = from;
        for (uint digit; (uint)at < (uint)cell.Length && (digit = (uint)(cell[at] - '0')) <= 9; at++) sum = sum * 10 + digit;
        mantissa = sum;
        return at;
    }

    /// <summary>An exact decimal without signs of currency or grouping.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> cell, out decimal value)
    {
        if (TryWhole(cell, out long whole))
        {
            value = whole;
            return true;
        }
        value = 0;
        return cell.Length is > 0 and <= 20 && cell.IndexOfAnyExcept(Plain) < 0
            && decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static bool TrySlow(ReadOnlySpan<byte> cell, out double value)
    {
        cell = CellText.TrimAscii(cell);
        value = 0;
        return !cell.IsEmpty && (cell[0] is (byte)'-' or (byte)'+' or (byte)'.' || char.IsAsciiDigit((char)cell[0]))
            && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
