using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The seam of all formats that are written: the columns are known first, then rows of UTF-8 cells come one at a time.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>What the format cannot hold and is left out, or holds in another way.</summary>
    public virtual ImmutableArray<Label> Notices => [];

    /// <summary>Writes the current row of a reader.</summary>
    /// <exception cref="StudyException">The format cannot hold one of its cells.</exception>
    public abstract void Write(RowReader row);

    /// <summary>Writes what stands behind the rows.</summary>
    public abstract void Complete();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A format that is written: one entry of <see cref="RowTargets"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extensions">Extensions that mean it, in lower case with the dot.</param>
/// <param name="NeedsShape">True when types and widths stand before the rows, so that all rows are looked at first.</param>
/// <param name="Open">Begins a file on an empty stream that can seek; throws a <see cref="StudyException"/> where the format cannot hold the columns.</param>
internal sealed record RowTarget(string Name, ImmutableArray<string> Extensions, bool NeedsShape, Func<Stream, TableShape, RowWriter> Open);

/// <summary>Every format that is written.</summary>
internal static class RowTargets
{
    private static ImmutableArray<RowTarget> All { get; } =
    [
        new("csv", [".csv"], false, (stream, shape) => new CsvRowWriter(stream, shape)),
        new("xlsx", [".xlsx"], true, (stream, shape) => new XlsxRowWriter(stream, shape)),
        new("json", [".json"], true, (stream, shape) => new JsonRowWriter(stream, shape)),
        new("sav", [".sav"], true, (stream, shape) => new SavRowWriter(stream, shape)),
        new("dta", [".dta"], true, (stream, shape) => new DtaRowWriter(stream, shape)),
    ];

    /// <summary>Names of the formats.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(target => target.Name)];

    /// <summary>The format of a file to be written.</summary>
    /// <param name="shown">Its name.</param>
    /// <param name="format">Name of the format; null to go by the extension.</param>
    /// <exception cref="UsageException">It is none that is written.</exception>
    public static RowTarget Of(string shown, string? format)
    {
        string extension = Path.GetExtension(shown).ToLowerInvariant();
        return All.FirstOrDefault(target => format is null ? target.Extensions.Contains(extension) : target.Name == format)
            ?? throw IngestFaults.NoTarget(shown, format ?? extension, Names);
    }
}
