namespace CoProduction.Ingest.Tests;

/// <summary>Cases are speakers: whole sources, passages, and NVivo's way to code passages by the case.</summary>
public class SpeakerTests
{
    private const string A = GivenProject.A, Other = A + "8";

    private static string Variables(string value) => $"<VariableValue><VariableRef targetGUID=\"{GivenProject.Variable}\"/><TextValue>{value}</TextValue></VariableValue>";

    private static string Project(string cases, string source, string variable = "身份") => GivenProject.Qdpx(("project.qde", GivenProject.Qde(
        GivenProject.Users() + GivenProject.Book() + $"<Variables><Variable guid=\"{GivenProject.Variable}\" name=\"{variable}\" typeOfVariable=\"Text\"/></Variables><Cases>{cases}</Cases>" + GivenProject.Text(source))), ("sources/a.txt", "甲：我们议事。乙：我不去。"));

    [Fact]
    public async Task ACaseOfAWholeSourceIsItsSpeakerWithItsAttributes()
    {
        var study = await ProjectStudy.LoadAsync(Project($"<Case guid=\"{GivenProject.Case}\" name=\"S01\">{Variables("居民议员")}<SourceRef targetGUID=\"{GivenProject.Source}\"/></Case>", GivenProject.Passage(2, 6)), ("community", "-"), ("source_kind", "interview"));
        Assert.Empty(study.Rejections);
        Assert.Equal(("20181109", "S01", "deputy"), (study.Interviews.Texts("interview")[0], study.Interviews.Texts("speaker")[0], study.Interviews.Texts("role")[0]));
        Assert.Equal(("S01", "deputy", "我们议事"), (study.Codings.Texts("speaker")[0], study.Codings.Texts("role")[0], study.Codings.Texts("quote")[0]));
    }

    [Fact]
    public async Task SeveralSpeakersAreToldApartByThePassagesOfTheirCases()
    {
        string First = A + "b", Last = A + "c";
        string cases = $"<Case guid=\"{GivenProject.Case}\" name=\"S01\">{Variables("居民")}<SelectionRef targetGUID=\"{First}\"/></Case><Case guid=\"{Other}\" name=\"S02\">{Variables("街道")}<SelectionRef targetGUID=\"{Last}\"/></Case>";
        string passages = $"<PlainTextSelection guid=\"{First}\" startPosition=\"0\" endPosition=\"7\"/><PlainTextSelection guid=\"{Last}\" startPosition=\"7\" endPosition=\"13\"/>";
        var study = await ProjectStudy.LoadAsync(Project(cases, passages + GivenProject.Passage(9, 12)), ("community", "-"), ("source_kind", "interview"));
        Assert.Equal(["S01 resident", "S02 subdistrict"], study.Interviews.Texts("speaker").Zip(study.Interviews.Texts("role"), (speaker, role) => $"{speaker} {role}"));
        Assert.Equal(["S02"], study.Codings.Texts("speaker"));
        var across = await ProjectStudy.LoadAsync(Project(cases, passages + GivenProject.Passage(5, 9)), ("community", "-"), ("source_kind", "interview"));
        Assert.Contains("several speakers", across.Codings.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACodingThatNamesACaseIsAPassageOfTheCase()
    {
        string cases = $"<Case guid=\"{GivenProject.Case}\" name=\"S01\">{Variables("居民")}</Case><Case guid=\"{Other}\" name=\"S02\">{Variables("街道")}<SourceRef targetGUID=\"{GivenProject.Source}\"/></Case>";
        string byCase = $"<PlainTextSelection guid=\"{A}b\" startPosition=\"0\" endPosition=\"7\"><Coding guid=\"{A}c\"><CodeRef targetGUID=\"{GivenProject.Case}\"/></Coding></PlainTextSelection>";
        var study = await ProjectStudy.LoadAsync(Project(cases, byCase + GivenProject.Passage(2, 6)), ("community", "-"), ("source_kind", "interview"));
        Assert.Equal(["S01"], study.Codings.Texts("speaker"));
        Assert.Equal(1, study.Codings.Read);
    }

    [Fact]
    public async Task AnAttributeCalledSpeakerIsTheSpeaker()
    {
        var interviews = await GivenProject.Rows(Project($"<Case guid=\"{GivenProject.Case}\" name=\"x\">{Variables("S07")}<SourceRef targetGUID=\"{GivenProject.Source}\"/></Case>", "", "受访人"), "interviews", ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        Assert.Equal(["S07"], interviews.Texts("speaker"));
    }

    [Fact]
    public async Task AnAttributeThatIsCalledLikeTheTextDoesNotReplaceIt()
    {
        var interviews = await GivenProject.Rows(Project($"<Case guid=\"{GivenProject.Case}\" name=\"S01\">{Variables("7")}<SourceRef targetGUID=\"{GivenProject.Source}\"/></Case>", "", "编号"), "interviews", ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        Assert.Equal(["20181109"], interviews.Texts("interview"));
    }

    [Fact]
    public async Task AnAttributeOfTheSourceGivesTheNumberOfItsInterview()
    {
        string second = $"<TextSource guid=\"{A}b\" name=\"x.txt\"><Coding guid=\"{A}c\"><CodeRef targetGUID=\"{GivenProject.Code}\"/></Coding>{Variables("20181109")}</TextSource>";
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + $"<Variables><Variable guid=\"{GivenProject.Variable}\" name=\"访谈编号\" typeOfVariable=\"Text\"/></Variables>" +
            $"<Cases><Case guid=\"{GivenProject.Case}\" name=\"S01\"><SourceRef targetGUID=\"{GivenProject.Source}\"/></Case><Case guid=\"{Other}\" name=\"S02\"><SourceRef targetGUID=\"{A}b\"/></Case></Cases>" +
            GivenProject.Text(GivenProject.Passage(0, 2)).Replace("</Sources>", second + "</Sources>", StringComparison.Ordinal)));
        var study = await ProjectStudy.LoadAsync(path, ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        Assert.Empty(study.Rejections);
        Assert.Equal(["20181109 S01", "20181109 S02"], study.Codings.Texts("interview").Zip(study.Codings.Texts("speaker"), (interview, speaker) => $"{interview} {speaker}"));
    }

    [Fact]
    public async Task SourcesOfOneNameAreInterviewsOfTheirOwn()
    {
        string source = $"<TextSource guid=\"{A}b\" name=\"20181109.txt\"/>";
        string path = GivenProject.Bare(GivenProject.Qde(GivenProject.Text("").Replace("</Sources>", source + "</Sources>", StringComparison.Ordinal)));
        var interviews = await GivenProject.Rows(path, "interviews", ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        Assert.Equal(["20181109", "20181109 (2)"], interviews.Texts("interview"));
    }

    [Fact]
    public async Task WhatNothingStatesIsAskedFor()
    {
        var fault = await Assert.ThrowsAsync<StudyException>(() => GivenProject.Rows(GivenProject.Coded("居民", 0, 1), "interviews", ("community", "-"), ("source_kind", "interview")));
        Assert.Contains("'role'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("constants:", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("codes", 1)]
    [InlineData("CASES", 0)]
    [InlineData("sources", 1)]
    [InlineData("notes", 0)]
    [InlineData("links", 0)]
    [InlineData("sets", 0)]
    [InlineData("coders", 1)]
    public async Task EveryPartIsASheet(string sheet, int rows)
    {
        var schema = Given.Table("rows", Given.Field("guid", FieldType.Text, required: true), Given.Field("coder", FieldType.Text));
        var loaded = await Given.LoadFile(schema, GivenProject.Coded("居民", 0, 1), Given.Plan() with { Sheet = sheet });
        Assert.Equal(rows, loaded.Accepted);
    }

    [Fact]
    public async Task AnUnknownPartNamesTheParts()
    {
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(DataSchema.Table("codes"), GivenProject.Coded("居民", 0, 1), ProjectStudy.Plan("codes") with { Sheet = "code" }));
        Assert.Contains("no part 'code'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("codes", fault.Fault.Mend, StringComparison.Ordinal);
    }
}
