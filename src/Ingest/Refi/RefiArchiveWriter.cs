using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Writes a .qdpx: project.qde and a plain text file for each text, in UTF-8 without a byte order mark, letter by letter as it is. The same project gives the same bytes.</summary>
internal static class RefiArchiveWriter
{
    // A zip archive has no earlier day; the day of writing would make two equal projects differ.
    private static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(QualitativeProject project, Stream file, string shown)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        using (var qde = Entry(archive, "project.qde")) RefiWriter.WriteProject(project, qde, shown, text => $"internal://{text.Guid}.txt");
        foreach (var text in project.Sources.SelectMany(source => source.Texts).Where(text => text.Content is not null).DistinctBy(text => text.Guid))
            using (var member = Entry(archive, $"sources/{text.Guid}.txt")) member.Write(Bytes(text, shown));
    }

    private static Stream Entry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Day;
        return entry.Open();
    }

    private static byte[] Bytes(QualitativeText text, string shown)
    {
        try
        {
            byte[] bytes = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text.Content!);
            // A reader takes a mark at the beginning for no part of the text: a second one keeps the first.
            return text.Content!.StartsWith('\uFEFF') ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes;
        }
        catch (EncoderFallbackException)
        {
            throw IngestFaults.CannotHold($"The text '{CellText.Quote(text.Name)}'", shown, "it holds half of a surrogate pair, which no encoding has");
        }
    }
}
