using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CoProduction.Tests;

/// <summary>What a project file must and must not say.</summary>
internal static partial class Projects
{
    /// <summary>Projects, by path from the root, that a solution's text does not name.</summary>
    public static IEnumerable<string> Absent(string solution, IEnumerable<string> projects) =>
        projects.Where(project => !solution.Replace('\\', '/').Contains($"\"{project}\"", StringComparison.Ordinal));

    /// <summary>Package references of a project that carry a version of their own.</summary>
    public static IEnumerable<string> OwnVersions(string path, XElement project) =>
        from reference in project.Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null
        select $"{path}: {reference.Attribute("Include")?.Value ?? reference.Attribute("Update")?.Value}";

    /// <summary>The commands of a Markdown text: the lines of its shell blocks, without prompts and comments.</summary>
    public static IEnumerable<string> Commands(string markdown) =>
        from block in Block().Matches(markdown)
        from line in block.Groups[1].Value.Split('\n')
        let command = Comment().Replace(line.Trim().TrimStart('$', ' '), "").Trim()
        where command.Length > 0
        select command;

    /// <summary>Packages of a lock file that a text of notices does not name, by themselves or by a family such as <c>Name.*</c>.</summary>
    public static IEnumerable<string> Uncredited(string notices, JsonNode lockFile)
    {
        var named = PackageName().Matches(notices).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[] families = [.. named.Where(name => name.EndsWith(".*", StringComparison.Ordinal)).Select(name => name[..^1])];
        return lockFile["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject()).Where(package => package.Value!["type"]!.GetValue<string>() != "Project").Select(package => package.Key)
            .Where(name => !named.Contains(name) && !families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex(@"[A-Za-z][\w.]*\w(?:\.\*)?|[A-Z]")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^```(?:bash|sh|console|shell)\s*\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(^|\s+)#.*$")]
    private static partial Regex Comment();
}
