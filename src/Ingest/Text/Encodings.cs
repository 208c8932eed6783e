using System.Text;

namespace CoProduction.Ingest;

/// <summary>How a text file's bytes are read as UTF-8.</summary>
/// <param name="Encoding">Encoding of the file; null when its bytes are UTF-8 already.</param>
/// <param name="Skip">Bytes of the byte order mark.</param>
/// <param name="Damaged">True when some bytes of a UTF-8 file are invalid: their rows are rejected.</param>
/// <param name="Assumed">True when only the beginning was looked at: whoever reads the bytes checks them, and starts anew after an inspection where they are not UTF-8.</param>
internal sealed record TextForm(Encoding? Encoding, int Skip, bool Damaged, bool Assumed = false);

/// <summary>
/// Recognises UTF-8, UTF-16 (by byte order mark) and GB18030 by reading the whole file: guessing from the beginning would turn a bad byte further down into a wrong character in silence.
/// </summary>
internal static class Encodings
{
    static Encodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Smallest file whose form may be assumed, in bytes: below, a pass over the file costs nothing.</summary>
    public const long SmallestAssumed = 1 << 22;

    /// <summary>The form of a text file without a pass over it: a large file without a sign of another encoding at its beginning is taken for UTF-8.</summary>
    /// <inheritdoc cref="Inspect"/>
    public static TextForm Assume(string path, string shown, string? declared)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[1024];
        if (declared is not null || file.Length < SmallestAssumed) return Inspect(path, shown, declared);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        bool other = head[0] >= 0xFE || head.StartsWith("PK\u0003\u0004"u8) || head.Contains((byte)0);
        return other ? Inspect(path, shown, declared) : new TextForm(null, Bom(head), Damaged: false, Assumed: true);
    }

    /// <summary>Finds the form of a text file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">Its name in errors.</param>
    /// <param name="declared">Encoding declared in the study file; null to recognise it.</param>
    /// <exception cref="StudyException">Empty, binary, or valid in no accepted encoding.</exception>
    public static TextForm Inspect(string path, string shown, string? declared)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[1024];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.IsEmpty) throw IngestFaults.EmptyFile(shown);
        file.Position = 0;
        if (declared is not null) return Declared(file, shown, declared, head);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Strict(file, shown, Encoding.Unicode, 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Strict(file, shown, Encoding.BigEndianUnicode, 2);
        if (head.StartsWith("PK\u0003\u0004"u8)) throw IngestFaults.WorkbookNamedText(shown);
        if (head.Contains((byte)0)) throw IngestFaults.Binary(shown);
        return Recognise(file, shown, Bom(head));
    }

    private static int Bom(ReadOnlySpan<byte> head) => head.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;

    /// <summary>Opens a text file as a stream of UTF-8 bytes without a byte order mark.</summary>
    public static Stream Open(string path, TextForm form)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        file.Position = form.Skip;
        return form.Encoding is null ? file : Encoding.CreateTranscodingStream(file, form.Encoding, Encoding.UTF8);
    }

    private static TextForm Recognise(FileStream file, string shown, int skip)
    {
        var count = Utf8Count.Of(file);
        if (count.Invalid == 0) return new TextForm(null, skip, Damaged: false);
        if (skip == 3 || count.Invalid * 10 <= count.Multibyte) return new TextForm(null, skip, Damaged: true);
        file.Position = 0;
        return Gb18030Shape.Fits(file) ? new TextForm(Encoding.GetEncoding("gb18030"), 0, Damaged: false) : throw IngestFaults.NoEncoding(shown, count.FirstLine);
    }

    private static TextForm Declared(FileStream file, string shown, string name, ReadOnlySpan<byte> head)
    {
        var encoding = Named(name, shown);
        int skip = encoding.Preamble.Length > 0 && head.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        if (encoding.CodePage != Encoding.UTF8.CodePage) return Strict(file, shown, encoding, skip);
        return new TextForm(null, skip, Utf8Count.Of(file).Invalid > 0);
    }

    /// <summary>The encoding of a name.</summary>
    /// <exception cref="StudyException">There is none.</exception>
    public static Encoding Named(string name, string shown) => Find(name) ?? throw IngestFaults.UnknownEncoding(name, shown);

    /// <summary>The encoding of a name; null when there is none.</summary>
    public static Encoding? Find(string name)
    {
        string known = name.Trim().ToLowerInvariant() switch { "gbk" or "gb2312" or "cp936" => "gb18030", "latin1" or "ansi" => "windows-1252", "utf8" or "utf-8-sig" => "utf-8", var other => other };
        try
        {
            return Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TextForm Strict(FileStream file, string shown, Encoding encoding, int skip)
    {
        file.Position = skip;
        return StrictDecoding.Fits(file, encoding, out long line) ? new TextForm(encoding, skip, Damaged: false) : throw IngestFaults.WrongEncoding(shown, encoding.WebName, line);
    }
}
