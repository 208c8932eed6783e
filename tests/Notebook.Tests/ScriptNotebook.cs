using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;

namespace CoProduction.Tests;

/// <summary>
/// A notebook from its script: cells begin at <c>// %%</c>, text cells at <c>// %% [markdown]</c>, parameters at <c>// %% tags=["parameters"]</c> (the percent format of Jupytext and editors); projects become packages, and a cell's last
/// <c>….Print();</c> becomes the expression that a notebook shows.
/// </summary>
internal static class ScriptNotebook
{
    private const string Mark = "// %%", Parameters = "tags=[\"parameters\"]", Print = ".Print();", Project = "#:project ";

    public static Ipynb Of(string[] lines)
    {
        var parts = new List<List<string>>();
        foreach (string line in lines.SkipWhile(line => !line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) parts.Add([]);
            parts[^1].Add(line);
        }
        ImmutableArray<string> packages = [.. lines.Where(line => line.StartsWith(Project, StringComparison.Ordinal)).Select(line => $"#r \"nuget: CoProduction.{Path.GetFileNameWithoutExtension(line[Project.Length..])}\"")];
        int first = parts.FindIndex(part => !IsText(part));
        return new Ipynb([.. parts.Select((part, i) => IsText(part) ? Text(part) : Code(part, i == first ? packages : []))], Metadata());
    }

    private static bool IsText(List<string> part) => part[0].Contains("[markdown]", StringComparison.Ordinal);

    private static Cell Text(List<string> part) => new(CellKind.Markdown, string.Join('\n', part.Skip(1).Select(line => line.Length > 2 ? line[3..] : "")).Trim());

    private static Cell Code(List<string> part, ImmutableArray<string> packages)
    {
        string[] code = [.. packages, .. part.Skip(1)];
        string text = string.Join('\n', code).Trim();
        var metadata = part[0].Contains(Parameters, StringComparison.Ordinal) ? new JsonObject { ["tags"] = new JsonArray("parameters") } : [];
        return new Cell(CellKind.Code, text.EndsWith(Print, StringComparison.Ordinal) ? text[..^Print.Length] : text) { Metadata = metadata };
    }

    private static JsonObject Metadata() => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = "C# (copro)", ["language"] = "C#", ["name"] = "copro" },
        ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#" },
    };
}
