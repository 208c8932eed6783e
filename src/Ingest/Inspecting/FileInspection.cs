using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>What a file of rows holds.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Format">Name of its format, as a study file's <c>format:</c> writes it.</param>
/// <param name="Encoding">Encoding of a text; empty for formats that are no text.</param>
/// <param name="Part">Sheet, or table of a file that holds several; empty for none.</param>
/// <param name="Rows">Rows that can be cut into cells.</param>
/// <param name="Columns">The columns in file order.</param>
/// <param name="Notices">What is left out, or read in a way that one should know.</param>
public sealed record FileInspection(string Path, string Format, string Encoding, string Part, long Rows, ImmutableArray<InspectedColumn> Columns, ImmutableArray<Label> Notices)
{
    private const int Step = 8192;
    private const int MostFaults = 20;

    /// <summary>What the file says of its own make: packing, version, byte order, encoding; empty where the format has one make only.</summary>
    public string Dialect { get; init; } = "";

    /// <summary>The first rows that cannot be cut into cells, at most 20.</summary>
    public ImmutableArray<Rejection> Faults { get; init; } = [];

    /// <summary>Number of rows that cannot be cut into cells.</summary>
    public long FaultyRows { get; init; }

    /// <summary>Questions with several answers that the file declares.</summary>
    public ImmutableArray<ResponseSet> Sets { get; init; } = [];

    /// <summary>Reads a file once. Memory does not grow with the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Sheet or table; null for the standard one.</param>
    /// <param name="encoding">Encoding of a text; null to recognise it.</param>
    /// <param name="format">Name of the format; null to recognise it by name and content.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public static FileInspection Of(string path, string? sheet = null, string? encoding = null, string? format = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        string full = System.IO.Path.GetFullPath(path);
        var file = RowFile.Find(System.IO.Path.GetDirectoryName(full)!, System.IO.Path.GetFileName(full), sheet, encoding, format ?? RecognisedFormat.Of(full, encoding)).Inspect();
        using var rows = file.Open();
        var tallies = rows.Header.Select((header, at) => new ColumnTally(rows.Variables.IsEmpty ? new FileVariable(header, Kind: VariableKind.Text) : rows.Variables[at], !rows.Variables.IsEmpty)).ToArray();
        var faults = ImmutableArray.CreateBuilder<Rejection>();
        var (read, faulty) = Tally(file, rows, tallies, faults, progress, cancellationToken);
        return new FileInspection(full, (file.Layer ?? file.Format).Name, file.Form is null ? "" : file.Form.Encoding?.WebName ?? "utf-8", rows.Sheet, read, [.. tallies.Select(tally => tally.Result())], rows.Notices)
        {
            Dialect = rows.Dialect,
            Faults = faults.ToImmutable(),
            FaultyRows = faulty,
            Sets = rows.Sets,
        };
    }

    private static (long Read, long Faulty) Tally(RowFile file, RowReader rows, ColumnTally[] tallies, ImmutableArray<Rejection>.Builder faults, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long read = 0, faulty = 0;
        while (rows.Read())
        {
            if ((read + faulty) % Step == 0) cancellationToken.ThrowIfCancellationRequested();
            if (rows.Fault is { } fault)
            {
                if (faulty++ < MostFaults) faults.Add(new Rejection("", file.Shown, rows.Row, "", fault.Text, fault.Rule, fault.Mend));
                continue;
            }
            for (int i = 0; i < tallies.Length; i++) tallies[i].Add(i < rows.Count ? rows.Cell(i) : default);
            if (++read % Step == 0) progress?.Report(read);
        }
        return (read, faulty);
    }
}

/// <summary>What one column of a file holds.</summary>
/// <param name="Variable">Its name, and what the file says of it.</param>
/// <param name="Present">Cells with a value.</param>
/// <param name="Blank">Empty cells.</param>
/// <param name="Missing">Values that the file declares as absent answers and that occur, with their numbers.</param>
/// <param name="Values">Distinct values with their numbers, the smallest first; empty where there are more than 50, and for columns that look like free text.</param>
public sealed record InspectedColumn(FileVariable Variable, long Present, long Blank, ImmutableArray<(MissingValues Code, long Count)> Missing, ImmutableArray<(string Value, long Count)> Values)
{
    /// <summary>True when every value is a number.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>True when every value is a whole number.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True when no value repeats, as far as was looked at.</summary>
    public bool IsKey { get; init; }

    /// <summary>Smallest number; null for texts.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest number; null for texts.</summary>
    public double? Maximum { get; init; }
}
