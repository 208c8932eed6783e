using System.Reflection;

namespace CoProduction.Workbench;

/// <summary>This release of the platform.</summary>
public static class Release
{
    /// <summary>Version that results are stamped with.</summary>
    public static string Version { get; } =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
