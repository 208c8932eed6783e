using CoProduction.Cli;

namespace CoProduction.Tests;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("satisfaction", 12)]
    [InlineData("满意度", 6)]
    [InlineData("满意 1", 6)]
    [InlineData("（％）", 6)]
    [InlineData("R²·α–", 5)]
    [InlineData("，。", 4)]
    [InlineData("𠮷", 2)]
    [InlineData("👍", 2)]
    public void AChineseCharacterIsTwoColumnsWide(string text, int width) => Assert.Equal(width, Columns.Width(text));

    [Theory]
    [InlineData("满意度", 8, false, "满意度  ")]
    [InlineData("满意度", 8, true, "  满意度")]
    [InlineData("trust", 8, false, "trust   ")]
    [InlineData("满意度", 3, false, "满意度")]
    public void BlanksFillUpToTheWidthOnTheScreen(string text, int width, bool left, string padded) => Assert.Equal(padded, Columns.Pad(text, width, left));
}
