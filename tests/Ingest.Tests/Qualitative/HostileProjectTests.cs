using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Files that are made to harm: refused with a reason, before they cost anything. Alone, since the memory that is counted is the process's.</summary>
[CollectionDefinition(nameof(HostileProjectTests), DisableParallelization = true)]
[Collection(nameof(HostileProjectTests))]
public class HostileProjectTests
{
    private const long Affordable = 96L << 20;

    [Theory]
    [InlineData("../outside.qde")]
    [InlineData("sources/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\outside.txt")]
    [InlineData("C:/outside.txt")]
    public void MembersThatLeaveTheArchiveAreRefused(string member) =>
        Refused(GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Book())), (member, "x")), "names a place outside the archive");

    [Fact]
    public void ALinkIsRefused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var qde = archive.CreateEntry("project.qde").Open()) qde.Write(Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Book() + GivenProject.Text(""))));
            var link = archive.CreateEntry("sources/a.txt");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        }
        Refused(Given.File("p.qdpx", stream.ToArray()), "it is a link");
    }

    [Fact]
    public void ATextThatUnpacksToFarMoreIsRefused() => Refused(GivenProject.Zip("p.qdpx", ("project.qde", Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Book() + GivenProject.Text("")))), ("sources/a.txt", new byte[80 << 20])), "unpacks to far more");

    [Fact]
    public void AProjectThatUnpacksToFarMoreIsRefused()
    {
        byte[] qde = Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Book() + $"<Description>{new string(' ', 60 << 20)}</Description>"));
        Refused(GivenProject.Zip("p.qdpx", ("project.qde", qde)), "unpacks to far more");
    }

    [Fact]
    public void ManyTextsThatEachUnpackToLittleAreRefusedTogether()
    {
        byte[] text = new byte[15 << 20];
        (string, byte[])[] texts = [.. Enumerable.Range(0, 12).Select(n => ($"sources/{n}.txt", text))];
        string sources = string.Concat(Enumerable.Range(0, 12).Select(n => $"<TextSource guid=\"{StableGuid.Of("t", $"{n}")}\" plainTextPath=\"internal://{n}.txt\"/>"));
        string path = GivenProject.Zip("p.qdpx", [("project.qde", Encoding.UTF8.GetBytes(GivenProject.Qde($"<Sources>{sources}</Sources>"))), .. texts]);
        Assert.Contains("unpacks to far more", Assert.Throws<StudyException>(() => Drained(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberThatDeclaresFarMoreThanItHoldsGetsNoRoomForIt()
    {
        byte[] archive = File.ReadAllBytes(GivenProject.Coded("居民议事", 0, 2));
        // The central directory's record of the last member: its unpacked length stands 24 bytes behind the signature (APPNOTE 4.3.12).
        int record = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(archive.AsSpan(record + 24), 90 << 20);
        string path = Given.File("p.qdpx", archive);
        long before = GC.GetTotalAllocatedBytes();
        try
        {
            Assert.Equal(1, (await GivenProject.Rows(path, "codings")).Read);
        }
        catch (StudyException)
        {
            // A reader may refuse it as well.
        }
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 40 << 20);
    }

    [Fact]
    public void ManyCodingsAmongManySpeakersTakeNoLongerThanTheyMust()
    {
        string turns = string.Concat(Enumerable.Range(0, 3000).Select(n => $"<PlainTextSelection guid=\"{StableGuid.Of("t", $"{n}")}\" startPosition=\"{n}\" endPosition=\"{n + 1}\"/>"));
        string coded = string.Concat(Enumerable.Range(0, 3000).Select(n => $"<PlainTextSelection guid=\"{StableGuid.Of("s", $"{n}")}\" startPosition=\"{n}\" endPosition=\"{n + 1}\"><Coding guid=\"{StableGuid.Of("c", $"{n}")}\"><CodeRef targetGUID=\"{GivenProject.Code}\"/></Coding></PlainTextSelection>"));
        string cases = string.Concat(Enumerable.Range(0, 2).Select(n => $"<Case guid=\"{StableGuid.Of("p", $"{n}")}\" name=\"S{n}\">{string.Concat(Enumerable.Range(0, 1500).Select(turn => $"<SelectionRef targetGUID=\"{StableGuid.Of("t", $"{2 * turn + n}")}\"/>"))}</Case>"));
        string path = GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + $"<Cases>{cases}</Cases>" + GivenProject.Text(turns + coded))), ("sources/a.txt", new string('居', 3000)));
        long before = GC.GetTotalAllocatedBytes();
        using var rows = ProjectRows.Open(new RowFile(path, "p.qdpx", RowFormats.Of("p.qdpx", null).Container, null, "codings", null));
        var speakers = new List<string>();
        while (rows.Read()) speakers.Add(Encoding.UTF8.GetString(rows.Cell(2)));
        Assert.Equal(Enumerable.Range(0, 3000).Select(n => $"S{n % 2}"), speakers);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400L << 20);
    }

    [Fact]
    public void TooManyMembersAreRefusedBeforeTheyAreListed()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (int n = 0; n < 50_001; n++) archive.CreateEntry($"{n}");
        Refused(Given.File("p.qdpx", stream.ToArray()), "more than 50000 members", 40L << 20);
    }

    [Theory]
    [InlineData("<!DOCTYPE Project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Project name=\"&x;\"/>")]
    [InlineData("<!DOCTYPE Project SYSTEM \"http://127.0.0.1:1/x.dtd\"><Project name=\"p\"/>")]
    [InlineData("<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Project name=\"&c;\"/>")]
    public void DocumentTypesAndEntitiesAreRefused(string xml) => Refused(GivenProject.Bare(xml), "document type");

    [Fact]
    public void DeepBooksAreRefusedAndNeverOverflowTheStack()
    {
        var xml = new StringBuilder();
        for (int n = 0; n < 200_000; n++) xml.Append("<Code guid=\"").Append(StableGuid.Of("c", $"{n}")).Append("\" name=\"x\" isCodable=\"true\">");
        Refused(GivenProject.Bare(GivenProject.Qde($"<CodeBook><Codes>{xml}</Codes></CodeBook>")), "nested more than 256 levels");
    }

    [Fact]
    public void DeepUnknownElementsAreRefusedToo() => Refused(GivenProject.Bare(GivenProject.Qde(string.Concat(Enumerable.Repeat("<x>", 100_000)))), "nested more than 256 levels");

    [Fact]
    public void PathsThatGrowAreRefused()
    {
        string name = new('n', 2000);
        string codes = string.Concat(Enumerable.Range(0, 3).Select(n => $"<Code guid=\"{StableGuid.Of("c", $"{n}")}\" name=\"{name}\" isCodable=\"true\">")) + "</Code></Code></Code>";
        Refused(GivenProject.Bare(GivenProject.Qde($"<CodeBook><Codes>{codes}</Codes></CodeBook>")), "paths are too long");
    }

    [Fact]
    public async Task AQuoteOfAWholeBookIsLeftToItsPositions()
    {
        string path = GivenProject.Coded(new string('居', 30_000), 0, 30_000);
        var rows = await GivenProject.Rows(path, "codings");
        Assert.Equal(("30000", "[Blank]"), (rows.Texts("end")[0], rows.Texts("quote")[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,code\n1,2\n")]
    [InlineData("PK")]
    [InlineData("SQLite format 3\0")]
    [InlineData("<")]
    [InlineData("<html><body/></html>")]
    [InlineData("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><CodeBook>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><Project name=\"p\"/>")]
    public void WhatIsNoProjectSaysSo(string content) => Refused(GivenProject.Bare(content), "p.qde");

    [Fact]
    public void AnArchiveOfSomethingElseOrOfTwoSaysSo()
    {
        Refused(GivenProject.Qdpx(("a.txt", "x")), "holds no project");
        Refused(GivenProject.Qdpx(("a.qde", "<Project/>"), ("b.qde", "<Project/>")), "holds several projects: 'a.qde', 'b.qde'");
    }

    [Fact]
    public void ATableThatNamesItselfAsItsPageEnds()
    {
        string path = GivenDatabase.Of("data.qda", "PRAGMA page_size = 512", "CREATE TABLE code_name (cid integer primary key, name text)", "CREATE TABLE source (id integer primary key)",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO code_name SELECT i, 'code ' || i FROM n");
        byte[] bytes = File.ReadAllBytes(path);
        int root = Array.FindIndex([.. Enumerable.Range(0, bytes.Length / 512)], page => bytes[page * 512] == 0x05);
        bytes.AsSpan(root * 512 + 8, 4).Clear();
        bytes[root * 512 + 11] = (byte)(root + 1);
        Refused(Given.File("data.qda", bytes), "named twice");
    }

    private static void Refused(string path, string why, long most = Affordable)
    {
        long before = GC.GetTotalAllocatedBytes();
        var fault = Assert.Throws<StudyException>(() => QualitativeFile.Outline(path) is { Sources: [] } ? QualitativeFile.Outline(path) : QualitativeFile.Read(path));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, most);
    }

    private static int Drained(string path)
    {
        using var project = ProjectFile.Open(path, "p.qdpx");
        return ProjectFile.Guarded("p.qdpx", () => project.Sources().Count());
    }
}
