using System.Text;

namespace CoProduction.Ingest;

/// <summary>White space and full-width forms of cell texts.</summary>
internal static class CellText
{
    /// <summary>Longest piece of a cell that an error quotes.</summary>
    private const int Quoted = 120;

    /// <summary>The text without ASCII, no-break and full-width spaces and byte order marks at its ends.</summary>
    public static string Trim(string text) =>
        text.Length > 0 && (IsSpace(text[0]) || IsSpace(text[^1])) ? text.AsSpan().Trim(" \t\r\n\u00A0\u3000\uFEFF\u200B").ToString() : text;

    /// <summary>The bytes without ASCII spaces at their ends.</summary>
    public static ReadOnlySpan<byte> TrimAscii(ReadOnlySpan<byte> cell) =>
        cell.Length > 0 && (cell[0] <= ' ' || cell[^1] <= ' ') ? cell.Trim(" \t\r\n"u8) : cell;

    /// <summary>True when the cell holds nothing but white space.</summary>
    public static bool IsWhite(ReadOnlySpan<byte> cell)
    {
        cell = TrimAscii(cell);
        return cell.Length == 0 || (cell[0] >= 0xC2 && cell.Length < 64 && Trim(Encoding.UTF8.GetString(cell)).Length == 0);
    }

    /// <summary>The text with full-width letters, digits and punctuation as their ASCII forms, and minus signs as a hyphen.</summary>
    public static string Narrow(string text) => NeedsNarrow(text) ? string.Create(text.Length, text, (span, source) =>
    {
        for (int i = 0; i < span.Length; i++) span[i] = Narrow(source[i]);
    }) : text;

    /// <summary>A header or label as it is compared: trimmed, narrow, lower case.</summary>
    public static string Key(string text) => Trim(Narrow(text)).ToLowerInvariant();

    /// <summary>The text as an error quotes it.</summary>
    public static string Quote(string text) => text.Length <= Quoted ? text : text[..Quoted] + "…";

    /// <summary>The bytes as an error quotes them; bytes that are not UTF-8 show as hexadecimal.</summary>
    public static string Quote(ReadOnlySpan<byte> cell)
    {
        var shown = cell.Length <= 4 * Quoted ? cell : cell[..(4 * Quoted)];
        return Quote(System.Text.Unicode.Utf8.IsValid(cell) ? Encoding.UTF8.GetString(cell) : Hex(shown));
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
            if (value is >= 0x20 and < 0x7F) text.Append((char)value);
            else text.Append("\\x").Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\u3000' or '\uFEFF' or '\u200B';

    private static bool NeedsNarrow(string text)
    {
        foreach (char letter in text)
            if (letter >= 0x80 && Narrow(letter) != letter) return true;
        return false;
    }

    private static char Narrow(char letter) => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        '\u3000' or '\u00A0' or '\u202F' or '\u2009' => ' ',
        '\u2212' or '\u2013' or '\uFE63' => '-',
        '\u2019' => '\'',
        '\uFFE5' => '\u00A5',
        '\u3002' => '.',
        _ => letter,
    };
}
