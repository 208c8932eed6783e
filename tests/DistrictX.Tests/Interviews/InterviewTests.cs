using System.Text;

namespace CoProduction.Tests;

public class InterviewTests
{
    private static readonly Sheet Interviews = Sheet.Csv("interviews.csv"), Codings = Sheet.Csv("codings.csv"), Codes = Sheet.Csv("codes.csv");

    [Fact]
    public void Twenty_four_interviews_by_number() => Assert.Equal(24, Interviews["访谈编号"].Distinct().Count());

    [Fact]
    public void Interview_20181109_has_a_resident_and_a_staff_member_of_community_L()
    {
        Assert.Equal(["居民", "社区两委"], RolesOf("20181109"));
        var communities = Sheet.Csv("communities.csv");
        string l = communities.Rows.Single(row => row[1] == "L社区")[0];
        Assert.All(Interviews.Rows.Where(row => row[0] == "20181109"), row => Assert.Equal(l, row[Interviews.Column("社区")]));
    }

    [Fact]
    public void Interview_20191210_has_several_roles() => Assert.Equal(["区级部门", "街道", "社区两委", "社会组织"], RolesOf("20191210"));

    [Fact]
    public void Quotes_are_the_code_point_spans_of_the_speaker_s_text()
    {
        var texts = Interviews.Key("访谈编号", "受访者").Zip(Interviews["文本"]).ToDictionary(pair => pair.First, pair => pair.Second.EnumerateRunes().ToArray());
        int start = Codings.Column("start"), end = Codings.Column("end"), quote = Codings.Column("quote");
        foreach (var (row, key) in Codings.Rows.Zip(Codings.Key("interview", "speaker")))
        {
            var span = texts[key][Sheet.Whole(row[start])..Sheet.Whole(row[end])];
            Assert.Equal(row[quote], string.Concat(span));
        }
    }

    [Fact]
    public void Some_spans_come_after_an_emoji_so_that_counting_UTF16_units_would_fail() =>
        Assert.Contains(Codings.Rows, row => Interviews.Rows.Any(text =>
            text[0] == row[1] && text[1] == row[2] && text[6].Contains(row[9], StringComparison.Ordinal)
            && text[6].IndexOf(row[9], StringComparison.Ordinal) != Sheet.Whole(row[7])));

    [Fact]
    public void Two_coders_agree_on_most_passages_but_not_on_all()
    {
        var byPassage = Codings.Rows.GroupBy(row => (row[1], row[2], row[7])).ToArray();
        var both = byPassage.Where(rows => rows.Select(row => row[6]).Distinct().Count() == 2).ToArray();
        Assert.InRange((double)both.Length / byPassage.Length, 0.85, 0.99);
        Assert.InRange((double)both.Count(rows => rows.Select(row => row[5]).Distinct().Count() == 1) / both.Length, 0.85, 0.99);
    }

    [Fact]
    public void Every_leaf_code_has_a_construct_a_definition_and_a_passage()
    {
        var used = Codings["code"].ToHashSet();
        foreach (var row in Codes.Rows.Where(row => row[1].Length > 0))
        {
            Assert.NotEqual("", row[Codes.Column("construct")]);
            Assert.NotEqual("", row[Codes.Column("definition")]);
            Assert.Contains(row[0], used);
        }
    }

    [Fact]
    public void Only_the_stages_have_no_construct() =>
        Assert.Equal(["driver", "process", "outcome", "side_effect"], Codes.Rows.Where(row => row[Codes.Column("construct")].Length == 0).Select(row => row[0]));

    private static IEnumerable<string> RolesOf(string interview) => Interviews.Rows.Where(row => row[0] == interview).Select(row => row[Interviews.Column("身份")]);
}
