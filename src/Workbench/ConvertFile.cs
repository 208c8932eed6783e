using CoProduction.Ingest;

namespace CoProduction.Workbench;

/// <summary>Converts one file of rows into another format.</summary>
public static class ConvertFile
{
    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="request">What to convert.</param>
    /// <param name="progress">Told the rows written so far; null for none.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="UsageException">The format is none that is written, or the file is there already.</exception>
    /// <exception cref="StudyException">The source cannot be read, or the format written cannot hold it.</exception>
    public static async Task<ConversionReport> RunAsync(ConversionRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        TableConversion.Check(request);
        ConversionReport? report = null;
        await WholeFile.WriteAsync(request.To, stream => report = TableConversion.Convert(request, stream, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        return report!;
    }
}
