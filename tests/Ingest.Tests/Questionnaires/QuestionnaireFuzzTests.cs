using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Mutated questionnaires and answers end in rows or in a StudyException: no other exception, no wait of five seconds, no memory of 512 MB. 500 inputs a format by fixed seeds; COPRO_FUZZ_INPUTS asks for more (eng/nightly fuzz).</summary>
public class QuestionnaireFuzzTests
{
    private const long MostAllocated = 512L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly string[] Words =
    [
        "begin group", "end group", "begin repeat", "begin loop over yes_no", "end loop", "select_one yes_no", "select_multiple a", "rank a", "calculate", "${a}", "(((((", "'", "survey", "choices", "settings", "label::", "::", "%(label)s",
        "┋", "→", "〖", "〗", "(跳过)", "(空)", "-3", "13800138000", "a@b.cc", "第3题(", "Q1", "1、", "1.", "—", "[矩阵量表题]", "行：", "列：", "1~99999", "[多选题]",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<row>", "</row>", "<![CDATA[", "]]>", "<parent_qid>1</parent_qid>", "<type>1</type>", "<scale_id>1</scale_id>", "Q\tF\tx\t1\ty\n", "SQ\t1\ta\t1\tb\n", "A\t1\t9\t\tz\n",
        "99999999999999999999", "-", "\"", "\n", "\r\n", "\t", ",", ";", "\0", "\uFEFF", "=1+1", "1900-01-15", "𠀀", "é",
    ];

    private static int Inputs => int.Parse(Environment.GetEnvironmentVariable("COPRO_FUZZ_INPUTS") ?? "500", CultureInfo.InvariantCulture);

    private static byte[] Real(string name) => File.ReadAllBytes(RealFiles.Path("instruments/" + name));

    [Fact]
    public void XlsFormsAsCsv() => Fuzz("f.csv", "xlsform", 1, [Real("widgets.csv"), Real("loop.csv"), Real("utf_csv.csv")], Mutated);

    [Fact]
    public void XlsFormsAsWorkbooks() => Fuzz("f.xlsx", "xlsform", 2, [Real("or_other.xlsx"), Real("case_insensitivity.xlsx"), Real("choice_filter_test.xlsx"), Real("bad_calc.xlsx"), Real("xl_date_ambiguous.xlsx")], MutatedWorkbook);

    [Fact]
    public void LimeSurveyXml() => Fuzz("f.lss", null, 3, [Real("survey-one-question-two-languages.lss")], Mutated);

    [Fact]
    public void LimeSurveyText() => Fuzz("f.txt", "limesurvey", 4, [Real("mitwirken_umfrage_limesurvey.tsv")], Mutated);

    [Fact]
    public void WenjuanxingText() => Fuzz("f.txt", "wenjuanxing", 5, [Real("wjx_nps_survey.txt"), Real("wjx_satisfaction_survey.txt")], Mutated);

    [Fact]
    public void WenjuanxingAnswers() => Fuzz("f.csv", "wenjuanxing", 6, [File.ReadAllBytes(Given.Fixture("wenjuanxing-texts.csv"))], Mutated, Given.File("form.txt", Real("wjx_nps_survey.txt")));

    [Fact]
    public void OdkSubmissions() => Fuzz("f.csv", "odk", 7, ["SubmissionDate,my_int,my_select,my_select/a,my_select1,a/b/my_geopoint,spinner_all,KEY\n2026,5,a b,1,8,1 2,c d,uuid:1\n2026,5,\"a\nb\",1,8,1 2,c d,uuid:1\n"u8.ToArray()], Mutated, Given.File("form.csv", Real("widgets.csv")));

    [Fact]
    public void LimeSurveyResponses() => Fuzz("f.csv", "limesurvey", 8, ["id,landkreise,themenfelder[bildu],themenfelder[other],vieleehrenamtkomm,\"Kennen Sie [x]\"\n1,bautz,Y,,5,ja\n2,-oth-,N,Y,N/A,\n"u8.ToArray()], Mutated, Given.File("form.tsv", Real("mitwirken_umfrage_limesurvey.tsv")));

    /// <summary>A machine so busy that a pattern meets its limit is a fault of four parts, as any other.</summary>
    [Fact]
    public void ATextThatIsNotUnderstoodInTimeIsATypedError() =>
        Assert.NotEqual("", Assert.Throws<StudyException>(() => QuestionnaireFaults.InTime<int>("f.txt", () => throw new System.Text.RegularExpressions.RegexMatchTimeoutException())).Fault.Mend);

    private static void Fuzz(string name, string? format, int seed, byte[][] files, Func<byte[], Random, byte[]> mutated, string? form = null)
    {
        var random = new Random(seed);
        string path = Given.File(name, []);
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            File.WriteAllBytes(path, mutated(files[random.Next(files.Length)], random));
            if (Ends(path, format, form, $"input {input} of seed {seed}")) read++;
        }
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.InRange(read, 1, Inputs);
    }

    private static bool Ends(string path, string? format, string? form, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var (read, elapsed) = Timed(path, format, form, what);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated, $"{what} took {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
        // A machine that is busy elsewhere delays one reading, a hang every one.
        if (elapsed >= Longest) elapsed = Timed(path, format, form, what).Elapsed;
        Assert.True(elapsed < Longest, $"{what} took {elapsed}");
        return read;
    }

    private static (bool Read, TimeSpan Elapsed) Timed(string path, string? format, string? form, string what)
    {
        var watch = Stopwatch.StartNew();
        return (Reads(path, format, form, what), watch.Elapsed);
    }

    private static bool Reads(string path, string? format, string? form, string what)
    {
        try
        {
            Answers.Of((Asked.Find(path, format) with { Questionnaire = form is null ? null : Asked.Find(form) }).Open());
            return true;
        }
        catch (StudyException refused)
        {
            Assert.NotEqual("", refused.Fault.Mend);
            return false;
        }
        catch (Exception failure)
        {
            File.Copy(path, Path.Combine(AppContext.BaseDirectory, "copro-fuzz-" + Path.GetFileName(path)), overwrite: true);
            throw new InvalidOperationException(what, failure);
        }
    }

    private static byte[] Mutated(byte[] file, Random random)
    {
        byte[] bytes = file;
        for (int i = random.Next(1, 6); i > 0; i--) bytes = Mutate(bytes, random);
        return bytes;
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length + 1), until = Math.Min(bytes.Length, at + random.Next(64));
        return random.Next(6) switch
        {
            0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[Math.Min(at + 1, bytes.Length)..]],
            1 => [.. bytes[..at], .. bytes[until..]],
            2 => [.. bytes[..until], .. bytes[at..]],
            3 when random.Next(8) == 0 => bytes[..at],
            4 => Line(bytes, at, random),
            _ => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]), .. bytes[at..]],
        };
    }

    /// <summary>A line once more, somewhere else.</summary>
    private static byte[] Line(byte[] bytes, int at, Random random)
    {
        int start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1, length = bytes.AsSpan(at).IndexOf((byte)'\n');
        byte[] line = length < 0 ? bytes[start..] : bytes[start..(at + length + 1)];
        int to = random.Next(bytes.Length + 1);
        to = bytes.AsSpan(0, to).LastIndexOf((byte)'\n') + 1;
        return [.. bytes[..to], .. line, .. bytes[to..]];
    }

    /// <summary>Bytes of the archive, or of one of its parts.</summary>
    private static byte[] MutatedWorkbook(byte[] file, Random random)
    {
        if (random.Next(4) == 0) return Mutated(file, random);
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry[] parts = [.. archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal) && entry.FullName.StartsWith("xl/", StringComparison.Ordinal))];
            var part = parts[random.Next(parts.Length)];
            byte[] bytes;
            using (var reading = part.Open())
            using (var copy = new MemoryStream())
            {
                reading.CopyTo(copy);
                bytes = Mutated(copy.ToArray(), random);
            }
            using var writing = part.Open();
            writing.SetLength(0);
            writing.Write(bytes);
        }
        return stream.ToArray();
    }
}
