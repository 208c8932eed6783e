using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The rows of one part of a qualitative project: that of the sheet, else that of the table to be filled, else the codings.</summary>
internal sealed class ProjectRows : BuiltRowReader
{
    private readonly ProjectFile _file;
    private readonly ProjectNotices _notices = new();
    private readonly IEnumerator<PartRow> _rows;
    private readonly string _shown;
    private readonly string _part;

    private ProjectRows(ProjectFile file, string part, string shown)
    {
        (_file, _part, _shown) = (file, part, shown);
        var table = ProjectParts.Of(part, file, _notices);
        Header = [.. table.Header.Select(CellText.Trim)];
        _rows = table.Rows.GetEnumerator();
        Row = 1;
    }

    public override string Sheet => _part;

    public override bool KeepsBlanks => true;

    public override int LongRow => RowBytes;

    public override ImmutableArray<Label> Notices => [.. _file.Notices, .. _notices.Labels];

    /// <exception cref="StudyException">The file is no project, or has no such part.</exception>
    public static ProjectRows Open(RowFile file)
    {
        string part = Part(file);
        var project = ProjectFile.Open(file.Path, file.Shown);
        try
        {
            return ProjectFile.Guarded(file.Shown, () => new ProjectRows(project, part, file.Shown));
        }
        catch
        {
            project.Dispose();
            throw;
        }
    }

    /// <summary>Full paths of the files beside a project that its texts are in.</summary>
    /// <exception cref="StudyException">The file is no project.</exception>
    public static IEnumerable<string> Besides(RowFile file)
    {
        using var project = ProjectFile.Open(file.Path, file.Shown);
        return ProjectFile.Guarded<string[]>(file.Shown, () => [.. project.Besides().Distinct().Order(StringComparer.Ordinal)]);
    }

    public override bool Read()
    {
        if (!ProjectFile.Guarded(_shown, _rows.MoveNext)) return false;
        Row++;
        Fault = _rows.Current.Fault;
        Clear();
        foreach (string? cell in _rows.Current.Cells) Append(cell ?? "");
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private static string Part(RowFile file)
    {
        if (file.Sheet is not { } sheet) return ProjectParts.Names.Contains(file.Table) ? file.Table! : ProjectParts.Names[0];
        return ProjectParts.Names.FirstOrDefault(name => string.Equals(name, sheet, StringComparison.OrdinalIgnoreCase)) ?? throw IngestFaults.NoProjectPart(file.Shown, sheet, ProjectParts.Names);
    }
}
