using System.Text;
using System.Text.Unicode;

namespace CoProduction.Ingest;

/// <summary>Texts of a binary file as UTF-8 cells.</summary>
internal sealed class TextCells
{
    private readonly bool _isUtf8;
    private readonly Encoding _encoding;
    private byte[] _utf8 = new byte[1 << 10];
    private char[] _chars = new char[1 << 10];

    public TextCells(Encoding encoding)
    {
        _isUtf8 = encoding.CodePage is 65001 or 20127;
        _encoding = Encoding.GetEncoding(encoding.CodePage is 20127 ? 65001 : encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
    }

    /// <summary>Texts with bytes that mean nothing in the encoding: a mark stands in their place.</summary>
    public long Damaged { get; private set; }

    /// <summary>The text in UTF-8; valid until the next call.</summary>
    public ReadOnlySpan<byte> Utf8Of(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text) || (_isUtf8 && Utf8.IsValid(text))) return text;
        if (_chars.Length < text.Length) (_chars, _utf8) = (new char[text.Length], new byte[text.Length * 3]);
        else if (_utf8.Length < text.Length * 3) _utf8 = new byte[text.Length * 3];
        int letters = _encoding.GetChars(text, _chars);
        if (_chars.AsSpan(0, letters).Contains('\uFFFD')) Damaged++;
        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(_chars.AsSpan(0, letters), _utf8));
    }
}
