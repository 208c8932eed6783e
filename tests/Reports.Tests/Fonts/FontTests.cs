using System.Buffers.Binary;
using System.Text;

namespace CoProduction.Tests.Fonts;

public class FontTests
{
    [Fact]
    public void EveryCharacterOfGb2312HasAGlyph()
    {
        var gb2312 = CodePagesEncodingProvider.Instance.GetEncoding("gb2312")!;
        for (byte row = 0xB0; row <= 0xF7; row++)
            for (byte cell = 0xA1; cell <= 0xFE; cell++)
                if (gb2312.GetString([row, cell]) is [>= '\u4E00' and <= '\u9FFF'] character) BundledFont.Check(character, "test");
        BundledFont.Check("居委会议事楼栋社区、。，；：？！（）《》「」％￥０１２", "test");
        BundledFont.Check("βχ²αρσΔΣ ≤ ≥ ± × − – — … € ¥ é ü ß √ ∞ → • ° ½", "test");
        BundledFont.Check("臺中市區社會發展經費補助團體", "test");
    }

    [Fact]
    public void HalfACharacterIsAnError() =>
        Assert.Contains("surrogate", Assert.Throws<StudyException>(() => BundledFont.Check("a" + "𠮷"[..1], "test")).Fault.What);

    [Fact]
    public void WordsOfTheFiguresHaveGlyphs()
    {
        foreach (var word in typeof(Words).GetProperties().Where(property => property.PropertyType == typeof(Label)).Select(property => (Label)property.GetValue(null)!))
            BundledFont.Check(word.Zh + word.En, "test");
    }

    [Fact]
    public void ASlimFontKeepsGlyphNumbersWidthsAndTheOutlinesAskedFor()
    {
        using var slim = BundledFont.For(["共同生产é 7"]);
        using var whole = BundledFont.Whole.Font("", 20, false);
        using var font = slim.Font("", 20, false);
        foreach (var rune in "共同生产é7".EnumerateRunes())
        {
            ushort glyph = whole.GetGlyph(rune.Value);
            Assert.Equal(glyph, font.GetGlyph(rune.Value));
            Assert.Equal(whole.GetGlyphPath(glyph)!.ToSvgPathData(), font.GetGlyphPath(glyph)!.ToSvgPathData());
        }
        Assert.Equal(whole.MeasureText("社区"), font.MeasureText("社区"));
        Assert.True(font.GetGlyphPath(font.GetGlyph('社')) is null or { IsEmpty: true });
    }

    [Fact]
    public void TheLineBoxIsSetInTheFont()
    {
        byte[] font = TrueType.WithLineBox(Resource());
        int head = BinaryPrimitives.ReadInt32BigEndian(font.AsSpan(font.AsSpan().IndexOf(Encoding.ASCII.GetBytes("head")) + 8));
        Assert.Equal(-250, BinaryPrimitives.ReadInt16BigEndian(font.AsSpan(head + 38)));
        Assert.Equal(1000, BinaryPrimitives.ReadInt16BigEndian(font.AsSpan(head + 42)));
    }

    [Fact]
    public void LicenceStandsBesideTheFont() =>
        Assert.Contains("SIL OPEN FONT LICENSE", File.ReadAllText(Path.Combine(RealFiles.Root, "src", "Reports", "Fonts", "OFL.txt")));

    [Theory]
    [InlineData("我对社区保障资金的使用总体满意，并且愿意继续参与。", 60)]
    [InlineData("The residents' council voices my opinion", 60)]
    [InlineData("Donaudampfschifffahrtsgesellschaft", 40)]
    [InlineData("", 40)]
    public void LinesFitAndLoseNothing(string text, float width)
    {
        var lines = Typesetting.Wrap(text, width, 7);
        Assert.All(lines, line => Assert.True(Typesetting.Width(line, 7) <= width, line));
        Assert.All(lines.Skip(1), line => Assert.DoesNotContain(line[0], "，。、）"));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    private static byte[] Resource()
    {
        using var stream = typeof(PrintFigure).Assembly.GetManifestResourceStream("NotoSansSC-Regular.subset.ttf")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
