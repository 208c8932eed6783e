namespace CoProduction.Benchmarks;

/// <summary>Where a comparison works and writes: the repository, a temporary folder for its files, and the date to print.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Work">Folder of the generated files; kept between runs.</param>
/// <param name="Date">Date of the run, as given.</param>
internal sealed record Place(string Root, string Work, string Date)
{
    /// <summary>The place of this run.</summary>
    public static Place Of(string date)
    {
        string work = Path.Combine(Path.GetTempPath(), "copro-benchmarks");
        Directory.CreateDirectory(work);
        return new Place(FindRoot(), work, date);
    }

    /// <summary>The command, as a release build leaves it.</summary>
    public string Copro => Path.Combine(Root, "src", "Cli", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "copro.exe" : "copro");

    /// <summary>A file of a comparison's folder in the repository.</summary>
    public string Own(string comparison, string file) => Path.Combine(Root, "benchmarks", comparison, file);

    /// <summary>A generated file, made once; an unfinished one never has the final name.</summary>
    public string Generated(string name, Action<TextWriter> write)
    {
        string path = Path.Combine(Work, name), partial = path + ".partial";
        if (File.Exists(path)) return path;
        using (var writer = new StreamWriter(partial)) write(writer);
        File.Move(partial, path);
        return path;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Research.sln"))) return folder.FullName;
        throw new InvalidOperationException("Research.sln is not above the benchmarks.");
    }
}
