namespace CoProduction.Workbench;

/// <summary>Files that are there whole or not at all: written beside, flushed to disk, then renamed.</summary>
public static class WholeFile
{
    /// <summary>Writes a file whole; an interruption leaves the file that was there before.</summary>
    /// <param name="path">File to write; its folder is made.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Checked before the file takes its place.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken = default)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string beside = $"{full}.{Environment.ProcessId}.part";
        try
        {
            await using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(beside, full, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Writes a file whole from a synchronous writer.</summary>
    public static Task WriteAsync(string path, Action<Stream> write, CancellationToken cancellationToken = default) =>
        WriteAsync(path, stream =>
        {
            write(stream);
            return Task.CompletedTask;
        }, cancellationToken);
}
