using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>The encoding of a system file's texts.</summary>
internal static class SavEncoding
{
    private const int Ebcdic = 1, Ascii = 2, EightBits = 3, DecKanji = 4;

    /// <summary>The encoding that the user or the file names; null when neither does and the texts must tell.</summary>
    /// <exception cref="StudyException">The file names one that is not known, or EBCDIC.</exception>
    public static Encoding? Declared(SavExtensions extensions, string? given, string shown)
    {
        if (given is not null) return Encodings.Named(given, shown);
        if (extensions.Encoding is { Length: > 0 } name) return OfName(name, shown);
        return extensions.CharacterCode switch
        {
            null or Ascii or EightBits or 0 => null,
            Ebcdic => throw IngestFaults.Ebcdic(shown),
            DecKanji => throw IngestFaults.UnknownOwnEncoding(shown, "DEC Kanji"),
            { } page => OfPage(page) ?? throw IngestFaults.UnknownOwnEncoding(shown, page.ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static Encoding? OfName(string name, string shown)
    {
        string key = name.ToLowerInvariant();
        if (key is "us-ascii" or "ascii" or "ansi_x3.4-1968") return null;
        if (key.StartsWith("ebcdic", StringComparison.Ordinal)) throw IngestFaults.Ebcdic(shown);
        string digits = key.Replace("windows-", "", StringComparison.Ordinal).Replace("x-", "", StringComparison.Ordinal).Replace("cp", "", StringComparison.Ordinal).Replace("ms", "", StringComparison.Ordinal);
        var page = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? OfPage(number) : null;
        return page ?? Encodings.Find(name) ?? throw IngestFaults.UnknownOwnEncoding(shown, name);
    }

    /// <summary>Code page 936 is the smaller part of GB18030.</summary>
    private static Encoding? OfPage(int page)
    {
        try
        {
            return Encodings.Find(page == 936 ? "gb18030" : Encoding.GetEncoding(page).WebName);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
