using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Hashes of a study's large files, taken one after another on a thread of their own while the sources before them are loaded.</summary>
public sealed class HashesAhead
{
    /// <summary>A smaller file is hashed before a thread has begun.</summary>
    private const long Small = 1 << 20;

    private readonly Dictionary<string, Task<(string Written, string Sha256)>> _files = new(StringComparer.Ordinal);

    /// <summary>Begins, and returns at once. A file that cannot be read is left to <see cref="SourceReader.Open"/>, which words the error.</summary>
    /// <param name="sources">The sources that will be opened.</param>
    /// <param name="folder">Folder of the study file.</param>
    public static HashesAhead Begin(ImmutableArray<SourcePlan> sources, string folder)
    {
        var ahead = new HashesAhead();
        Task before = Task.CompletedTask;
        foreach (var source in sources.Where(source => new FileInfo(Path.Combine(folder, source.File)) is { Exists: true, Length: > Small }))
            before = ahead._files[source.Id] = before.ContinueWith(_ => Hashed(source, folder), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return ahead;
    }

    /// <summary>The hash of a source's files; null when they were not hashed, were written to since, or cannot be read.</summary>
    internal string? Of(string source, string written)
    {
        if (!_files.TryGetValue(source, out var begun)) return null;
        try
        {
            var (when, sha256) = begun.GetAwaiter().GetResult();
            return when == written ? sha256 : null;
        }
        catch (Exception unread) when (unread is StudyException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (string, string) Hashed(SourcePlan source, string folder)
    {
        var file = RowFile.Find(folder, source.File, source.Sheet, source.Encoding, source.Format);
        return (file.Written(), file.Sha256());
    }
}
