using CoProduction.Notebook.Running;
using CoProduction.Reports;

namespace CoProduction.Tests;

/// <summary>Forms of values that have none of their own.</summary>
public sealed class ShownTests
{
    public static TheoryData<object, string> PlainValues() => new()
    {
        { "text <b>", "text <b>" }, { 1.5, "1.5" }, { 1234567.25m, "1234567.25" }, { true, "True" }, { 'c', "c" }, { DayOfWeek.Friday, "Friday" },
        { new InvalidOperationException("bad"), "InvalidOperationException: bad" }, { new StudyException(new Fault("a", "b", "c", "d")), "a (b): c. d." },
    };

    [Theory]
    [MemberData(nameof(PlainValues))]
    public void APlainValueIsPlainText(object value, string text)
    {
        var bundle = Shown.Of(value, Language.En)!;
        Assert.Equal(text, bundle.ToString());
        Assert.Equal([MimeBundle.Plain], bundle.Forms.Keys);
    }

    [Fact]
    public void NothingShowsNothing() => Assert.Null(Shown.Of(null, Language.En));

    [Fact]
    public void RowsAreATableWithTheirTextsEscaped()
    {
        var bundle = Shown.Of(new[] { new { Name = "<甲>", Share = (double?)0.25 }, new { Name = "乙", Share = (double?)null } }, Language.En)!;
        Assert.Equal("<table><thead><tr><th>Name</th><th>Share</th></tr></thead><tbody><tr><td>&lt;甲&gt;</td><td>0.25</td></tr><tr><td>乙</td><td></td></tr></tbody></table>", bundle.Forms[MimeBundle.Html]);
        Assert.Equal("Name\tShare\n<甲>\t0.25\n乙\t", bundle.ToString());
    }

    [Fact]
    public void OfManyRowsTheFirstAreShownAndEndlessOnesEnd()
    {
        var bundle = Shown.Of(Endless(), Language.Zh)!;
        Assert.Contains("<td>99</td>", bundle.Forms[MimeBundle.Html], StringComparison.Ordinal);
        Assert.DoesNotContain("<td>100</td>", bundle.Forms[MimeBundle.Html], StringComparison.Ordinal);
        Assert.EndsWith("仅显示前 100 行", bundle.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnythingElseIsFormattedWithoutAStyleSheetOfItsOwn()
    {
        var bundle = Shown.Of(new Dictionary<string, int> { ["a<b"] = 1 }, Language.En)!;
        Assert.Contains("a&lt;b", bundle.Forms[MimeBundle.Html], StringComparison.Ordinal);
        Assert.DoesNotContain("<style", bundle.Forms[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Contains("a<b", bundle.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<Row> Endless()
    {
        for (int i = 0; ; i++) yield return new Row(i);
    }

    private sealed record Row(int N);
}
