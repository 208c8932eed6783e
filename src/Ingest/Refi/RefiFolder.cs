namespace CoProduction.Ingest;

/// <summary>The folder of a project's file: texts of <c>relative://</c> paths lie there, and those of a bare .qde. No file is read that lies elsewhere or is reached by a link.</summary>
/// <param name="folder">Full path.</param>
internal sealed class RefiFolder(string folder)
{
    private const string Relative = "relative://", Internal = "internal://";

    /// <summary>Folder within this one that relative paths start from, as the project says; a place on its author's machine means this folder itself.</summary>
    public string BasePath { get; set; } = "";

    /// <summary>Full path of the file that a path of the project means; null when there is none that may be read.</summary>
    /// <param name="path">The path as it stands in the project.</param>
    /// <param name="unpacked">True for a bare .qde, whose internal paths mean files of this folder too.</param>
    public string? Find(string path, bool unpacked)
    {
        if (path.StartsWith(Relative, StringComparison.OrdinalIgnoreCase)) return Existing(BasePath, path[Relative.Length..]) ?? Existing("", path[Relative.Length..]);
        if (!unpacked || RefiArchive.IsOutside(path)) return null;
        string name = path.StartsWith(Internal, StringComparison.OrdinalIgnoreCase) ? path[Internal.Length..] : path;
        return Existing("sources", name) ?? Existing("Sources", name) ?? Existing("", name);
    }

    /// <summary>Reads a file into memory; null when it is longer than a limit. A pipe has no length, and nothing is waited for.</summary>
    public static MemoryStream? Whole(string file, int longest)
    {
        long length = new FileInfo(file).Length;
        if (length > longest) return null;
        byte[] bytes = length == 0 ? [] : File.ReadAllBytes(file);
        return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
    }

    private string? Existing(string below, string name)
    {
        string[] parts = $"{below}/{name}".Split('/', '\\').Where(part => part is not ("" or ".")).ToArray();
        if (parts.Length == 0 || parts.Any(part => part == ".." || part.Contains(':', StringComparison.Ordinal))) return null;
        string place = folder;
        foreach (string part in parts)
        {
            place = Path.Combine(place, part);
            if (new FileInfo(place).LinkTarget is not null) return null;
        }
        return File.Exists(place) ? place : null;
    }
}
