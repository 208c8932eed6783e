using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A file of rows in one of the known formats.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Shown">Its name in errors and rejections.</param>
/// <param name="Format">Its format.</param>
/// <param name="Layer">How its rows are understood, where <see cref="Format"/> alone does not say; null for as they stand.</param>
/// <param name="Sheet">Sheet of a workbook, or table of a file that holds several; null for the first, or the one that fits <paramref name="Table"/>.</param>
/// <param name="Encoding">Declared encoding; null to recognise it.</param>
/// <param name="Table">Name of the table schema that the rows are to fill; null without one.</param>
/// <param name="Form">How its text is read; null before the inspection and for formats that are no text.</param>
internal sealed record RowFile(string Path, string Shown, RowFormat Format, RowFormat? Layer, string? Sheet, string? Encoding, string? Table = null, TextForm? Form = null)
{
    /// <summary>The questionnaire that its answers belong to; null for none.</summary>
    public RowFile? Questionnaire { get; init; }

    /// <summary>What the study file says of the constructs of a questionnaire: construct, item, whether a high answer means little of it.</summary>
    public ImmutableArray<(string Construct, string Item, bool Reversed)> Constructs { get; init; } = [];

    /// <summary>Finds a file in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Path relative to it.</param>
    /// <param name="sheet">Sheet or table of the file; null for the standard one.</param>
    /// <param name="encoding">Encoding of a text; null to recognise it.</param>
    /// <param name="format">Name of the format; null to take it from the extension.</param>
    /// <exception cref="StudyException">It is not there; names the nearest. Or its format is not known.</exception>
    public static RowFile Find(string folder, string name, string? sheet, string? encoding, string? format = null)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        if (Directory.Exists(path)) path = InFolder(path);
        if (!File.Exists(path)) throw IngestFaults.NoFile(name, folder, Neighbours(path));
        var (container, layer) = RowFormats.Of(name, format);
        return new RowFile(path, name, container, layer, sheet, encoding);
    }

    /// <summary>Looks through the whole file: the encoding of a text, the archive of a workbook.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowFile Inspect() => Examine(Encodings.Inspect);

    /// <summary>The same, but a large delimited text is taken for UTF-8 after a look at its beginning: its readers throw <see cref="NotUtf8Exception"/> where it is not.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowFile Assume() => Format != RowFormats.Csv ? Inspect() : Examine(Encodings.Assume);

    private RowFile Examine(Func<string, string, string?, TextForm> form)
    {
        try
        {
            Format.Guard?.Invoke(this);
            return Format.IsText ? this with { Form = form(Path, Shown, Encoding) } : this;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw IngestFaults.Unreadable(Shown, failure);
        }
    }

    private ImmutableArray<string> _files;

    /// <summary>The file and those that it names: found once, since that may mean to read through it.</summary>
    private ImmutableArray<string> Files => _files.IsDefault ? _files = Format.Besides is null ? [Path] : [Path, .. Format.Besides(this)] : _files;

    /// <summary>Lengths and times of the last writes: others mean that the file was changed.</summary>
    public string Written() => string.Join(' ', Files.Concat(Questionnaire is null ? [] : [Questionnaire.Path]).Select(path => new FileInfo(path)).Select(file => file.Exists ? $"{file.Length}@{file.LastWriteTimeUtc.Ticks}" : "-"));

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal; of the hashes of all where it names others.</summary>
    public string Sha256() => Files.Select(Fingerprint.OfFile).ToArray() is [var one] ? one : Fingerprint.OfText(string.Concat(Files.Select(Fingerprint.OfFile)));

    /// <summary>Opens the rows and reads the header.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowReader Open() => QuestionnaireFaults.InTime(Shown, () => Layer is null ? Format.Open(this) : Layer.Open(this with { Layer = null }));

    /// <summary>Where two threads may cut the rows; null when one reader does better: a small file, another format or encoding.</summary>
    public Halves? Halve()
    {
        if (Form is not { Encoding: null, Damaged: false } || Format != RowFormats.Csv || Layer is not null) return null;
        using var rows = new CsvRowReader(Encodings.Open(Path, Form), Shown, Form);
        return Halves.Of(Path, Form.Skip + rows.HeaderEnd, rows.HasQuotes);
    }

    /// <summary>Opens the rows before the cut or those behind it; lines are counted from the cut.</summary>
    public RowReader Open(Halves halves, bool second)
    {
        var (first, rest) = second ? (halves.Header, (halves.Cut, long.MaxValue)) : (halves.Cut, (halves.Cut, halves.Cut));
        return new CsvRowReader(new PartStream(Path, (Form!.Skip, first), rest), Shown, Form);
    }

    /// <summary>A QualCoder project is a folder, <c>name.qda</c>, whose file has one name.</summary>
    private static string InFolder(string folder) => System.IO.Path.Combine(folder, "data.qda") is var file && File.Exists(file) ? file : folder;

    private static IEnumerable<string> Neighbours(string path)
    {
        string? folder = System.IO.Path.GetDirectoryName(path);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal) : [];
    }
}
