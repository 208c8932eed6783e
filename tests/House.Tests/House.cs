using System.Collections.Immutable;
using System.Reflection;

namespace CoProduction.Tests;

/// <summary>The repository and its built assemblies, as the rules look at them.</summary>
internal static class House
{
    /// <summary>Projects of src in the order of the pipeline; the assembly of Cli is <c>copro</c>.</summary>
    public static ImmutableArray<string> Projects { get; } =
        [.. Directory.GetDirectories(Full("src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Projects whose types others compile against.</summary>
    public static ImmutableArray<string> Libraries { get; } = [.. Projects.Where(project => !Rooms.Hosts.Contains(project))];

    /// <summary>Path of the built assembly of a project, beside these tests.</summary>
    public static string AssemblyFile(string project) => Path.Combine(AppContext.BaseDirectory, AssemblyName(project) + ".dll");

    /// <summary>Name of the assembly of a project.</summary>
    public static string AssemblyName(string project) => project == "Cli" ? "copro" : "CoProduction." + project;

    /// <summary>The built assembly of a project, for reflection.</summary>
    public static Assembly Load(string project) => Assembly.LoadFrom(AssemblyFile(project));

    /// <summary>A path under the root of the repository.</summary>
    public static string Full(string relative) => Path.Combine(RealFiles.Root, relative);

    /// <summary>A path relative to the root of the repository, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(RealFiles.Root, path).Replace('\\', '/');

    /// <summary>Every C# file written by hand under some folders of the root, in ordinal order.</summary>
    public static ImmutableArray<SourceFile> Sources(params string[] folders) =>
        [.. folders.SelectMany(folder => Files(folder)).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => SourceFile.Read(Relative(path), path))];

    /// <summary>Every file under a folder of the root that is not built, in ordinal order; no folder, no files.</summary>
    public static IEnumerable<string> Files(string folder) => !Directory.Exists(Full(folder))
        ? []
        : Directory.EnumerateFiles(Full(folder), "*", SearchOption.AllDirectories).Where(path => !IsBuilt(Relative(path))).Order(StringComparer.Ordinal);

    private static bool IsBuilt(string path) => path.Split('/').Any(part => part is "bin" or "obj" or ".git" or ".vs" or "TestResults" or "BenchmarkDotNet.Artifacts" or "node_modules");
}
