namespace CoProduction.Tests;

public class PaletteTests
{
    [Fact]
    public void LabelsOnEveryColourReachTheContrastOfWcagAA()
    {
        string[] colors = [.. Enumerable.Range(0, 10).Select(Palette.Class), .. Palette.Diverging(5), .. Palette.Diverging(7), .. Palette.Diverging(4)];
        Assert.All(colors, color => Assert.InRange(Palette.Contrast(color, Palette.TextOn(color)), 4.5, 21));
    }

    [Fact]
    public void NeighboursDifferInGreyscale()
    {
        for (int i = 0; i < 5; i++)
            Assert.True(Palette.Contrast(Palette.Class(i), Palette.Class(i + 1)) > 1.3, $"classes {i} and {i + 1} look alike in grey");
        foreach (int k in new[] { 3, 5, 7 })
            foreach (var (a, b) in Palette.Diverging(k).Zip(Palette.Diverging(k).Skip(1)))
                Assert.True(Palette.Contrast(a, b) > 1.2, $"{a} and {b} of {k} look alike in grey");
    }

    [Fact]
    public void DivergingColoursHaveOneANeutralMiddle()
    {
        for (int k = 2; k <= 9; k++) Assert.Equal(k, Palette.Diverging(k).Length);
        Assert.Equal("#DADADA", Palette.Diverging(5)[2]);
    }
}
