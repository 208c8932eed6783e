using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace CoProduction.Ingest.Tests;

/// <summary>Mutated files end in rows or in a typed error: no other exception, no hang, no memory that a forged length asks for. eng/nightly --fuzz runs 20,000 inputs a format.</summary>
internal static class Fuzz
{
    private const long MostMemory = 512L << 20;
    private const int Readings = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly int[] Extremes = [0, -1, 1, 2, 7, 255, 256, 999, 65536, int.MaxValue, int.MinValue, 1 << 24, -8];

    private static int Inputs => int.Parse(Environment.GetEnvironmentVariable("COPRO_FUZZ_INPUTS") ?? "500", CultureInfo.InvariantCulture);

    /// <summary>Reads mutated copies of whole files.</summary>
    /// <param name="path">Where each is written.</param>
    /// <param name="files">The files.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="read">Reads the file.</param>
    public static void Run(string path, byte[][] files, int seed, Action<string> read)
    {
        var random = new Random(seed);
        for (int input = 0; input < Inputs; input++)
        {
            File.WriteAllBytes(path, Mutated(files[random.Next(files.Length)], random));
            // A busy machine can make one reading slow; a slow input is slow each time.
            int slow = 0;
            while (slow < Readings && Takes(path, input, read) > Longest) slow++;
            Assert.True(slow < Readings, $"input {input} hangs");
        }
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>Reads every row of a part of a file.</summary>
    public static void Rows(string path, string? sheet = null)
    {
        using var rows = RowFile.Find(Path.GetDirectoryName(path)!, Path.GetFileName(path), sheet, null).Inspect().Open();
        while (rows.Read()) Assert.True(rows.Fault is not null || rows.Count >= 0);
        Assert.False(rows.Notices.IsDefault);
    }

    private static TimeSpan Takes(string path, int input, Action<string> read)
    {
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(path);
        }
        catch (StudyException refused)
        {
            Assert.NotEqual("", refused.Fault.Mend);
        }
        catch (Exception failure)
        {
            Assert.Fail($"input {input} of {Path.GetFileName(path)}: {failure}");
        }
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < MostMemory, $"input {input} takes {taken} bytes");
        return watch.Elapsed;
    }

    private static byte[] Mutated(byte[] file, Random random)
    {
        byte[] bytes = [.. file];
        for (int i = random.Next(1, 6); i > 0; i--) bytes = Mutate(bytes, random);
        return bytes;
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        if (bytes.Length < 16) return bytes;
        // Most of the structure stands at the beginning.
        int at = random.Next(2) == 0 ? random.Next(bytes.Length - 8) : random.Next(Math.Min(bytes.Length - 8, 2048));
        switch (random.Next(6))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at & ~3), Extremes[random.Next(Extremes.Length)]); break;
            case 3: return bytes[..at];
            case 4: return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(64))..]];
            default: return [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + random.Next(64))], .. bytes[at..]];
        }
        return bytes;
    }
}
