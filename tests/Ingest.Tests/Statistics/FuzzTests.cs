using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Mutated real files end in rows or in a typed error: no other exception, no hang, no memory that a forged length asks for. eng/nightly runs 20,000 inputs a format.</summary>
public class FuzzTests
{
    private const long MostMemory = 512L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly int[] Extremes = [0, -1, 1, 2, 7, 255, 256, 999, 65536, int.MaxValue, int.MinValue, 1 << 24, -8];

    private static int Inputs => int.Parse(Environment.GetEnvironmentVariable("COPRO_FUZZ_INPUTS") ?? "500", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("x.sav", "sav", 1)]
    [InlineData("x.zsav", "sav", 2)]
    [InlineData("x.dta", "dta", 3)]
    public void MutatedFilesEndInRowsOrATypedError(string name, string folder, int seed)
    {
        byte[][] files = [.. Real(folder, Path.GetExtension(name)).Concat(folder == "dta" ? Fixed() : []).Select(file => file)];
        var random = new Random(seed);
        string path = Given.File(name, []);
        for (int input = 0; input < Inputs; input++)
        {
            byte[] bytes = Mutated(files[random.Next(files.Length)], random);
            File.WriteAllBytes(path, bytes);
            Ends(path, input);
        }
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static void Ends(string path, int input)
    {
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var file = RowFile.Find(Path.GetDirectoryName(path)!, Path.GetFileName(path), null, null).Inspect();
            using var rows = file.Open();
            while (rows.Read() && watch.Elapsed < Longest) continue;
        }
        catch (StudyException refused)
        {
            Assert.NotEqual("", refused.Fault.Mend);
        }
        catch (Exception failure)
        {
            Assert.Fail($"input {input} of {Path.GetFileName(path)}: {failure}");
        }
        Assert.True(watch.Elapsed < Longest, $"input {input} hangs");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"input {input} takes {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
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

    private static IEnumerable<byte[]> Real(string folder, string extension)
    {
        string any = RealFiles.Path(folder == "sav" ? "sav/electric.sav" : "dta/statacar.dta");
        return Directory.GetFiles(Path.GetDirectoryName(any)!, "*" + extension).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
    }

    private static IEnumerable<byte[]> Fixed() => [DtaBytes.Fixed(114, true, 3, [new("d", 255, "%td", (file, row) => file.Double(row), "label", "yesno"), new("s", 8, "%8s", (file, row) => file.Text("text", 8))])];
}
