namespace CoProduction.Ingest;

/// <summary>A REFI-QDA project or code book: a zipped .qdpx, or a bare .qde or .qdc.</summary>
internal sealed class RefiFile : ProjectFile
{
    private readonly FileStream _file;
    private readonly RefiArchive? _archive;
    private readonly string? _member;
    private readonly string _shown;
    private readonly RefiFolder _folder;
    private QualitativeDialect _dialect;

    /// <summary>Takes over an open archive, or a bare file when there is none.</summary>
    public RefiFile(FileStream file, RefiArchive? archive, string? member, string shown) =>
        (_file, _archive, _member, _shown, _folder) = (file, archive, member, shown, new RefiFolder(Path.GetDirectoryName(file.Name)!));

    public override IEnumerable<string> Besides()
    {
        using var xml = new RefiXml(Open(), _shown, new ProjectNotices());
        bool unpacked = _archive is null;
        foreach (var (name, value) in xml.Everywhere("basePath", "plainTextPath"))
            if (name == "basePath") _folder.BasePath = value;
            else if (_folder.Find(value, unpacked) is { } file) yield return file;
    }

    protected override IEnumerable<QualitativeSource> ReadSources()
    {
        using var xml = new RefiXml(Open(), _shown, TextNotices);
        foreach (var source in RefiReader.Sources(xml, new RefiTexts(_archive, _folder, _dialect, reads: true))) yield return source;
    }

    protected override QualitativeProject ReadOutline(ProjectNotices notices)
    {
        using var xml = new RefiXml(Open(), _shown, notices);
        // Line ends are of no interest before the texts are read.
        var outline = RefiReader.Outline(xml, new RefiTexts(_archive, _folder, QualitativeDialect.Other, reads: false), _shown);
        _dialect = outline.Dialect;
        return outline;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _archive?.Dispose();
        _file.Dispose();
    }

    private Stream Open()
    {
        if (_archive is not null) return _archive.Open(_member!);
        return new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
