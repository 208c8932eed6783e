using System.Text;

namespace CoProduction.Ingest;

/// <summary>Decoding that allows no replacement character.</summary>
internal static class StrictDecoding
{
    /// <summary>True when the rest of the stream is valid; otherwise <paramref name="line"/> is where it first is not, roughly to the block.</summary>
    public static bool Fits(Stream file, Encoding encoding, out long line)
    {
        var decoder = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetDecoder();
        byte[] bytes = new byte[1 << 12];
        char[] chars = new char[bytes.Length + 16];
        line = 1;
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;) line += chars.AsSpan(0, decoder.GetChars(bytes, 0, read, chars, 0, flush: false)).Count('\n');
            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
