namespace CoProduction.Ingest;

/// <summary>A file of rows in one of the known formats.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Shown">Its name in errors and rejections.</param>
/// <param name="Sheet">Sheet of a workbook; null for the first.</param>
/// <param name="Encoding">Declared encoding; null to recognise it.</param>
/// <param name="Form">How its text is read; null before the inspection and for workbooks.</param>
internal sealed record RowFile(string Path, string Shown, string? Sheet, string? Encoding, TextForm? Form)
{
    private static readonly string[] Workbooks = [".xlsx", ".xlsm"];

    /// <summary>Finds a file in a folder.</summary>
    /// <exception cref="StudyException">It is not there; names the nearest. Or its format is not known.</exception>
    public static RowFile Find(string folder, string name, string? sheet, string? encoding)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        if (!File.Exists(path)) throw IngestFaults.NoFile(name, folder, Neighbours(path));
        if (Unsupported(System.IO.Path.GetExtension(path).ToLowerInvariant()) is { } mend) throw IngestFaults.UnknownFormat(name, System.IO.Path.GetExtension(path), mend);
        return new RowFile(path, name, sheet, encoding, null);
    }

    private string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>Looks through the whole file: the encoding of a text, the archive of a workbook.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowFile Inspect() => Examine(Encodings.Inspect);

    /// <summary>The same, but a large delimited text is taken for UTF-8 after a look at its beginning: its readers throw <see cref="NotUtf8Exception"/> where it is not.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowFile Assume() => Extension == ".json" ? Inspect() : Examine(Encodings.Assume);

    private RowFile Examine(Func<string, string, string?, TextForm> form)
    {
        try
        {
            if (!Workbooks.Contains(Extension)) return this with { Form = form(Path, Shown, Encoding) };
            WorkbookGuard.Check(Path, Shown);
            return this;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw IngestFaults.Unreadable(Shown, failure);
        }
    }

    /// <summary>Length and time of the last write: another pair means that the file was changed.</summary>
    public (long Length, DateTime Time) Written()
    {
        var file = new FileInfo(Path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
    }

    /// <summary>Opens the rows and reads the header.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public RowReader Open()
    {
        if (Form is null) return XlsxRowReader.Open(Path, Shown, Sheet);
        if (Extension == ".json") return JsonRowReader.Open(() => Encodings.Open(Path, Form), Shown);
        return new CsvRowReader(Encodings.Open(Path, Form), Shown, Form);
    }

    /// <summary>Where two threads may cut the rows; null when one reader does better: a small file, another format or encoding.</summary>
    public Halves? Halve()
    {
        if (Form is not { Encoding: null, Damaged: false } || Extension == ".json") return null;
        using var rows = new CsvRowReader(Encodings.Open(Path, Form), Shown, Form);
        return Halves.Of(Path, Form.Skip + rows.HeaderEnd, rows.HasQuotes);
    }

    /// <summary>Opens the rows before the cut or those behind it; lines are counted from the cut.</summary>
    public RowReader Open(Halves halves, bool second)
    {
        var (first, rest) = second ? (halves.Header, (halves.Cut, long.MaxValue)) : (halves.Cut, (halves.Cut, halves.Cut));
        return new CsvRowReader(new PartStream(Path, (Form!.Skip, first), rest), Shown, Form);
    }

    private static IEnumerable<string> Neighbours(string path)
    {
        string? folder = System.IO.Path.GetDirectoryName(path);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal) : [];
    }

    private static string? Unsupported(string extension) => extension switch
    {
        ".xls" => "Open it in a spreadsheet program and save it as .xlsx or as CSV in UTF-8.",
        ".ods" or ".numbers" or ".et" => "Save it as .xlsx or as CSV in UTF-8.",
        ".sav" or ".por" or ".dta" or ".sas7bdat" => "Export it from the statistics program as CSV in UTF-8, codes instead of labels.",
        ".qdpx" or ".qdc" => "Export the codings as CSV with interview, speaker, role, community, code and coder.",
        ".parquet" or ".pb" or ".pdf" or ".docx" => "Export the rows as CSV in UTF-8.",
        _ => null,
    };
}
