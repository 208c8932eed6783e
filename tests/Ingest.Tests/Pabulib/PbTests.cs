using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Files of participatory budgeting written by hand, with what real ones have wrong.</summary>
public class PbTests
{
    private const string Vote = """"
        META
        key;value
        description;A vote
        unit;Town
        subunit;North
        instance;2021
        num_projects;3
        num_votes;4
        budget;1000
        vote_type;approval
        currency;PLN
        PROJECTS
        selected;cost;project_id;name;category
        1;600;A/1;"A path; with ""lamps""";sport,public space
        0;500.50;7;Trees;
        1;80;x;Benches;public space
        VOTES
        vote;sex;voter_id;age;voting_method
        A/1,7;K;v1;34;internet
        7,x,7;M;v2;0;paper
        x;X;v3;40-59;internet
        A/1;F;v4;116;

        """";

    [Fact]
    public async Task ProjectsTakeTheirColumnsByHeaderAndTheirKeyFromAreaYearAndId()
    {
        var loaded = await Load("projects", Vote);
        Assert.Equal(["North-2021-A/1", "North-2021-7", "North-2021-x"], loaded.Texts("project"));
        Assert.Equal(["A path; with \"lamps\"", "Trees", "Benches"], loaded.Texts("title"));
        Assert.Equal(["sport", "unclassified", "public space"], loaded.Texts("use_class"));
        Assert.Equal(["approved", "proposed", "approved"], loaded.Texts("status"));
        Assert.Equal(["600", "500.50", "80"], loaded.Texts("requested"));
        Assert.All(loaded.Texts("community"), community => Assert.Equal("North", community));
    }

    [Fact]
    public async Task OnlyChosenProjectsAreApprovedMoney() =>
        Assert.Equal(["600", "80"], (await Load("fund_entries", Vote)).Texts("amount"));

    [Fact]
    public async Task ProposalsAreAdoptedRejectedOrUndecided()
    {
        Assert.Equal(["adopted", "rejected", "adopted"], (await Load("proposals", Vote)).Texts("decision"));
        var open = await Load("proposals", Vote.Replace("selected;", "note;", StringComparison.Ordinal));
        Assert.All(open.Texts("decision"), decision => Assert.Equal("[Blank]", decision));
    }

    [Fact]
    public async Task AnImpossibleAgeIsLeftOutAndTheBallotKept()
    {
        var loaded = await Load("ballots", Vote);
        Assert.Equal((4, 0), (loaded.Accepted, loaded.Rejected));
        Assert.Equal(["34", "[Lost]", "[Blank]", "[Lost]"], loaded.Texts("age"));
        Assert.Equal(["30-44", "[Blank]", "40-59", "[Blank]"], loaded.Texts("age_group"));
        Assert.Equal(["female", "male", "[Lost]", "female"], loaded.Texts("gender"));
        Assert.Equal(["2", "2", "1", "1"], loaded.Texts("choices"));
        Assert.Equal([(20L, "age", "0"), (21L, "gender", "X"), (22L, "age", "116")], loaded.Rejections.Select(rejection => (rejection.Row, rejection.Column, rejection.Value)));
        Assert.All(loaded.Rejections, rejection => Assert.Contains("the row is kept", rejection.Rule, StringComparison.Ordinal));
    }

    [Fact]
    public async Task VotesAreOneRowAProjectOnABallot()
    {
        var loaded = await Load("votes", Vote);
        Assert.Equal(["v1", "v1", "v2", "v2", "v2", "v3", "v4"], loaded.Texts("ballot"));
        Assert.Equal(["North-2021-A/1", "North-2021-7"], loaded.Texts("project").Take(2));
        Assert.Equal(["4"], (await Load("rates", Vote)).Texts("numerator"));
    }

    [Fact]
    public async Task RankingsHaveRanksAndPointBallotsPoints()
    {
        var ranked = await Load("votes", Vote.Replace("approval", "ordinal", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "1", "2", "3", "1", "1"], ranked.Texts("rank"));
        var points = await Load("votes", Vote.Replace("vote;sex", "vote;points", StringComparison.Ordinal).Replace("A/1,7;K", "A/1,7;3,2", StringComparison.Ordinal));
        Assert.Equal(["3", "2"], points.Texts("points").Take(2));
        Assert.Equal([20L, 21L, 22L], points.Rejections.Select(rejection => rejection.Row));
    }

    [Fact]
    public async Task LineEndsMarksSpacesAndTrailingSemicolonsDoNotMatter()
    {
        string expected = string.Join('|', (await Load("ballots", Vote)).Texts("ballot"));
        foreach (string form in new[] { Vote.Replace("\n", "\r\n", StringComparison.Ordinal), "\uFEFF" + Vote, Vote.Replace("META\n", "META;;;;\n", StringComparison.Ordinal), Vote.Replace(";value", "; value", StringComparison.Ordinal), Vote.Replace("VOTES\n", "\nVOTES\n", StringComparison.Ordinal).TrimEnd(), Vote.Replace("PROJECTS\n", "PROJECTS\r\n", StringComparison.Ordinal) })
            Assert.Equal(expected, string.Join('|', (await Load("ballots", form)).Texts("ballot")));
    }

    [Fact]
    public async Task ACurrencyThatIsNoneRejectsItsLineWhereMoneyIsRead()
    {
        string odd = Vote.Replace("PLN", "non_existing", StringComparison.Ordinal);
        Assert.Contains("ISO 4217", Assert.Single((await Load("fund_entries", odd)).Rejections).Rule, StringComparison.Ordinal);
        Assert.DoesNotContain((await Load("votes", odd)).Rejections, rejection => rejection.Rule.Contains("4217", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PROJECTS", "PROJECT", "VOTES", 17)]
    [InlineData("META", "METADATA", "META", 1)]
    [InlineData("project_id", "id", "project_id", 13)]
    public void AMissingSectionOrColumnIsNamedWithItsLine(string there, string instead, string named, int line)
    {
        var fault = Assert.Throws<StudyException>(() => PbSummary.Of(File(Vote.Replace(there, instead, StringComparison.Ordinal)))).Fault;
        Assert.Contains($"line {line}", fault.Where, StringComparison.Ordinal);
        Assert.Contains(named, fault.What + fault.Why + fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummaryRecountsAndNamesWhatDisagrees()
    {
        var summary = PbSummary.Of(File(Vote.Replace("num_votes;4", "num_votes;5", StringComparison.Ordinal).Replace("budget;1000", "budget;100000", StringComparison.Ordinal)));
        Assert.Equal([("A/1", 2L), ("7", 2L), ("x", 2L)], summary.Projects.Select(project => (project.Id, project.Votes)));
        Assert.Equal(["num_votes", "budget", "vote", "age", "sex", "age"], summary.Findings.OrderBy(finding => finding.Row).Select(finding => finding.Column));
        Assert.Contains(summary.Notices, notice => notice.En.Contains("first", StringComparison.Ordinal));
    }

    private static string File(string text) => Given.File("vote.pb", Encoding.UTF8.GetBytes(text));

    private static Task<Loaded> Load(string table, string text) => Given.Load(DataSchema.Table(table), text, Given.Plan("vote.pb", table));
}
