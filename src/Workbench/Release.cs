using System.Reflection;
using CoProduction.Analysis;
using CoProduction.Ingest;
using CoProduction.Reports;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>This release of the platform.</summary>
public static class Release
{
    /// <summary>Version that results are stamped with.</summary>
    public static string Version { get; } =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Identity of the build, lower-case hexadecimal: two builds of one version differ in it once any code of ours differs. It is in no output, only in the hashes by which a run knows what may stand.</summary>
    public static string Build => Whole.Build;

    internal static string BuildOf(params Guid[] modules) => Hash.OfText([Version, .. modules.Select(module => module.ToString("N"))]);

    // Apart, since it loads assemblies that a fit does without.
    private static class Whole
    {
        public static string Build { get; } = BuildOf(
            [.. new[] { typeof(StudyPlan), typeof(DataFile), typeof(IModelFit), typeof(IStudyStore), typeof(HtmlReport), typeof(Release) }.Select(type => type.Module.ModuleVersionId)]);
    }
}
