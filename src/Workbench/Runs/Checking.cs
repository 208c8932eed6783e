using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>Reads a whole study and changes nothing in it: the same loading as a run, into a store that is thrown away.</summary>
public static class Checking
{
    /// <summary>Reads and validates every source.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="rejections">File for every rejection; null for none.</param>
    /// <param name="progress">Steps for people.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was read, and the file of rejections when there is one.</returns>
    /// <exception cref="StudyException">A source cannot be used at all.</exception>
    public static async Task<(LoadReport Load, string? Rejections)> CheckAsync(
        StudyPlan plan, string? rejections, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("copro-check-");
        try
        {
            await using var store = await DuckDbStudyStore.OpenAsync(scratch.FullName, cancellationToken).ConfigureAwait(false);
            var load = await Loading.LoadAsync(plan, store, progress, cancellationToken).ConfigureAwait(false);
            return (load, await Rejected.WriteAsync(store, load, rejections, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
