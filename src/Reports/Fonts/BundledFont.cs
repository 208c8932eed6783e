using System.Reflection;
using System.Text;
using SkiaSharp;

namespace CoProduction.Reports;

/// <summary>The font inside this assembly: Noto Sans SC, regular and bold, under the SIL Open Font License (Fonts/OFL.txt).</summary>
internal static class BundledFont
{
    /// <summary>Name of the family.</summary>
    public const string Family = "Noto Sans SC";

    private static readonly Lazy<byte[]> RegularBytes = new(() => TrueType.WithLineBox(Resource("NotoSansSC-Regular.subset.ttf")));
    private static readonly Lazy<byte[]> BoldBytes = new(() => TrueType.WithLineBox(Resource("NotoSansSC-Bold.subset.ttf")));

    /// <summary>The whole font, for measuring and for outputs that do not embed it.</summary>
    public static Typefaces Whole => WholeFont.Value;

    private static readonly Lazy<Typefaces> WholeFont = new(() => new Typefaces(Typeface(RegularBytes.Value), Typeface(BoldBytes.Value)));

    /// <summary>The font with only the glyphs of some texts, for outputs that embed it. The caller disposes it.</summary>
    public static Typefaces For(IReadOnlyCollection<string> texts) => new(
        Typeface(TrueType.WithOnly(RegularBytes.Value, Glyphs(Whole.Regular, texts))), Typeface(TrueType.WithOnly(BoldBytes.Value, Glyphs(Whole.Bold, texts))));

    /// <summary>The regular weight with only the glyphs of a text, as a CSS font face inside the page: Chinese shows on a machine without fonts.</summary>
    public static string FontFace(string text)
    {
        byte[] font = TrueType.WithOnly(RegularBytes.Value, Glyphs(Whole.Regular, [text]));
        return $"@font-face{{font-family:'{Family}';src:url(data:font/ttf;base64,{Convert.ToBase64String(font)})}}";
    }

    /// <summary>Checks that every character of a text has a glyph.</summary>
    /// <exception cref="StudyException">A character has none; names it, its code point and the place.</exception>
    public static void Check(string text, string where)
    {
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i)) throw ReportsFaults.LoneSurrogate(text, where);
            int code = char.ConvertToUtf32(text, i);
            if (code != '\n' && Whole.Regular.GetGlyph(code) == 0) throw ReportsFaults.MissingGlyph(code, text, where);
        }
    }

    private static IEnumerable<ushort> Glyphs(SKTypeface face, IReadOnlyCollection<string> texts) =>
        texts.SelectMany(text => text.EnumerateRunes()).Distinct().Select(rune => face.GetGlyph(rune.Value));

    private static SKTypeface Typeface(byte[] font)
    {
        using var data = SKData.CreateCopy(font);
        return SKTypeface.FromData(data);
    }

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>The two weights of the bundled font.</summary>
internal sealed class Typefaces(SKTypeface regular, SKTypeface bold) : IDisposable
{
    public SKTypeface Regular { get; } = regular;

    public SKTypeface Bold { get; } = bold;

    /// <summary>A font of a size in points for a text: bold where asked and where the bold weight has every character.</summary>
    public SKFont Font(string text, float size, bool isBold)
    {
        var face = isBold && text.EnumerateRunes().All(rune => BundledFont.Whole.Bold.GetGlyph(rune.Value) != 0) ? Bold : Regular;
        return new SKFont(face, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None, Edging = SKFontEdging.Antialias };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Regular.Dispose();
        Bold.Dispose();
    }
}
