using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CoProduction.Notebook.Running;

/// <summary>Assemblies that cells are compiled against: those of this program, so that a cell's types are the program's own, and what <c>#r</c> adds.</summary>
internal static class References
{
    private static readonly Lazy<ImmutableDictionary<string, MetadataReference>> Loaded = new(() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase).Where(File.Exists)
        .ToImmutableDictionary(path => Path.GetFileNameWithoutExtension(path), Of, StringComparer.OrdinalIgnoreCase));

    /// <summary>What every cell sees without asking.</summary>
    public static IEnumerable<MetadataReference> Standard => Loaded.Value.Values;

    /// <summary>Assemblies of ours, by package name.</summary>
    public static IEnumerable<string> Ours => Loaded.Value.Keys.Where(name => name.StartsWith("CoProduction.", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    /// <summary>What an <c>#r</c> adds: nothing when this program has it already.</summary>
    /// <param name="name">A path, an assembly's name, or <c>nuget: NAME[, VERSION]</c>.</param>
    /// <param name="folder">Folder of relative paths.</param>
    /// <param name="from">The cell and line that asked.</param>
    /// <exception cref="UsageException">It is nowhere.</exception>
    public static ImmutableArray<MetadataReference> Resolve(string name, string folder, string from)
    {
        if (name.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)) return Package(name["nuget:".Length..], from);
        string file = Path.GetFullPath(name, folder), bare = Path.GetFileNameWithoutExtension(name);
        if (Has(name) || (name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && Has(bare))) return [];
        return File.Exists(file) ? [Of(file)] : throw NotebookFaults.NoAssembly(name, from);
    }

    /// <summary>True when this program has an assembly of the name.</summary>
    public static bool Has(string assembly) => Loaded.Value.ContainsKey(assembly);

    private static ImmutableArray<MetadataReference> Package(string asked, string from)
    {
        string[] parts = asked.Split(',', StringSplitOptions.TrimEntries);
        string name = parts[0];
        if (Has(name) || name.Equals("CoProduction", StringComparison.OrdinalIgnoreCase)) return [];
        if (name.StartsWith("CoProduction.", StringComparison.OrdinalIgnoreCase)) throw NotebookFaults.NotOurs(name, from, Ours);
        return [.. PackageFolder.Assemblies(name, parts.ElementAtOrDefault(1), from).Select(Of)];
    }

    private static MetadataReference Of(string path) => MetadataReference.CreateFromFile(path, documentation: DocumentationFile.Beside(path));
}
