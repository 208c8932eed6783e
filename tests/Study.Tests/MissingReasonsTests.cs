using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

public sealed class MissingReasonsTests
{
    [Fact]
    public void A_declaration_is_read()
    {
        var codes = MissingReasons.ParseCodes("7=not_asked; 8=refused；9=dont_know");
        Assert.Equal([("7", MissingReason.NotAsked), ("8", MissingReason.Refused), ("9", MissingReason.DontKnow)], codes);
        Assert.Empty(MissingReasons.ParseCodes(""));
    }

    [Theory]
    [InlineData("9=dontknow", "Did you mean 'dont_know'?")]
    [InlineData("9", "code=reason")]
    [InlineData("=refused", "code=reason")]
    public void A_wrong_declaration_says_how_to_mend_it(string declaration, string part)
    {
        var error = Assert.Throws<StudyException>(() => MissingReasons.ParseCodes(declaration, "questions.csv, row 3"));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("questions.csv, row 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_after_print_is_identity()
    {
        var reasons = Enum.GetValues<MissingReason>().Where(reason => reason != MissingReason.Present).ToArray();
        var pairs = from code in Gen.Choose(-99, 999) from reason in Gen.Elements(reasons) select ($"{code}", reason);
        Prop.ForAll(pairs.ListOf().ToArbitrary(), list => MissingReasons.ParseCodes(MissingReasons.PrintCodes([.. list])).SequenceEqual(list)).QuickCheckThrowOnFailure();
    }
}
