namespace CoProduction.Ingest;

/// <summary>Where a large delimited file is cut in two, so that two threads read it. Depends on the file alone, never on the machine.</summary>
/// <param name="Header">Offset behind the header row.</param>
/// <param name="Cut">Offset of the second half: behind a line end with an even number of quotes before it.</param>
internal sealed record Halves(long Header, long Cut)
{
    /// <summary>Smallest file worth two readers, in bytes.</summary>
    public const long Smallest = 1 << 22;

    /// <summary>Finds the cut; null when the file is small or has no such line end.</summary>
    /// <param name="path">A UTF-8 file.</param>
    /// <param name="header">Offset behind the header row.</param>
    /// <param name="quoted">True to count the quotes before the cut; without quotes at the beginning of the file none are expected, and the reader of the first half finds out.</param>
    public static Halves? Of(string path, long header, bool quoted)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        long middle = file.Length / 2, at = 0;
        if (file.Length < Smallest || header >= middle) return null;
        byte[] buffer = new byte[1 << 18];
        bool even = true;
        if (!quoted) file.Position = at = middle;
        for (int read; (read = file.Read(buffer)) > 0; at += read)
        {
            int cut = LineEnd(buffer.AsSpan(0, read), (int)Math.Clamp(middle - at, 0, read), ref even);
            if (cut >= 0) return at + cut < file.Length ? new Halves(header, at + cut) : null;
        }
        return null;
    }

    /// <summary>Offset behind the first line end at or after <paramref name="from"/> that lies outside quotes; -1 for none.</summary>
    private static int LineEnd(ReadOnlySpan<byte> block, int from, ref bool even)
    {
        even ^= block[..from].Count((byte)'"') % 2 != 0;
        for (int at = from; at < block.Length; at++)
        {
            if (block[at] == '"') even = !even;
            else if (block[at] == '\n' && even) return at + 1;
        }
        return -1;
    }
}
