using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>
/// Reads rules of cleaning. A file has <c>rules:</c>, each with <c>reason:</c>, <c>author:</c> and one of
/// <c>field:</c> with <c>recode: { from: to }</c>, <c>merge: { to: [from, …] }</c> or <c>set_missing: [text, …]</c> (with <c>as: refused</c>); or <c>drop: { field: [text, …] }</c>;
/// and optionally <c>where: { field: [text, …] }</c>. A crosswalk of local categories onto a classification is read as rules on <c>use_class</c>.
/// </summary>
public static class CleaningFile
{
    private static readonly ImmutableArray<string> Actions = ["recode", "merge", "set_missing", "drop"];

    /// <summary>The rules of a YAML text.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="file">Name of the file, for errors and verdicts.</param>
    /// <exception cref="StudyException">The text is not YAML, or a rule lacks its reason, its author or what it does.</exception>
    public static CleaningPlan Parse(string yaml, string file) => YamlEntries.Read(yaml, file, root =>
        new CleaningPlan(root.Find("rules") is YamlSequenceNode ? [.. root.Many("rules", rule => rule).Select((rule, at) => ReadRule(rule, file, at + 1))] : throw StudyFaults.MissingEntry("rules", root)));

    /// <summary>The rule that a crosswalk stands for, on <c>use_class</c>; an entry without a class keeps its local one.</summary>
    /// <param name="map">The crosswalk.</param>
    /// <param name="file">Its file.</param>
    public static CleaningRule Of(Crosswalk map, string file) => new(
        file, 1, CleaningAction.Merge, "use_class", [.. map.Entries.Select(entry => (entry.From, entry.To.Length == 0 ? entry.From : entry.To))], MissingReason.Present, [], map.Title.En, $"{map.From} → {map.To}");

    private static CleaningRule ReadRule(YamlMappingNode rule, string file, int number)
    {
        var (action, values) = ReadAction(rule);
        bool drops = action == CleaningAction.Drop;
        var rows = ReadWhere(rule, "where").Concat(drops ? ReadWhere(rule, "drop") : []);
        return new CleaningRule(file, number, action, drops ? "" : rule.Text("field"), values, action == CleaningAction.SetMissing ? ReasonOf(rule) : MissingReason.Present, [.. rows], Stated(rule, "reason"), Stated(rule, "author"));
    }

    private static (CleaningAction, ImmutableArray<(string, string)>) ReadAction(YamlMappingNode rule)
    {
        string[] found = [.. Actions.Where(key => rule.Find(key) is not null)];
        if (found.Length != 1) throw StudyFaults.CleaningAction(rule, found);
        return found[0] switch
        {
            "recode" => (CleaningAction.Recode, [.. rule.Mapping("recode").Select(pair => (Text(pair.Key), Text(pair.Value)))]),
            "merge" => (CleaningAction.Merge, [.. rule.Mapping("merge").SelectMany(pair => Many(pair.Value).Select(from => (from, Text(pair.Key))))]),
            "set_missing" => (CleaningAction.SetMissing, [.. Many(rule.Find("set_missing")!).Select(text => (text, ""))]),
            _ => (CleaningAction.Drop, []),
        };
    }

    private static MissingReason ReasonOf(YamlMappingNode rule) => MissingReasons.Parse(rule.Text("as", "blank"), StudyFaults.At("", rule.Start));

    private static IEnumerable<(string, ImmutableArray<string>)> ReadWhere(YamlMappingNode rule, string key) =>
        rule.Find(key) is null ? [] : rule.Mapping(key).Select(pair => (Text(pair.Key), Many(pair.Value)));

    private static string Stated(YamlMappingNode rule, string key) => rule.Text(key) is var text && text.Trim().Length > 0 ? text : throw StudyFaults.MissingEntry(key, rule);

    private static ImmutableArray<string> Many(YamlNode node) => node is YamlSequenceNode list ? [.. list.Select(Text)] : [Text(node)];

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}
