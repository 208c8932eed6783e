using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads classifications and crosswalks: those of data-schema/classifications, or a study's own files of the same form.</summary>
public static class ClassificationFile
{
    /// <summary>The classification of a YAML text.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="StudyException">The text is not YAML or an entry is missing.</exception>
    public static Classification Parse(string yaml, string file) => YamlEntries.Read(yaml, file, root =>
        new Classification(root.Text("id"), root.Text("version"), root.Label("title"), root.Many("classes", ReadClass), root.Text("source", "")));

    /// <summary>The crosswalk of a YAML text.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="StudyException">The text is not YAML or an entry is missing.</exception>
    public static Crosswalk ParseCrosswalk(string yaml, string file) => YamlEntries.Read(yaml, file, root => ReadCrosswalk(root, root.Text("from")));

    /// <summary>The crosswalks that a study's own classification carries under <c>crosswalks</c>, <c>default</c> first; none where it has no such key.</summary>
    /// <param name="yaml">Text of the classification's file.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="StudyException">The text is not YAML or an entry is missing.</exception>
    public static ImmutableArray<Crosswalk> ParseOwnCrosswalks(string yaml, string file) => YamlEntries.Read(yaml, file, root =>
    {
        string from = $"{root.Text("id")}@{root.Text("version")}";
        var maps = root.Many("crosswalks", map => ReadCrosswalk(map, from));
        return maps.OrderBy(map => map.Definition != "default").ToImmutableArray();
    });

    private static Crosswalk ReadCrosswalk(YamlMappingNode map, string from) =>
        new(from, map.Text("to"), map.Text("definition"), map.Label("title"), map.Many("entries", ReadEntry));

    private static Level ReadClass(YamlMappingNode entry) => new(entry.Text("code"), entry.ToLabel());

    private static CrosswalkEntry ReadEntry(YamlMappingNode entry) =>
        new(entry.Text("from"), entry.Text("to", ""), entry.Find("note") is YamlMappingNode note ? note.ToLabel() : Label.Same(""));
}
