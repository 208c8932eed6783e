using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>One file of rows without a study: CSV, XLSX, JSON, SPSS or Stata, whose columns are typed by their content. Immutable; every pass over the rows opens the file anew.</summary>
public sealed class DataFile
{
    /// <summary>Rows that decide whether a column is taken for numeric.</summary>
    private const int Sampled = 2000;

    private readonly RowFile _file;
    private readonly MissingTexts _missing;

    private DataFile(RowFile file, MissingTexts missing, RowReader rows) => (_file, _missing, Header, Variables, Notices) = (file, missing, rows.Header, rows.Variables, rows.Notices);

    /// <summary>Trimmed headers in file order.</summary>
    public ImmutableArray<string> Header { get; }

    /// <summary>What the file says of its columns, in the header's order: labels, and values that stand for absent answers and enter no model. Empty where the format says nothing.</summary>
    public ImmutableArray<FileVariable> Variables { get; }

    /// <summary>What the file holds and is left out, or read in a way that one should know; as far as its beginning tells.</summary>
    public ImmutableArray<Label> Notices { get; }

    /// <summary>Full path.</summary>
    public string Path => _file.Path;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">Texts that stand for a missing value besides blanks, <c>NA</c> and <c>NaN</c>; in numeric columns compared as numbers, so that 9 covers 9.0.</param>
    /// <param name="sheet">Sheet of a workbook; null for the first.</param>
    /// <param name="encoding">Encoding of a text; null to recognise UTF-8, UTF-16 with byte order mark and GB18030.</param>
    /// <param name="format">Name of the format, as a study file's <c>format:</c> writes it; null to go by the extension.</param>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public static DataFile Open(string path, ImmutableArray<string> missing = default, string? sheet = null, string? encoding = null, string? format = null)
    {
        string full = System.IO.Path.GetFullPath(path);
        var file = RowFile.Find(System.IO.Path.GetDirectoryName(full)!, System.IO.Path.GetFileName(full), sheet, encoding, format).Assume();
        var texts = new MissingTexts(missing.IsDefault ? [] : missing);
        try
        {
            return Opened(file, texts);
        }
        catch (NotUtf8Exception)
        {
            return Opened(file.Inspect(), texts);
        }
    }

    /// <summary>The same file after a look at each of its bytes: what to go on with after <see cref="NotUtf8Exception"/>.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public DataFile Inspected() => Opened(_file.Inspect(), _missing);

    private static DataFile Opened(RowFile file, MissingTexts missing)
    {
        using var rows = file.Open();
        return new DataFile(file, missing, rows);
    }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string Sha256() => _file.Sha256();

    /// <summary>
    /// Chooses columns to read. A column whose first 2,000 rows are numbers is numeric, any other is a category whose levels are its distinct texts in ordinal order (which takes a pass over the file).
    /// </summary>
    /// <param name="names">Headers of the columns typed by content.</param>
    /// <param name="keys">Headers of columns read as texts whatever they hold, such as clusters: their levels are in order of appearance and grow from block to block; a code keeps its meaning.</param>
    /// <exception cref="NotUtf8Exception">A large text that was taken for UTF-8 is not; see <see cref="Inspected"/>. Reading the columns may throw it too.</exception>
    /// <exception cref="StudyException">A column is not in the file or its name repeats there; a row of the sample cannot be read.</exception>
    public ChosenColumns Columns(ImmutableArray<string> names, ImmutableArray<string> keys = default)
    {
        ImmutableArray<string> texts = keys.IsDefault ? [] : keys;
        var chosen = names.Where(name => !texts.Contains(name)).Select(name => (Name: name, Kind: ColumnKind.Number)).Concat(texts.Select(name => (Name: name, Kind: ColumnKind.Key))).Distinct();
        return ChosenColumns.Of(_file, [.. chosen.Select(column => Chosen(column.Name, column.Kind, IndexOf(column.Name)))], Sampled);
    }

    private ChosenColumn Chosen(string name, ColumnKind kind, int index) => new(name, kind, index) { Missing = Variables.IsEmpty ? _missing : _missing.With(Variables[index].Missing) };

    private int IndexOf(string name)
    {
        int index = Header.IndexOf(name);
        if (index < 0) throw IngestFaults.UnknownColumn(_file.Shown, name, Header);
        return Header.LastIndexOf(name) == index ? index : throw IngestFaults.RepeatedColumn(_file.Shown, name);
    }
}
