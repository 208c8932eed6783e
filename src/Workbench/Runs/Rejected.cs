using System.Text;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>Every rejection of a load as <c>rejections.csv</c> (UTF-8 with BOM, RFC 4180), streamed from the store. It quotes the study's own files and stays with them.</summary>
public static class Rejected
{
    private const string Header = "source,file,row,column,value,rule,mend";

    /// <summary>Writes the file whole; without rejections it removes the file of an earlier load.</summary>
    /// <param name="store">The loaded store.</param>
    /// <param name="load">What was loaded.</param>
    /// <param name="path">File to write; null for none.</param>
    /// <param name="cancellationToken">Leaves the earlier file when cancelled.</param>
    /// <returns>The file, or null when there was nothing to write.</returns>
    public static async Task<string?> WriteAsync(IStudyStore store, LoadReport load, string? path, CancellationToken cancellationToken)
    {
        if (path is null) return null;
        if (load.Rejected == 0)
        {
            if (File.Exists(path)) File.Delete(path);
            return null;
        }
        await WholeFile.WriteAsync(path, stream => WriteAsync(store, load, stream, cancellationToken), cancellationToken).ConfigureAwait(false);
        return path;
    }

    private static async Task WriteAsync(IStudyStore store, LoadReport load, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Header).ConfigureAwait(false);
        foreach (var receipt in load.Receipts)
            await foreach (var fault in store.RejectionsAsync(receipt.Loaded.Source, cancellationToken).ConfigureAwait(false))
                await writer.WriteLineAsync(Line(fault)).ConfigureAwait(false);
    }

    private static string Line(Rejection fault) => string.Join(',',
        new[] { fault.Source, fault.File, fault.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), fault.Column, fault.Value, fault.Rule, fault.Mend }.Select(Quoted));

    private static string Quoted(string text) => text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
