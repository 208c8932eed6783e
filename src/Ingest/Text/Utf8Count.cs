using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CoProduction.Ingest;

/// <summary>What a file looks like when read as UTF-8.</summary>
/// <param name="Multibyte">Well-formed sequences of two bytes and more, counted only in blocks with a fault.</param>
/// <param name="Invalid">Ill-formed sequences.</param>
/// <param name="FirstLine">Line of the first ill-formed sequence.</param>
internal readonly record struct Utf8Count(long Multibyte, long Invalid, long FirstLine)
{
    public static Utf8Count Of(Stream file)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        var total = new Utf8Count(0, 0, 1);
        int kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            int length = kept + read, whole = Whole(buffer.AsSpan(0, length));
            total = total.And(buffer.AsSpan(0, whole));
            kept = length - whole;
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }
        total = total.And(buffer.AsSpan(0, kept));
        ArrayPool<byte>.Shared.Return(buffer);
        return total;
    }

    /// <summary>Length without a sequence that the end of the block cuts.</summary>
    public static int Whole(ReadOnlySpan<byte> block)
    {
        for (int back = 1; back <= Math.Min(3, block.Length); back++)
            if (block[^back] >= 0xC0) return block.Length - back;
            else if (block[^back] < 0x80) break;
        return block.Length;
    }

    private Utf8Count And(ReadOnlySpan<byte> block)
    {
        if (Invalid == 0 && Utf8.IsValid(block)) return this with { FirstLine = FirstLine + block.Count((byte)'\n') };
        var count = this;
        for (int used; !block.IsEmpty; block = block[used..]) count = count.AndOne(block, Rune.DecodeFromUtf8(block, out _, out used) == OperationStatus.Done, used);
        return count;
    }

    private Utf8Count AndOne(ReadOnlySpan<byte> block, bool good, int used)
    {
        if (!good) return this with { Invalid = Invalid + 1 };
        bool line = Invalid == 0 && block[0] == '\n';
        return this with { Multibyte = Multibyte + (used > 1 ? 1 : 0), FirstLine = FirstLine + (line ? 1 : 0) };
    }
}
