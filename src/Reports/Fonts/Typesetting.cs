using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Reports;

/// <summary>Widths and line breaks of text in the bundled font; lengths in points.</summary>
internal static class Typesetting
{
    private const string NeverFirst = "，。、；：？！）》」』】〕％%,.;:?!)]}…";
    private const string NeverLast = "（《「『【〔([{";

    private const int NoBreak = 0xA0;

    /// <summary>Width of one line of text.</summary>
    public static float Width(string text, float size, bool bold = false)
    {
        using var font = BundledFont.Whole.Font(text, size, bold);
        return font.MeasureText(text);
    }

    /// <summary>Widest of some texts; 0 for none.</summary>
    public static float Widest(IEnumerable<string> texts, float size, bool bold = false) =>
        texts.Select(text => Width(text, size, bold)).DefaultIfEmpty(0).Max();

    /// <summary>The text broken into lines no wider than a width: between words, and between any two Chinese characters that may part.</summary>
    public static ImmutableArray<string> Wrap(string text, float width, float size, bool bold = false)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = new StringBuilder();
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && Width((line + piece).TrimEnd(), size, bold) > width) Break(lines, line);
            foreach (string part in Fit(piece, width, size, bold))
            {
                if (line.Length > 0 && Width((line + part).TrimEnd(), size, bold) > width) Break(lines, line);
                line.Append(line.Length == 0 ? part.TrimStart() : part);
            }
        }
        if (line.Length > 0 || lines.Count == 0) Break(lines, line);
        return lines.ToImmutable();
    }

    private static void Break(ImmutableArray<string>.Builder lines, StringBuilder line)
    {
        lines.Add(line.ToString().TrimEnd());
        line.Clear();
    }

    /// <summary>A word wider than the line is cut between characters: a long word is better cut than drawn over its neighbour.</summary>
    private static IEnumerable<string> Fit(string piece, float width, float size, bool bold)
    {
        if (Width(piece.Trim(), size, bold) <= width) return [piece];
        return piece.EnumerateRunes().Select(rune => rune.ToString());
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayPart(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
            before = rune;
        }
        if (piece.Length > 0) yield return piece.ToString();
    }

    private static bool MayPart(Rune left, Rune right)
    {
        if (NeverFirst.Contains(right.ToString()) || NeverLast.Contains(left.ToString())) return false;
        if (Rune.IsWhiteSpace(right) || left.Value == NoBreak) return false;
        return Rune.IsWhiteSpace(left) || IsWide(left) || IsWide(right);
    }

    private static bool IsWide(Rune rune) => rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0xFF01 and <= 0xFF60 or >= 0x20000;
}
