using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Binary numbers as the texts of cells: whole numbers without an exponent, others with the fewest digits that give the same number back.</summary>
internal static class NumberCell
{
    /// <summary>Room for any number, in bytes.</summary>
    public const int Longest = 32;

    /// <summary>Below this a number with four decimals has at most 15 digits, which a double tells apart.</summary>
    private const double Few = 1e11;

    /// <summary>Writes a finite number; the answer is its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(double number, Span<byte> cell)
    {
        long whole = (long)number;
        if (whole == number && whole != long.MaxValue) return Write(whole, cell);
        double scaled = Math.Round(number * 1e4);
        if (Math.Abs(number) < Few && scaled / 1e4 == number) return WriteDecimals((long)scaled, cell);
        number.TryFormat(cell, out int length, "R", CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>The same as a string.</summary>
    public static string Of(double number)
    {
        Span<byte> cell = stackalloc byte[Longest];
        return Encoding.ASCII.GetString(cell[..Write(number, cell)]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(long whole, Span<byte> cell)
    {
        if ((ulong)whole < 10)
        {
            cell[0] = (byte)('0' + whole);
            return 1;
        }
        Utf8Formatter.TryFormat(whole, cell, out int length);
        return length;
    }

    /// <summary>A number of ten-thousandths, without zeros at the end: the shortest form, as two texts of at most 15 digits are never one number.</summary>
    private static int WriteDecimals(long scaled, Span<byte> cell)
    {
        int at = 0;
        if (scaled < 0) (cell[at++], scaled) = ((byte)'-', -scaled);
        var (whole, rest) = Math.DivRem(scaled, 10_000);
        at += Write(whole, cell[at..]);
        cell[at++] = (byte)'.';
        for (long unit = 1000; rest > 0; unit /= 10)
        {
            cell[at++] = (byte)('0' + rest / unit);
            rest %= unit;
        }
        return at;
    }
}
