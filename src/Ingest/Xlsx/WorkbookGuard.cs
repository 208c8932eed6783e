using System.Globalization;
using System.IO.Compression;

namespace CoProduction.Ingest;

/// <summary>Unpacks a workbook once without keeping anything: a cut-off or hostile archive is refused before a reader trusts it.</summary>
internal static class WorkbookGuard
{
    private const long Largest = 4L << 30;
    private const long LargestTexts = 512L << 20;
    private const long SmallEnough = 64L << 20;
    private const int MostEntries = 10_000;

    /// <summary>Real sheets pack 5 to 60 times; a bomb packs about 1000 times.</summary>
    private const int HighestRatio = 200;

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <exception cref="StudyException">Truncated, encrypted, or a zip bomb.</exception>
    public static void Check(string path, string shown)
    {
        using var file = File.OpenRead(path);
        if (Beginning(file, shown))
        {
            if (!CompoundFile.IsSound(file)) throw IngestFaults.Truncated(shown, new InvalidDataException("Sizes in its header exceed the file."));
            return;
        }
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            Unpack(archive, file.Length, shown);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw IngestFaults.Truncated(shown, failure);
        }
    }

    /// <summary>True for a workbook of Excel 97 to 2003: a compound file, which packs nothing. The file stands at its beginning afterwards.</summary>
    public static bool IsCompound(FileStream file) => Head(file).AsSpan().SequenceEqual(Compound);

    /// <summary>True for a compound file; false for a zip archive.</summary>
    private static bool Beginning(FileStream file, string shown)
    {
        byte[] head = Head(file);
        if (head.Length == 0) throw IngestFaults.EmptyFile(shown);
        bool compound = head.AsSpan().SequenceEqual(Compound);
        if (compound && IsEncrypted(file)) throw IngestFaults.Encrypted(shown);
        if (!compound && !head.AsSpan().StartsWith("PK"u8)) throw IngestFaults.NotAWorkbook(shown);
        return compound;
    }

    private static byte[] Head(FileStream file)
    {
        byte[] head = new byte[Compound.Length];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read];
    }

    private static bool IsEncrypted(FileStream file)
    {
        byte[] start = new byte[Math.Min(file.Length, 1 << 20)];
        file.ReadExactly(start);
        return start.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
    }

    private static void Unpack(ZipArchive archive, long packed, string shown)
    {
        if (archive.Entries.Count > MostEntries) throw IngestFaults.ZipBomb(shown, $"{archive.Entries.Count.ToString(CultureInfo.InvariantCulture)} parts");
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            long before = total, most = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) ? LargestTexts : Largest;
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                total += read;
                if (total - before > most || total > Largest || (total > SmallEnough && total / HighestRatio > packed)) throw IngestFaults.ZipBomb(shown, $"more than {(total >> 20).ToString(CultureInfo.InvariantCulture)} MB");
            }
        }
    }
}
