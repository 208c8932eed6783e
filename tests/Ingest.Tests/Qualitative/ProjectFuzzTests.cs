using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>
/// Mutated projects end in rows or in a StudyException: never in another exception, a wait of five seconds, or much memory. 500 inputs a format here, by fixed seeds; COPRO_FUZZ_INPUTS asks for more (eng/nightly --fuzz).
/// </summary>
public class ProjectFuzzTests
{
    private static readonly int Inputs = int.Parse(Environment.GetEnvironmentVariable("COPRO_FUZZ_INPUTS") ?? "500", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Memory of one input, small files all.</summary>
    private const long MostAllocated = 512L << 20;

    [Fact]
    public void MutatedQdpxEndsInRowsOrAnError() => Fuzz("p.qdpx", Seeds.Qdpx(), 1);

    [Fact]
    public void MutatedXmlWithinAQdpxEndsInRowsOrAnError() => Fuzz("p.qdpx", Seeds.Qde(), 2, xml => GivenProject.Zip("p.qdpx", ("project.qde", xml), ("sources/a.txt", Encoding.UTF8.GetBytes(Seeds.Text))));

    [Fact]
    public void MutatedQdeEndsInRowsOrAnError() => Fuzz("p.qde", Seeds.Qde(), 3);

    [Fact]
    public void MutatedQdcEndsInRowsOrAnError() => Fuzz("p.qdc", [Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Taguette 1.4.1\"><Codes><Code guid=\"098AC082-A9C7-50F4-9728-48730081A95E\" name=\"a\" isCodable=\"true\"><Code guid=\"098AC082-A9C7-50F4-9728-48730081A95F\" name=\"b\" isCodable=\"true\"/></Code></Codes><Sets/></CodeBook>")], 4);

    [Fact]
    public void MutatedQualCoderEndsInRowsOrAnError() => Fuzz("data.qda", [File.ReadAllBytes(QualCoderTests.Project)], 5);

    [Fact]
    public void MutatedTaguetteEndsInRowsOrAnError() => Fuzz("p.sqlite3", [File.ReadAllBytes(TaguetteTests.Project())], 6);

    private static void Fuzz(string name, byte[][] seeds, int seed, Func<byte[], string>? written = null)
    {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < Inputs; i++)
        {
            byte[] bytes = Mutations.Of(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            string path = written?.Invoke(bytes) ?? Given.File(name, bytes);
            if (Ends(path, $"input {i} of seed {seed}")) read++;
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
        Assert.InRange(read, 1, Inputs - 1);
    }

    /// <summary>A wait counts when it comes back: a busy machine may hold up one reading, not the same three times.</summary>
    private static bool Ends(string path, string what)
    {
        bool read = false;
        var shortest = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 3 && shortest >= Longest; attempt++)
        {
            var watch = Stopwatch.StartNew();
            long before = GC.GetAllocatedBytesForCurrentThread();
            read = Reads(path, what);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
            shortest = watch.Elapsed < shortest ? watch.Elapsed : shortest;
        }
        Assert.True(shortest < Longest, $"{what} took {shortest}");
        return read;
    }

    /// <summary>True when every part was read to its end.</summary>
    private static bool Reads(string path, string what)
    {
        try
        {
            foreach (string part in ProjectParts.Names) Drain(path, part);
            return true;
        }
        catch (StudyException)
        {
            return false;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{what} ended in {failure.GetType().Name}", failure);
        }
    }

    private static void Drain(string path, string part)
    {
        var (format, layer) = RowFormats.Of(Path.GetFileName(path), null);
        using var rows = new RowFile(path, Path.GetFileName(path), format, layer, part, null).Open();
        while (rows.Read()) Assert.True(rows.Fault is not null || rows.Count == rows.Header.Length);
        Assert.False(rows.Notices.IsDefault);
    }

    /// <summary>Whole projects to mutate: what the tests make, and the published ones where they are.</summary>
    private static class Seeds
    {
        public const string Text = "甲：我们\U00020000议事。\r\n乙：我不去。";

        public static byte[][] Qde() =>
        [
            Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Users() + GivenProject.Book("<Description>x</Description>") +
                $"<Variables><Variable guid=\"{GivenProject.Variable}\" name=\"身份\" typeOfVariable=\"Text\"/></Variables><Cases><Case guid=\"{GivenProject.Case}\" name=\"S01\"><VariableValue><VariableRef targetGUID=\"{GivenProject.Variable}\"/><TextValue>居民</TextValue></VariableValue><SourceRef targetGUID=\"{GivenProject.Source}\"/></Case></Cases>" +
                GivenProject.Text(GivenProject.Passage(2, 6)) + "<Notes><Note guid=\"" + GivenProject.A + "9\" name=\"n\"><PlainTextContent>w</PlainTextContent></Note></Notes>", "ATLAS.ti 9")),
            .. Published().Select(path => Member(path)),
        ];

        public static byte[][] Qdpx() => [File.ReadAllBytes(GivenProject.Coded(Text, 2, 6)), .. Published().Select(File.ReadAllBytes)];

        private static IEnumerable<string> Published()
        {
            string folder = Path.GetFullPath(Path.Combine(CoProduction.Tests.RealFiles.Root, "..", "shared", "data", "real", "qda"));
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.qdpx").Order(StringComparer.Ordinal) : [];
        }

        private static byte[] Member(string path)
        {
            using var archive = ZipFile.OpenRead(path);
            using var stream = archive.Entries.Single(entry => entry.Name.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)).Open();
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            return whole.ToArray();
        }
    }

    /// <summary>Ways to damage a file.</summary>
    private static class Mutations
    {
        public static byte[] Of(byte[] file, byte[] other, Random random)
        {
            byte[] mutated = [.. file];
            for (int times = random.Next(1, 5); times > 0 && mutated.Length > 2; times--) mutated = Once(mutated, other, random);
            return mutated;
        }

        private static byte[] Once(byte[] file, byte[] other, Random random)
        {
            int at = random.Next(file.Length), length = Math.Min(random.Next(1, 64), file.Length - at);
            switch (random.Next(7))
            {
                case 0: file[at] ^= (byte)(1 << random.Next(8)); return file;
                case 1: file[at] = (byte)random.Next(256); return file;
                case 2: random.NextBytes(file.AsSpan(at, length)); return file;
                case 3: return [.. file[..at], .. file[(at + length)..]];
                case 4: return [.. file[..at], .. file.AsSpan(at, length), .. file[at..]];
                case 5: return file[..at];
                default: return [.. file[..at], .. other.AsSpan(Math.Min(at, other.Length - 1))];
            }
        }
    }
}
