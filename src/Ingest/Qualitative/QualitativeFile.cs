using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Qualitative projects as files: REFI-QDA (.qdpx, .qde, .qdc), QualCoder (data.qda, or zipped) and Taguette (.sqlite3) in, REFI-QDA out. What a file is, is known by what it holds.</summary>
public static class QualitativeFile
{
    /// <summary>Reads a project with the texts of its sources, which are in memory together: three bytes or less a byte of text, so for files of up to some 100 MB.</summary>
    /// <param name="path">The file, or the folder of a QualCoder project.</param>
    /// <exception cref="StudyException">It cannot be opened, is no project, is damaged, or is hostile.</exception>
    public static QualitativeProject Read(string path) => Opened(path, project => project.Whole());

    /// <summary>Reads a project without the texts of its sources: codes, coders, codings and their places.</summary>
    /// <inheritdoc cref="Read"/>
    public static QualitativeProject Outline(string path) => Opened(path, project => project.Outline with { Notices = project.Notices });

    /// <summary>Writes a project or, for a name that ends in .qdc, its code book. A file that is there is replaced when the new one is whole.</summary>
    /// <param name="project">The project. Texts that it does not hold are left out; their codings keep their places.</param>
    /// <param name="path">The file: .qdpx (zipped, texts as files), .qde (texts within) or .qdc.</param>
    /// <exception cref="StudyException">The format cannot hold something: a code book without codes, a selection without a place, a character that XML has none for.</exception>
    public static void Write(QualitativeProject project, string path)
    {
        string shown = Path.GetFileName(path), partial = path + ".partial";
        try
        {
            using (var file = File.Create(partial)) Write(project, file, Path.GetExtension(path).ToLowerInvariant(), shown);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw IngestFaults.Unwritable(shown, failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Endings of the files that are written.</summary>
    public static ImmutableArray<string> Written { get; } = [".qdpx", ".qde", ".qdc"];

    /// <summary>Reads a project of any program and writes it as REFI-QDA, or its code book alone.</summary>
    /// <param name="from">The file, or the folder of a QualCoder project.</param>
    /// <param name="to">The file to write, whose ending names the format.</param>
    /// <param name="overwrite">True to replace a file that is there.</param>
    /// <returns>What was written, its notices included.</returns>
    /// <exception cref="UsageException">The file to write is there already, or is the source.</exception>
    /// <exception cref="StudyException">The project cannot be read, or the format cannot hold it.</exception>
    public static QualitativeProject Convert(string from, string to, bool overwrite)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(to)) throw IngestFaults.SameFile(from);
        if (File.Exists(to) && !overwrite) throw IngestFaults.FileExists(to);
        var project = Path.GetExtension(to).Equals(".qdc", StringComparison.OrdinalIgnoreCase) ? Outline(from) : Read(from);
        Write(project, to);
        return project;
    }

    private static void Write(QualitativeProject project, FileStream file, string extension, string shown)
    {
        switch (extension)
        {
            case ".qdpx": RefiArchiveWriter.Write(project, file, shown); break;
            case ".qde": RefiWriter.WriteProject(project, file, shown, pathOf: null); break;
            case ".qdc": RefiWriter.WriteCodeBook(project, file, shown); break;
            default: throw IngestFaults.UnwrittenFormat(shown, extension);
        }
    }

    private static QualitativeProject Opened(string path, Func<ProjectFile, QualitativeProject> read)
    {
        string full = Path.GetFullPath(path), shown = Path.GetFileName(Path.TrimEndingDirectorySeparator(full));
        path = RowFile.Find(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(full))!, shown, null, null, "qda").Path;
        try
        {
            using var project = ProjectFile.Open(path, shown);
            return read(project);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw IngestFaults.Unreadable(shown, failure);
        }
    }
}
