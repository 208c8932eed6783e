namespace CoProduction.Tests.Cleaning;

public sealed class CleaningFileTests
{
    [Theory]
    [InlineData("rules:\n  - { field: a, recode: { x: y }, author: me }\n", "'reason' is missing", "line 2")]
    [InlineData("rules:\n  - { field: a, recode: { x: y }, reason: '', author: me }\n", "'reason' is missing", "line 2")]
    [InlineData("rules:\n  - { field: a, reason: r, author: me }\n", "The rule does nothing", "line 2")]
    [InlineData("rules:\n  - { field: a, recode: { x: y }, drop: { a: [b] }, reason: r, author: me }\n", "several things: recode, drop", "line 2")]
    [InlineData("rules:\n  - { field: a, set_missing: [x], as: refusd, reason: r, author: me }\n", "'refusd' is no reason", "line 2")]
    [InlineData("roles: []\n", "'rules' is missing", "cleaning.yaml")]
    public void What_is_wrong_is_named_with_its_line(string yaml, string what, string where)
    {
        var fault = Assert.Throws<StudyException>(() => CleaningFile.Parse(yaml, "cleaning.yaml")).Fault;
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.Contains(where, fault.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_on_an_unknown_field_names_the_nearest()
    {
        var plan = CleaningFile.Parse("rules:\n  - { field: amuont, recode: { x: y }, reason: r, author: me }\n", "cleaning.yaml");
        Assert.Contains("amount", Assert.Throws<StudyException>(() => plan.Extend(DataSchema.Table("fund_entries"))).Message, StringComparison.Ordinal);
    }
}
