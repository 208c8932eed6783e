namespace CoProduction.Tests;

public class CodePointsTests
{
    /// <summary>Chinese, a supplementary-plane ideograph, Arabic, a combining accent, an emoji of two joined, and half a pair.</summary>
    private const string Mixed = "居民\U00020000议事 \u0645\u0631\u062D\u0628\u0627 e\u0301 \U0001F469\u200D\U0001F33E x\uD83D y";

    [Fact]
    public void PositionsOfCodePointsAndOfStringsAreConvertedBothWays()
    {
        var points = new CodePoints(Mixed);
        int[] starts = [.. Enumerable.Range(0, points.Count + 1).Select(points.ToUtf16)];
        Assert.Equal(Mixed.Length, starts[^1]);
        Assert.Equal(Mixed.Length - 3, points.Count);
        for (int point = 0; point <= points.Count; point++) Assert.Equal(point, points.FromUtf16(starts[point]));
        Assert.Equal(starts, starts.Distinct().Order());
    }

    [Fact]
    public void WithinAPairIsThePair()
    {
        var points = new CodePoints("a\U00020000b");
        Assert.Equal([0, 1, 1, 2, 3], Enumerable.Range(0, 5).Select(points.FromUtf16));
        Assert.Equal([0, 1, 3, 4], Enumerable.Range(0, 4).Select(points.ToUtf16));
    }

    [Fact]
    public void APassageIsCutByCodePoints()
    {
        var points = new CodePoints(Mixed);
        Assert.Equal("\U00020000议事", points.Cut(new TextSpan(2, 5)));
        Assert.Equal(new TextSpan(2, 5), points.Span(2, 6));
        Assert.Equal("", points.Cut(new TextSpan(points.Count, points.Count)));
        Assert.False(points.Has(new TextSpan(0, points.Count + 1)));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    public void APassageNeitherBeginsBeforeTheTextNorEndsBeforeItsStart(int start, int end) => Assert.Throws<ArgumentOutOfRangeException>(() => new TextSpan(start, end));

    [Fact]
    public void PositionsBehindTheTextAreRefused()
    {
        var points = new CodePoints("ab");
        Assert.Throws<ArgumentOutOfRangeException>(() => points.ToUtf16(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => points.FromUtf16(3));
    }

    [Fact]
    public void AnEmptyPassageAndOneThatTouchesAreWithin()
    {
        Assert.True(new TextSpan(2, 6).Contains(new TextSpan(2, 6)));
        Assert.True(new TextSpan(2, 6).Contains(new TextSpan(6, 6)));
        Assert.False(new TextSpan(2, 6).Contains(new TextSpan(1, 3)));
    }
}
