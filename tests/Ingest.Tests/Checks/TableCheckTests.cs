namespace CoProduction.Ingest.Tests;

public class TableCheckTests
{
    private static readonly ParentKeys Interviews = ParentKeys.None
        .With("interviews", ["interview", "speaker", "role", "community"], [["20181109", "A", "resident", "L"], ["20181109", "B", "committee", "L"], ["20190305", "C", "deputy", "M"]])
        .With("codes", ["code"], [["driver/local_support"]])
        .With("communities", ["community"], [["L"], ["M"]]);

    private const string Header = "coding,interview,speaker,role,code,coder,start,end\n";

    [Fact]
    public async Task ACodingKeyedByTheNumberAloneIsRefusedWhereSpeakersDiffer()
    {
        var loaded = await Given.Load(DataSchema.Table("codings"), Header + "1,20181109,,,driver/local_support,x,0,5\n", parents: Interviews);
        Assert.Contains("would merge speakers", loaded.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACodingOfTheOnlySpeakerIsCompleted()
    {
        var loaded = await Given.Load(DataSchema.Table("codings"), Header + "1,20190305,,,driver/local_support,x,0,5\n2,20181109,B,,driver/local_support,x,0,5\n", parents: Interviews);
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["C", "B"], loaded.Texts("speaker"));
        Assert.Equal(["deputy", "committee"], loaded.Texts("role"));
        Assert.Equal(["M", "L"], loaded.Texts("community"));
    }

    [Theory]
    [InlineData("1,20181109,Z,,driver/local_support,x,0,5", "interviews have no")]
    [InlineData("1,20200101,,,driver/local_support,x,0,5", "interviews have no")]
    [InlineData("1,20190305,C,,driver/other,x,0,5", "there is no code")]
    [InlineData("1,20190305,C,,driver/local_support,x,5,5", "ends at or before its start")]
    public async Task OtherFaultsOfCodings(string row, string rule)
    {
        var loaded = await Given.Load(DataSchema.Table("codings"), Header + row + "\n", parents: Interviews);
        Assert.Contains(rule, loaded.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistrictLevelInterviewsBelongToNoCommunity()
    {
        var loaded = await Given.Load(DataSchema.Table("interviews"), "interview,speaker,role,community,source_kind\n20191210,D,district,-,访谈\n20191210,E,resident,Q,访谈\n", parents: Interviews);
        Assert.Equal(["-"], loaded.Texts("community"));
        Assert.Equal("Q", loaded.Rejections.Single().Value);
    }

    [Fact]
    public async Task ARateIsAtMostOneAndMayBeUndetermined()
    {
        var loaded = await Given.Load(DataSchema.Table("rates"), "community,year,rate,numerator,denominator\nL,2018,知晓率,5,4\nL,2018,参与率,4,4\nM,2018,voting,,4\n", parents: Interviews);
        Assert.Equal(["4", "[Blank]"], loaded.Texts("numerator"));
        Assert.Contains("greater than the denominator 4", loaded.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepsAreOneToNine()
    {
        var loaded = await Given.Load(DataSchema.Table("project_steps"), "project,step,date\np,9,2018-01-01\np,10,2018-01-01\np,0,\np,1,\n");
        Assert.Equal(["9", "1"], loaded.Texts("step"));
        Assert.Equal(2, loaded.Rejected);
    }

    [Fact]
    public async Task QuestionsDeclareReadableMissingCodes()
    {
        var loaded = await Given.Load(DataSchema.Table("questions"), "instrument,item,wording_zh,wording_en,missing_codes\ni,a,问,Q,7=not_asked;9=dont_know\ni,b,问,Q,nine\n");
        Assert.Equal((1, 1), (loaded.Accepted, loaded.Rejected));
    }
}
