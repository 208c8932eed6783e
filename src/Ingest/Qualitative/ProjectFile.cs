using System.Collections.Immutable;
using System.Xml;

namespace CoProduction.Ingest;

/// <summary>A qualitative project in one of its formats: its outline, which is kept, and the texts of its sources, of which one is in memory at a time.</summary>
internal abstract class ProjectFile : IDisposable
{
    /// <summary>Longest database within an archive: it is unpacked into memory, since its texts shall not be left on a disk.</summary>
    private const int LongestDatabase = 200_000_000;

    private readonly ProjectNotices _notices = new();
    private QualitativeProject? _outline;

    /// <summary>Name in errors.</summary>
    protected string Shown { get; private set; } = "";

    /// <summary>What is noted while texts are read.</summary>
    protected ProjectNotices TextNotices { get; } = new();

    /// <summary>Notices so far; complete when all sources were read.</summary>
    public ImmutableArray<Label> Notices => _notices.With(TextNotices).Labels;

    /// <summary>Everything but the texts.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public QualitativeProject Outline => _outline ??= Guarded(Shown, () => ReadOutline(_notices));

    /// <summary>The sources once more, in the same order, with their texts. What is thrown while they are read is to be guarded.</summary>
    public IEnumerable<QualitativeSource> Sources()
    {
        var outline = Outline;
        return ReadSources().Select(source => ProjectOutline.Attributed(source, outline));
    }

    /// <summary>Full paths of the further files that the project's texts are in.</summary>
    public virtual IEnumerable<string> Besides() => [];

    /// <summary>The whole project in memory.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public QualitativeProject Whole()
    {
        var sources = Guarded(Shown, () => Sources().ToImmutableArray());
        return Outline with { Sources = sources, Notices = Notices };
    }

    /// <summary>Opens a project by what the file holds, whatever its name.</summary>
    /// <exception cref="StudyException">It is no project, or a hostile one.</exception>
    public static ProjectFile Open(string path, string shown)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var project = Guarded(shown, () => Recognised(file, shown));
            project.Shown = shown;
            return project;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The readers of XML, archives and pages throw many kinds of exceptions on damaged files; all mean the same.</summary>
    public static T Guarded<T>(string shown, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException failure) when (failure.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw IngestFaults.DoctypeRefused(shown);
        }
        catch (Exception failure) when (failure is not (StudyException or OutOfMemoryException or NullReferenceException))
        {
            throw IngestFaults.DamagedProject(shown, failure);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract QualitativeProject ReadOutline(ProjectNotices notices);

    protected abstract IEnumerable<QualitativeSource> ReadSources();

    protected abstract void Dispose(bool disposing);

    private static ProjectFile Recognised(FileStream file, string shown)
    {
        Span<byte> head = stackalloc byte[16];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.IsEmpty) throw IngestFaults.EmptyFile(shown);
        if (head.StartsWith("PK"u8)) return OfArchive(file, shown);
        if (head.StartsWith(SqliteFile.Mark)) return OfDatabase(Closed(file, shown), shown);
        bool xml = head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8) || head[0] >= 0xFE;
        return xml ? new RefiFile(file, null, null, shown) : throw IngestFaults.NotAProject(shown, "is neither XML, nor a zip archive, nor a database");
    }

    private static ProjectFile OfArchive(FileStream file, string shown)
    {
        var archive = new RefiArchive(file, shown);
        var projects = Members(archive, ".qde");
        if (projects.Length == 0) projects = Members(archive, "data.qda");
        if (projects.Length > 1) throw IngestFaults.SeveralProjectFiles(shown, projects);
        if (projects.Length == 0) throw IngestFaults.NoProjectFile(shown, archive.Names.Take(5));
        string member = projects[0];
        if (member.EndsWith(".qde", StringComparison.OrdinalIgnoreCase))
        {
            archive.Folder = member[..(member.LastIndexOf('/') + 1)];
            return new RefiFile(file, archive, member, shown);
        }
        var database = Unpacked(archive, member, shown);
        file.Dispose();
        return OfDatabase(database, shown);
    }

    /// <summary>The members of an ending at the root, or else in folders.</summary>
    private static string[] Members(RefiArchive archive, string ending)
    {
        string[] all = [.. archive.Names.Where(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !name.StartsWith("__MACOSX/", StringComparison.Ordinal))];
        string[] root = [.. all.Where(name => !name.Contains('/', StringComparison.Ordinal))];
        return root.Length > 0 ? root : all;
    }

    private static MemoryStream Unpacked(RefiArchive archive, string member, string shown)
    {
        if (archive.Names.Any(name => (name == member + "-wal" || name == member + "-journal") && archive.Length(name) > 0)) throw IngestFaults.UnwrittenDatabase(shown);
        return archive.Whole(member, LongestDatabase) ?? throw IngestFaults.ArchiveBomb(shown, "a database of more than 200 MB: unpack it, and name the data.qda");
    }

    private static FileStream Closed(FileStream file, string shown)
    {
        foreach (string ending in (string[])["-wal", "-journal"])
            if (new FileInfo(file.Name + ending) is { Exists: true, Length: > 0 }) throw IngestFaults.UnwrittenDatabase(shown);
        return file;
    }

    private static ProjectFile OfDatabase(Stream stream, string shown)
    {
        var database = new SqliteFile(stream, shown);
        if (database.Has("code_name") && database.Has("source")) return new QualCoderFile(database);
        if (database.Has("highlights") && database.Has("tags")) return new TaguetteFile(database, shown);
        throw IngestFaults.NotAProject(shown, $"is a database of {string.Join(", ", database.Names.Take(5))}");
    }
}
