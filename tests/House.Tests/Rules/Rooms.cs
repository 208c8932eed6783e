using System.Collections.Immutable;

namespace CoProduction.Tests;

/// <summary>Which project may reference which: the drawing of the architecture, as data.</summary>
internal static class Rooms
{
    /// <summary>Programs. They compose; nothing references them, but that the command starts the dashboard and the notebooks.</summary>
    public static ImmutableHashSet<string> Hosts { get; } = ["Cli", "Notebook", "Web"];

    /// <summary>Project of src → the assemblies of ours that it may be compiled against.</summary>
    public static ImmutableDictionary<string, ImmutableHashSet<string>> Allowed { get; } = new Dictionary<string, ImmutableHashSet<string>>
    {
        ["Study"] = [],
        ["Ingest"] = ["Study"],
        ["Analysis"] = ["Study"],
        ["Store"] = ["Study", "Analysis"],
        ["Reports"] = ["Study", "Analysis"],
        ["Workbench"] = ["Study", "Ingest", "Analysis", "Store", "Reports"],
        ["Cli"] = ["Study", "Ingest", "Analysis", "Store", "Reports", "Workbench", "Notebook", "Web", "DistrictX"],
        ["Notebook"] = ["Study", "Ingest", "Analysis", "Store", "Reports", "Workbench"],
        ["Web"] = ["Study", "Ingest", "Analysis", "Store", "Reports", "Workbench"],
    }.ToImmutableDictionary();

    /// <summary>The references of one project that the drawing does not show.</summary>
    /// <param name="project">Project of src.</param>
    /// <param name="references">Names of the assemblies it is compiled against.</param>
    public static IEnumerable<string> Forbidden(string project, IEnumerable<string> references) => Allowed.TryGetValue(project, out var allowed)
        ? references.Select(Ours).OfType<string>().Where(reference => !allowed.Contains(reference)).Select(reference => $"{project} → {reference}")
        : [$"{project}: not in the drawing; add its row to Rooms.Allowed"];

    private static string? Ours(string assembly) => assembly switch
    {
        "copro" => "Cli",
        _ when assembly.StartsWith("CoProduction.", StringComparison.Ordinal) => assembly["CoProduction.".Length..],
        _ => null,
    };
}
