namespace CoProduction.Tests;

public class KeyTests
{
    [Theory]
    [InlineData("communities.csv", "社区", 96)]
    [InlineData("projects.csv", "project", 3000)]
    [InlineData("steps.csv", "project,step", 25657)]
    [InlineData("proposals.csv", "proposal", 4825)]
    [InlineData("rates.csv", "社区,年度,指标", 1272)]
    [InlineData("instruments.csv", "instrument", 2)]
    [InlineData("questions.csv", "instrument,item", 178)]
    [InlineData("satisfaction-2018.csv", "respondent", 2400)]
    [InlineData("satisfaction-2019.csv", "respondent", 2400)]
    [InlineData("interviews.csv", "访谈编号,受访者,身份,社区", 28)]
    [InlineData("codes.csv", "code", 34)]
    [InlineData("codings.csv", "coding", 379)]
    [InlineData("network.csv", "from,to,relation", 32)]
    public void Keys_are_unique_and_rows_counted(string file, string key, int rows)
    {
        string[] keys = [.. Sheet.Csv(file).Key(key.Split(','))];
        Assert.Equal(rows, keys.Length);
        Assert.Equal(rows, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("projects.csv", "community", "communities.csv", "社区")]
    [InlineData("fund-2018-2020.csv", "community", "communities.csv", "社区")]
    [InlineData("fund-2018-2020.csv", "project", "projects.csv", "project")]
    [InlineData("fund-cofinancing-2018-2020.csv", "社区", "communities.csv", "社区")]
    [InlineData("fund-cofinancing-2018-2020.csv", "项目编号", "projects.csv", "project")]
    [InlineData("steps.csv", "project", "projects.csv", "project")]
    [InlineData("proposals.csv", "community", "communities.csv", "社区")]
    [InlineData("proposals.csv", "project", "projects.csv", "project")]
    [InlineData("rates.csv", "社区", "communities.csv", "社区")]
    [InlineData("questions.csv", "instrument", "instruments.csv", "instrument")]
    [InlineData("satisfaction-2018.csv", "community", "communities.csv", "社区")]
    [InlineData("satisfaction-2019.csv", "community", "communities.csv", "社区")]
    [InlineData("interviews.csv", "社区", "communities.csv", "社区")]
    [InlineData("codes.csv", "parent", "codes.csv", "code")]
    [InlineData("codings.csv", "code", "codes.csv", "code")]
    [InlineData("codings.csv", "interview,speaker,role,community", "interviews.csv", "访谈编号,受访者,身份,社区")]
    public void References_resolve(string file, string fields, string target, string key)
    {
        var known = Sheet.Csv(target).Key(key.Split(',')).Select(Roles.InEnglish).ToHashSet();
        var unresolved = Sheet.Csv(file).Key(fields.Split(',')).Where(value => value is not ("" or "-") && !known.Contains(value));
        Assert.Empty(unresolved);
    }
}
