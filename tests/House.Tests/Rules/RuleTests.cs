namespace CoProduction.Tests;

public sealed class RuleTests
{
    private static readonly Rule Example = new("Names are short", "long ones are not read", "cut them");

    [Fact]
    public void A_rule_without_offenders_holds() => Example.Holds([]);

    [Fact]
    public void A_broken_rule_names_every_offender_the_reason_and_the_mend()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Example.Holds(["second", "first", "second"]));
        Assert.Equal("Names are short\n  why:  long ones are not read\n  mend: cut them\n  2 offenders:\n    first\n    second", failure.Message);
    }
}
