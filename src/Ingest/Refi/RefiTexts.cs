using System.Text;

namespace CoProduction.Ingest;

/// <summary>The plain text files of a project's sources.</summary>
/// <param name="archive">The archive; null for a bare .qde.</param>
/// <param name="folder">The folder that the archive or the bare file lies in.</param>
/// <param name="dialect">The program whose count of line ends holds.</param>
/// <param name="reads">False to look only whether a text is there.</param>
internal sealed class RefiTexts(RefiArchive? archive, RefiFolder folder, QualitativeDialect dialect, bool reads)
{
    /// <summary>A text of n units has at most 3 n bytes.</summary>
    private const int LongestFile = 3 * RefiXml.LongestText;

    /// <summary>Takes note of where the project's relative paths start.</summary>
    public void StartAt(RefiXml project) => folder.BasePath = project.Attribute("basePath");

    /// <summary>Reads a text that stands in the project's own file; null when it is too long, or not to be read.</summary>
    public string? Inline(RefiXml xml, string name)
    {
        if (!reads) return null;
        string? text = xml.Content(RefiXml.LongestText);
        if (text is null) xml.Notices.Note(Oddity.TextTooLong, name);
        return text;
    }

    /// <summary>Reads a text file; null when it is not there, cannot be read, or is not to be.</summary>
    public string? File(RefiXml xml, string path, string name)
    {
        if (Found(xml, path, name) is not { } bytes)
        {
            xml.Notices.Note(Oddity.TextMissing, name.Length > 0 ? name : path);
            return null;
        }
        return reads ? Decoded(bytes(), xml.Notices, name) : null;
    }

    /// <summary>Reads the text file of a note, which stays in memory; null when it is not there or cannot be read.</summary>
    public string? Note(RefiXml xml, string path, string name)
    {
        string? text = Found(xml, path, name)?.Invoke() is { } bytes ? Decode(bytes) : null;
        if (text is null) xml.Notices.Note(Oddity.TextMissing, name);
        return text is null ? null : xml.Keep(text);
    }

    /// <summary>How to read a file of the archive or beside the project, which gives null when it is too long; null when there is none.</summary>
    private Func<MemoryStream?>? Found(RefiXml xml, string path, string name)
    {
        if (archive?.Find(path) is { } member) return () => archive.Whole(member, LongestFile);
        if (folder.Find(path, unpacked: archive is null) is not { } file) return null;
        xml.Notices.Note(Oddity.TextBeside, name.Length > 0 ? name : path);
        return () => RefiFolder.Whole(file, LongestFile);
    }

    private string? Decoded(MemoryStream? bytes, ProjectNotices notices, string name)
    {
        if (bytes is null || Decode(bytes) is not { } text)
        {
            notices.Note(bytes is null ? Oddity.TextTooLong : Oddity.TextUndecodable, name);
            return null;
        }
        if (!text.Contains("\r\n", StringComparison.Ordinal)) return text;
        bool one = dialect == QualitativeDialect.AtlasTi;
        notices.Note(one ? Oddity.LineEndsAsOne : Oddity.LineEndsAsTwo, name);
        return one ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text;
    }

    /// <summary>A text in UTF-8, or in UTF-16 with its mark; byte order marks are no part of it.</summary>
    private static string? Decode(MemoryStream bytes)
    {
        try
        {
            ReadOnlySpan<byte> text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new UnicodeEncoding(false, true, true).GetString(text[2..]);
            if (text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new UnicodeEncoding(true, true, true).GetString(text[2..]);
            return new UTF8Encoding(false, true).GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
