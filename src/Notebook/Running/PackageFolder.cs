using System.Collections.Immutable;
using System.Xml.Linq;

namespace CoProduction.Notebook.Running;

/// <summary>The machine's folder of NuGet packages: what was restored once can be used by a notebook, nothing is fetched.</summary>
internal static class PackageFolder
{
    private static readonly ImmutableArray<string> Frameworks = ["net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "net5.0", "netcoreapp3.1", "netstandard2.1", "netstandard2.0", "netstandard1.6", "netstandard1.3"];

    private static string Root => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Paths of the assemblies of a package and of the packages that it needs, those aside that this program has.</summary>
    /// <param name="name">Name of the package.</param>
    /// <param name="version">Version; null for the newest that is there.</param>
    /// <param name="from">The cell and line that asked.</param>
    /// <exception cref="UsageException">The package is not there.</exception>
    public static ImmutableArray<string> Assemblies(string name, string? version, string from)
    {
        var found = new Dictionary<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        Collect(name, version, from, found);
        return [.. found.Values.SelectMany(paths => paths)];
    }

    private static void Collect(string name, string? version, string from, Dictionary<string, ImmutableArray<string>> found)
    {
        if (found.ContainsKey(name) || References.Has(name)) return;
        string folder = Folder(name, version) ?? throw NotebookFaults.NoPackage(name, version, from);
        string? framework = Frameworks.FirstOrDefault(each => Directory.Exists(Path.Combine(folder, "lib", each)));
        found[name] = framework is null ? [] : [.. Directory.EnumerateFiles(Path.Combine(folder, "lib", framework), "*.dll").Order(StringComparer.Ordinal)];
        foreach (string needed in Needs(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec"), framework)) Collect(needed, null, from, found);
    }

    private static string? Folder(string name, string? version)
    {
        string package = Path.Combine(Root, name.ToLowerInvariant());
        if (!Directory.Exists(package)) return null;
        if (version is { Length: > 0 } and not "*") return Directory.Exists(Path.Combine(package, version)) ? Path.Combine(package, version) : null;
        return Directory.EnumerateDirectories(package).MaxBy(path => Version.TryParse(Path.GetFileName(path).Split('-')[0], out var number) ? number : new Version(0, 0));
    }

    private static IEnumerable<string> Needs(string nuspec, string? framework)
    {
        if (!File.Exists(nuspec)) return [];
        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();
        var ours = dependencies.Where(element => element.Parent!.Attribute("targetFramework")?.Value is not { } target || Same(target, framework)).ToList();
        return ours.Select(element => element.Attribute("id")!.Value);
    }

    private static bool Same(string target, string? framework) => target.TrimStart('.').Replace("NETStandard", "netstandard", StringComparison.OrdinalIgnoreCase).Equals(framework, StringComparison.OrdinalIgnoreCase);
}
