using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>One file of rows into another format.</summary>
/// <param name="From">File to read.</param>
/// <param name="To">File to write.</param>
public sealed record ConversionRequest(string From, string To)
{
    /// <summary>Sheet of a workbook; null for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Encoding of the source; null to recognise it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Name of the source's format; null to go by its extension.</summary>
    public string? FromFormat { get; init; }

    /// <summary>Name of the format that is written: csv, xlsx, json, sav, dta; null to go by the extension.</summary>
    public string? Format { get; init; }

    /// <summary>True to leave labels and declared missing values out.</summary>
    public bool WithoutLabels { get; init; }

    /// <summary>True to replace a file that is there.</summary>
    public bool Overwrite { get; init; }
}

/// <summary>What a conversion did.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Columns">Columns written.</param>
/// <param name="Notices">What the source holds and was left out, and what the format written holds otherwise or not at all.</param>
public sealed record ConversionReport(long Rows, int Columns, ImmutableArray<Label> Notices);

/// <summary>Converts between the tabular formats.</summary>
public static class TableConversion
{
    /// <summary>Rows between two reports of progress.</summary>
    private const int Step = 8192;

    /// <summary>Formats that are written.</summary>
    public static ImmutableArray<string> Formats => RowTargets.Names;

    /// <summary>Refuses what need not be begun.</summary>
    /// <exception cref="UsageException">The format is none that is written, the file is there already, or it is the source.</exception>
    public static void Check(ConversionRequest request)
    {
        RowTargets.Of(request.To, request.Format);
        if (Path.GetFullPath(request.From) == Path.GetFullPath(request.To)) throw IngestFaults.SameFile(request.From);
        if (File.Exists(request.To) && !request.Overwrite) throw IngestFaults.FileExists(request.To);
    }

    /// <summary>Reads a file and writes its rows. Memory does not grow with the rows.</summary>
    /// <param name="request">What to convert.</param>
    /// <param name="output">Empty stream that receives the bytes and can seek; left open.</param>
    /// <param name="progress">Told the rows written so far; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The format is none that is written.</exception>
    /// <exception cref="StudyException">The source cannot be read, or the format written cannot hold it.</exception>
    public static ConversionReport Convert(ConversionRequest request, Stream output, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        string from = Path.GetFullPath(request.From);
        var target = RowTargets.Of(request.To, request.Format);
        var file = RowFile.Find(Path.GetDirectoryName(from)!, Path.GetFileName(from), request.Sheet, request.Encoding, request.FromFormat).Inspect();
        return new Work(file, Path.GetFileName(request.To), target, request.WithoutLabels, progress, cancellationToken).Write(output);
    }

    private sealed record Work(RowFile File, string Shown, RowTarget Target, bool WithoutLabels, IProgress<long>? Progress, CancellationToken Stop)
    {
        public ConversionReport Write(Stream stream)
        {
            var shape = Shape();
            using var rows = File.Open();
            using var writer = Target.Open(stream, shape);
            long count = 0;
            while (Next(rows))
            {
                writer.Write(rows);
                if (++count % Step == 0) Progress?.Report(count);
            }
            if (Target.NeedsShape && count != shape.Rows) throw IngestFaults.ChangedWhileRead(File.Shown);
            writer.Complete();
            return new ConversionReport(count, shape.Columns.Length, [.. rows.Notices, .. writer.Notices]);
        }

        private TableShape Shape()
        {
            using var rows = File.Open();
            return TableShape.Of(rows, Shown, WithoutLabels, Target.NeedsShape ? Next : _ => false);
        }

        private bool Next(RowReader rows)
        {
            Stop.ThrowIfCancellationRequested();
            if (!rows.Read()) return false;
            return rows.Fault is { } fault ? throw IngestFaults.BadRow(File.Shown, rows.Row, fault) : true;
        }
    }
}
