using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Ingest;

/// <summary>What a scan found.</summary>
internal enum ScanKind
{
    /// <summary>The row goes on behind the bytes at hand.</summary>
    More,

    /// <summary>A whole row.</summary>
    Row,

    /// <summary>A quoted cell is followed by something else than a delimiter.</summary>
    Broken,
}

/// <summary>One scanned row.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Next">Where the next row starts.</param>
/// <param name="Count">Number of cells.</param>
/// <param name="Placed">Number of leading cells whose places were written; the rest was only counted.</param>
/// <param name="Lines">Lines of the file that the row covers.</param>
/// <param name="Escaped">True when a cell holds doubled quotes.</param>
internal readonly record struct CsvScan(ScanKind Kind, int Next, int Count, int Placed, int Lines, bool Escaped);

/// <summary>Finds the cells of one row, 64 bytes at a time.</summary>
internal sealed class CsvScanner(byte delimiter)
{
    /// <summary>Readable bytes that must follow the scanned ones.</summary>
    public const int Slack = 128;

    private bool _escaped;
    private int _lines;

    /// <summary>Scans the row at <paramref name="start"/>; a single loop, split only where quotes begin and where no cell is wanted any more.</summary>
    /// <param name="bytes">The bytes at hand, with <see cref="Slack"/> behind them.</param>
    /// <param name="start">Where the row starts.</param>
    /// <param name="end">Behind the last byte at hand.</param>
    /// <param name="wanted">Number of leading cells whose places are wanted.</param>
    /// <param name="starts">Takes the places where cells start.</param>
    /// <param name="ends">Takes the places behind the cells.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CsvScan Scan(byte[] bytes, int start, int end, int wanted, ref int[] starts, ref int[] ends)
    {
        ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
        int count = 0, field = start, block = start;
        ulong mask = start < end ? Mask(ref origin, block) : 0;
        (_escaped, _lines) = (false, 1);
        while (field < end)
        {
            if (count == wanted && !_escaped && Counted(bytes, field, end, count) is { Kind: ScanKind.Row } row) return row;
            if (count == starts.Length) Grow(ref starts, ref ends);
            int first = field, last = -1;
            if (bytes[field] is (byte)'"' or (byte)' ' && SkipSpaces(bytes, field, end) is var quote && quote < end && bytes[quote] == '"')
            {
                last = Close(bytes, quote + 1, end);
                if (last < 0) return new CsvScan(ScanKind.More, 0, 0, 0, 0, false);
                first = quote + 1;
                block = SkipSpaces(bytes, last + 1, end);
                if (block >= end) return new CsvScan(ScanKind.More, 0, 0, 0, 0, false);
                if (bytes[block] != delimiter && bytes[block] is not ((byte)'\n' or (byte)'\r')) return new CsvScan(ScanKind.Broken, 0, 0, 0, 0, false);
                mask = Mask(ref origin, block);
            }
            while (mask == 0 && (block += 64) < end) mask = Mask(ref origin, block);
            int stop = block + BitOperations.TrailingZeroCount(mask);
            if (mask == 0 || stop >= end) return new CsvScan(ScanKind.More, 0, 0, 0, 0, false);
            mask &= mask - 1;
            starts[count] = first;
            ends[count++] = last < 0 ? stop : last;
            field = stop + 1;
            byte found = bytes[stop];
            if (found == delimiter) continue;
            if (found == '\r' && field == end) return new CsvScan(ScanKind.More, 0, 0, 0, 0, false);
            if (found == '\r' && bytes[field] == '\n') field++;
            return new CsvScan(ScanKind.Row, field, count, count, _lines, _escaped);
        }
        return new CsvScan(ScanKind.More, 0, 0, 0, 0, false);
    }

    /// <summary>Counts the cells from <paramref name="field"/> to the end of the row; gives up where a quote stands or the end is not at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CsvScan Counted(byte[] bytes, int field, int end, int placed)
    {
        ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
        int count = placed + 1;
        for (int block = field; block < end; block += 64)
        {
            var (delimiters, breaks, quotes) = Masks(ref origin, block);
            ulong before = breaks == 0 ? ulong.MaxValue : (breaks & (0 - breaks)) - 1;
            if ((quotes & before) != 0) return default;
            count += BitOperations.PopCount(delimiters & before);
            if (breaks == 0) continue;
            int stop = block + BitOperations.TrailingZeroCount(breaks), next = stop + 1;
            if (stop >= end || (bytes[stop] == '\r' && next == end)) return default;
            if (bytes[stop] == '\r' && bytes[next] == '\n') next++;
            return new CsvScan(ScanKind.Row, next, count, placed, _lines, false);
        }
        return default;
    }

    /// <summary>Turns doubled quotes into one, in place.</summary>
    public static void Unescape(byte[] bytes, int[] starts, int[] ends, int count)
    {
        for (int i = 0; i < count; i++)
            if (starts[i] > 0 && bytes[starts[i] - 1] == '"') ends[i] = Unescape(bytes, starts[i], ends[i]);
    }

    private static int Unescape(byte[] bytes, int start, int end)
    {
        int to = start;
        for (int from = start; from < end; from++)
        {
            bytes[to++] = bytes[from];
            if (bytes[from] == '"') from++;
        }
        return to;
    }

    private static void Grow(ref int[] starts, ref int[] ends)
    {
        Array.Resize(ref starts, starts.Length * 2);
        Array.Resize(ref ends, ends.Length * 2);
    }

    private int SkipSpaces(byte[] bytes, int from, int end)
    {
        while (from < end && bytes[from] == ' ' && delimiter != ' ') from++;
        return from;
    }

    /// <summary>Position of the closing quote; -1 when it is not among the bytes at hand.</summary>
    private int Close(byte[] bytes, int from, int end)
    {
        for (int at = from; at < end; at += 2)
        {
            int length = bytes.AsSpan(at, end - at).IndexOf((byte)'"');
            if (length < 0) return -1;
            _lines += Lines(bytes.AsSpan(at, length));
            at += length;
            if (at + 1 >= end) return -1;
            if (bytes[at + 1] != '"') return at;
            _escaped = true;
        }
        return -1;
    }

    private static int Lines(ReadOnlySpan<byte> text)
    {
        int feeds = text.Count((byte)'\n'), returns = text.Count((byte)'\r');
        return returns == 0 ? feeds : feeds + returns - text.Count("\r\n"u8);
    }

    /// <summary>One bit for each of 64 bytes: set at a delimiter or line end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Mask(ref byte origin, int at)
    {
        ulong low = Half(ref origin, at), high = Half(ref origin, at + 32);
        return low | (high << 32);
    }

    /// <summary>For each of 64 bytes, one bit in each mask: delimiter, line end, quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong Delimiters, ulong Breaks, ulong Quotes) Masks(ref byte origin, int at)
    {
        Vector256<byte> low = Vector256.LoadUnsafe(ref origin, (nuint)at), high = Vector256.LoadUnsafe(ref origin, (nuint)(at + 32));
        return (
            Bits(low, high, delimiter),
            Bits(low, high, (byte)'\n') | Bits(low, high, (byte)'\r'),
            Bits(low, high, (byte)'"'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte letter) =>
        Vector256.Equals(low, Vector256.Create(letter)).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, Vector256.Create(letter)).ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Half(ref byte origin, int at)
    {
        var bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
        var hits = Vector256.Equals(bytes, Vector256.Create(delimiter)) | Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));
        return hits.ExtractMostSignificantBits();
    }
}
