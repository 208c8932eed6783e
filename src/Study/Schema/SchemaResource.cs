using System.Reflection;

namespace CoProduction;

/// <summary>The files of data-schema as they were embedded when the platform was built.</summary>
internal static class SchemaResource
{
    private static readonly Assembly _assembly = typeof(SchemaResource).Assembly;

    /// <summary>Names of the files under a folder, such as <c>data-schema/rules/</c>, in ordinal order.</summary>
    public static IEnumerable<string> Under(string folder) =>
        _assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/')).Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The text of a file; null when there is none.</summary>
    public static string? Find(string name)
    {
        using var stream = _assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The text of a file that must be there.</summary>
    /// <exception cref="StudyException">The platform was built without it.</exception>
    public static string Text(string name) => Find(name) ?? throw StudyFaults.BrokenSchema(name, $"'{name}' is not part of this build");
}
