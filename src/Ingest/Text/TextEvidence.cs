using System.Text;
using System.Text.Unicode;

namespace CoProduction.Ingest;

/// <summary>
/// Tells the encoding of a binary file's texts where the file does not: UTF-8 if nearly all are valid there, GB18030 if they have the shape of Chinese in it, else Windows-1252, in which western programs of that time wrote.
/// </summary>
internal sealed class TextEvidence
{
    private readonly Decoder _gb18030;
    private readonly char[] _chars = new char[1 << 10];
    private long _texts;
    private long _notUtf8;
    private long _notGb18030;
    private long _chinese;
    private long _other;

    static TextEvidence() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public TextEvidence() => _gb18030 = Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetDecoder();

    /// <summary>The encoding that fits all texts best.</summary>
    public Encoding Best => Encoding.GetEncoding(Fits(_notUtf8) ? "utf-8" : Fits(_notGb18030) && _chinese > _other ? "gb18030" : "windows-1252");

    /// <summary>True when the texts say nothing against any encoding.</summary>
    public bool IsAscii => _texts == 0;

    /// <summary>Takes one text in.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text)) return;
        _texts++;
        if (!Utf8.IsValid(text)) _notUtf8++;
        if (!IsGb18030(text)) _notGb18030++;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] < 0x80) continue;
            if (++at < text.Length && text[at] >= 0xA1) _chinese++;
            else _other++;
        }
    }

    // A text that was cut to its width in bytes may end within a letter.
    private bool Fits(long misfits) => misfits * 10 <= _texts;

    private bool IsGb18030(ReadOnlySpan<byte> text)
    {
        try
        {
            _gb18030.Reset();
            for (; text.Length > _chars.Length; text = text[_chars.Length..]) _gb18030.GetChars(text[.._chars.Length], _chars, flush: false);
            _gb18030.GetChars(text, _chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
