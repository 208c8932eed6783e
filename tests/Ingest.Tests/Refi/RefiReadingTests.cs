using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Dialects of REFI-QDA and what is odd in them: never lost, never an exception.</summary>
public class RefiReadingTests
{
    private static readonly (string, string)[] Constants = [("role", "resident"), ("community", "-"), ("source_kind", "interview")];

    [Theory]
    [InlineData("project.qde", "sources/a.txt")]
    [InlineData("Project.QDE", "Sources/A.TXT")]
    [InlineData("mein Projekt.qde", "a.txt")]
    [InlineData("folder/project.qde", "folder/Sources/a.txt")]
    [InlineData("project.qde", "sources\\a.txt")]
    public async Task TheProjectIsTheOnlyQdeOfTheArchive(string project, string text)
    {
        string path = GivenProject.Qdpx((project, GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(1, 3)))), (text, "居民议事"), ("sources/.root", ""));
        Assert.Equal(["民议"], (await GivenProject.Rows(path, "codings")).Texts("quote"));
    }

    [Theory]
    [InlineData("internal://a.txt")]
    [InlineData("INTERNAL://a.txt")]
    [InlineData("internal:///a.txt")]
    [InlineData("a.txt")]
    [InlineData("sources/a.txt")]
    public async Task TextPathsOfAllDialectsAreFound(string plain)
    {
        string path = GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(0, 2), plain))), ("sources/a.txt", "居民议事"));
        Assert.Equal(["居民"], (await GivenProject.Rows(path, "codings")).Texts("quote"));
    }

    [Theory]
    [InlineData("relative:///a.txt")]
    [InlineData("absolute://C:/a.txt")]
    [InlineData("internal://../a.txt")]
    [InlineData("")]
    public async Task TextsOutsideAreMissingAndTheirCodingsStay(string plain)
    {
        string path = GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(0, 2), plain))), ("sources/b.txt", "居民议事"));
        var codings = await GivenProject.Rows(path, "codings");
        Assert.Equal(("0", "2", "[Blank]"), (codings.Texts("start")[0], codings.Texts("end")[0], codings.Texts("quote")[0]));
        Assert.Contains("1 texts are not in the file", GivenProject.Notices(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextsWithinTheProjectAndBareFilesAreRead()
    {
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() +
            $"<Sources><TextSource guid=\"{GivenProject.Source}\"><PlainTextContent>  居民\U00020000议事 </PlainTextContent>{GivenProject.Passage(4, 6)}</TextSource></Sources>"));
        Assert.Equal(["\U00020000议"], (await GivenProject.Rows(path, "codings")).Texts("quote"));
        var interviews = await GivenProject.Rows(path, "interviews", Constants);
        Assert.Equal(["  居民\U00020000议事 "], interviews.Texts("text"));
        Assert.Equal([GivenProject.Source], interviews.Texts("interview"));
    }

    [Fact]
    public async Task ByteOrderMarksAreNoPartOfATextAndUtf16IsRead()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            string path = GivenProject.Zip("p.qdpx", ("project.qde", Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(0, 2))))), ("sources/a.txt", [.. encoding.Preamble, .. encoding.GetBytes("居民议事")]));
            Assert.Equal(["居民"], (await GivenProject.Rows(path, "codings")).Texts("quote"));
        }
    }

    [Fact]
    public async Task LineEndsCountAsTheyStandButForAtlasTi()
    {
        string other = GivenProject.Coded("甲\r\n乙", 3, 4), atlas = GivenProject.Coded("甲\r\n乙", 2, 3, "ATLAS.ti 22");
        Assert.Equal(["乙"], (await GivenProject.Rows(other, "codings")).Texts("quote"));
        Assert.Equal(["乙"], (await GivenProject.Rows(atlas, "codings")).Texts("quote"));
        Assert.Contains("count as two code points", GivenProject.Notices(other), StringComparison.Ordinal);
        Assert.Contains("as ATLAS.ti counts", GivenProject.Notices(atlas), StringComparison.Ordinal);
        Assert.Equal(["甲\n乙"], (await GivenProject.Rows(atlas, "interviews", Constants)).Texts("text"));
    }

    [Fact]
    public void ATextThatIsNotUtf8IsLeftOutWithANotice()
    {
        string path = GivenProject.Zip("p.qdpx", ("project.qde", Encoding.UTF8.GetBytes(GivenProject.Qde(GivenProject.Book() + GivenProject.Text("")))), ("sources/a.txt", [0xBE, 0xD3, 0xC3, 0xF1]));
        Assert.Contains("1 texts are not valid UTF-8 and are not read (20181109.docx)", GivenProject.Notices(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("startPosition=\"3\" endPosition=\"2\"", "no positions that can be read")]
    [InlineData("startPosition=\"-1\" endPosition=\"2\"", "no positions that can be read")]
    [InlineData("startPosition=\"x\" endPosition=\"2\"", "no positions that can be read")]
    [InlineData("startPosition=\"0\" endPosition=\"99999999999\"", "no positions that can be read")]
    [InlineData("startPosition=\"0\" endPosition=\"5\"", "ends behind the text, which has 4 code points")]
    [InlineData("startPosition=\"2\" endPosition=\"2\"", "ends at or before its start")]
    public async Task ImpossiblePassagesAreRejectionsWithAReason(string positions, string rule)
    {
        var codings = await GivenProject.Rows(GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(positions)))), ("sources/a.txt", "居民议事")), "codings");
        Assert.Equal((1, 1), (codings.Read, codings.Rejected));
        Assert.Contains(rule, codings.Rejections.Single().Rule, StringComparison.Ordinal);
        Assert.Equal("rows#codings", codings.Rejections.Single().File.Replace("p.qdpx", "rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACodingOfNoCodeIsARejection()
    {
        var codings = await GivenProject.Rows(GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Text(GivenProject.Passage(0, 2)))), "codings");
        Assert.Contains("names no code", codings.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodersArePseudonymsFromTheFirstReadOn()
    {
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users("韩梅梅") + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(0, 2) + GivenProject.Passage(1, 2, "").Replace(GivenProject.Coding, GivenProject.Case, StringComparison.Ordinal))));
        Assert.Equal(["coder-1", "coder-1"], (await GivenProject.Rows(path, "codings")).Texts("coder"));
        Assert.DoesNotContain("韩梅梅", QualitativeFile.Read(path) + GivenProject.Notices(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACodingThatNamesNobodyAmongSeveralIsSaidToBeOfAnUnknownCoder()
    {
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(0, 2) + GivenProject.Passage(1, 2, "").Replace(GivenProject.Coding, GivenProject.Case, StringComparison.Ordinal)))
            .Replace("</Users>", $"<User guid=\"{GivenProject.Variable}\"/></Users>", StringComparison.Ordinal));
        Assert.Equal(["coder-1", "coder-unknown"], (await GivenProject.Rows(path, "codings")).Texts("coder"));
        Assert.Contains("1 codings name no coder", GivenProject.Notices(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodingsOfWholeSourcesHaveNoPositions()
    {
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text($"<Coding guid=\"{GivenProject.Coding}\" creatingUser=\"{GivenProject.User}\"><CodeRef targetGUID=\"{GivenProject.Code}\"/></Coding>")));
        var codings = await GivenProject.Rows(path, "codings");
        Assert.Equal(("20181109", "[Blank]", "[Blank]", "信任"), (codings.Texts("interview")[0], codings.Texts("start")[0], codings.Texts("end")[0], codings.Texts("code")[0]));
    }

    [Fact]
    public async Task RegionsAndTimesKeepTheirPlaces()
    {
        string coding = $"<Coding guid=\"{GivenProject.Coding}\"><CodeRef targetGUID=\"{GivenProject.Code}\"/></Coding>";
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + $"""
            <Sources>
              <PDFSource guid="{GivenProject.Source}" name="通知.pdf" path="internal://x.pdf"><PDFSelection guid="{GivenProject.Selection}" page="0" firstX="1" firstY="2" secondX="3" secondY="4"><Representation guid="{GivenProject.Variable}"><PlainTextContent>公告</PlainTextContent></Representation>{coding}</PDFSelection></PDFSource>
              <AudioSource guid="{GivenProject.Case}" name="录音.mp3" path="relative://x.mp3"><AudioSelection guid="{GivenProject.Selection}" begin="1500" end="2250">{coding}</AudioSelection></AudioSource>
            </Sources>
            """));
        var project = QualitativeFile.Read(path);
        Assert.Equal(["page 1: 1,2-3,4", "1.500-2.250 s"], project.Codings.Select(placed => placed.Selection!.Place!.ToString()));
        var codings = await GivenProject.Rows(path, "codings");
        Assert.Equal(["通知", "录音"], codings.Texts("interview"));
        Assert.Equal(["公告", "[Blank]"], codings.Texts("quote"));
        Assert.Equal([GivenProject.Coding, GivenProject.Coding + "#2"], codings.Texts("coding"));
        Assert.Contains("2 codings are of regions or times", GivenProject.Notices(path), StringComparison.Ordinal);
        Assert.Contains("1 files lie outside", GivenProject.Notices(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TranscriptsArePlacedByTheirSyncPoints()
    {
        string path = GivenProject.Qdpx(("project.qde", GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + $"""
            <Sources><VideoSource guid="{GivenProject.Source}" name="v.mp4"><Transcript guid="{GivenProject.Case}" plainTextPath="internal://a.txt">
              <SyncPoint guid="{GivenProject.Variable}" position="2" timeStamp="10"/><SyncPoint guid="{GivenProject.Coding}" position="4" timeStamp="20"/>
              <TranscriptSelection guid="{GivenProject.Selection}" fromSyncPoint="{GivenProject.Variable}" toSyncPoint="{GivenProject.Coding}"><Coding guid="{GivenProject.User}"><CodeRef targetGUID="{GivenProject.Code}"/></Coding></TranscriptSelection>
            </Transcript></VideoSource></Sources>
            """)), ("sources/a.txt", "居民议事"));
        var codings = await GivenProject.Rows(path, "codings");
        Assert.Equal(("2", "4", "议事"), (codings.Texts("start")[0], codings.Texts("end")[0], codings.Texts("quote")[0]));
    }

    [Fact]
    public void UnknownElementsAndGraphsAreNamed()
    {
        string notices = GivenProject.Notices(GivenProject.Bare(GivenProject.Qde(GivenProject.Book("<Fancy><Deep/></Fancy>") + "<Graphs><Graph guid=\"x\"/></Graphs><Extension/>")));
        Assert.Contains("1 graphs are not read", notices, StringComparison.Ordinal);
        Assert.Contains("2 unknown elements are not read (Fancy, Extension)", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void GuidsInBracesAndOddOnesAreIdentitiesToo()
    {
        var project = QualitativeFile.Read(GivenProject.Bare(GivenProject.Qde($"<CodeBook><Codes><Code guid=\"{{{GivenProject.Code.ToUpperInvariant()}}}\" name=\"a\" isCodable=\"0\"/><Code guid=\"number 1\" name=\"b\" isCodable=\"1\"/></Codes></CodeBook>")));
        Assert.Equal([new Guid(GivenProject.Code), StableGuid.Of("guid", "number 1")], project.Codes.Select(code => code.Guid));
        Assert.Equal([false, true], project.Codes.Select(code => code.IsCodable));
    }
}
