using System.Globalization;
using System.Text;

namespace CoProduction.Workbench;

/// <summary>The names of a study as C# constants, for those who want a mistyped name to be an error of the compiler: <c>$"{Variables.Satisfaction} ~ {Variables.CommunityTrust}"</c>.</summary>
public static class NamesOf
{
    private static readonly HashSet<string> Keywords = ["bool", "byte", "case", "char", "class", "const", "decimal", "default", "double", "else", "event", "false", "float", "for", "if", "in", "int", "is", "long", "new", "null", "object", "out", "string", "this", "true", "void", "while"];

    /// <summary>Classes <c>Variables</c>, <c>Scales</c>, <c>Communities</c>, <c>Models</c> and <c>Surveys</c>, each name with its label as documentation. Same study, same text.</summary>
    /// <param name="study">The study.</param>
    /// <param name="space">Namespace of the classes.</param>
    /// <exception cref="UsageException">These are rows alone, or the namespace is none.</exception>
    public static string Source(Study study, string space)
    {
        if (!space.Split('.').All(part => part == Identifier(part, pascal: false))) throw StudiesFaults.NoNamespace(space);
        var text = new StringBuilder().Append("// Names of the study '").Append(study.Plan.Id).Append("', written by 'copro codegen'. Write them again when the study file or its questionnaires change.\nnamespace ").Append(space).Append(";\n");
        Class(text, "Variables", "Names that formulas may use.", study.Describe().Tables.Skip(1).SelectMany(table => table.Rows).Select(row => (row.Key[0], row.Values[0].Text!.In(Language.En))).DistinctBy(pair => pair.Item1));
        Class(text, "Scales", "Scales of the surveys.", study.Surveys.SelectMany(survey => study.ScalesOf(survey)).Select(scale => (scale.Name, scale.Label.En)).Distinct());
        Class(text, "Communities", "Communities, by pseudonym.", study.Communities.Select(community => (community.Id, $"{community.Name}, {community.Subdistrict}")));
        Class(text, "Models", "Models of the study file.", study.Plan.Models.Select(model => (model.Id, model.Request.Formula)));
        Class(text, "Surveys", "Surveys, in the order of the study file.", study.Surveys.Select(survey => (survey, survey)));
        return text.ToString();
    }

    private static void Class(StringBuilder text, string name, string summary, IEnumerable<(string Name, string Label)> members)
    {
        text.Append("\n/// <summary>").Append(summary).Append("</summary>\npublic static class ").Append(name).Append("\n{\n");
        var taken = new HashSet<string>(StringComparer.Ordinal) { name };
        foreach (var (member, label) in members)
            text.Append("    /// <summary>").Append(Escaped(label)).Append("</summary>\n    public const string ").Append(Free(Identifier(member, pascal: true), taken)).Append(" = \"").Append(member.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\";\n");
        text.Append("}\n");
    }

    private static string Identifier(string name, bool pascal)
    {
        var text = new StringBuilder();
        bool start = true;
        foreach (char letter in name)
        {
            if (char.IsLetterOrDigit(letter) || (letter == '_' && !pascal)) text.Append(start && pascal ? char.ToUpperInvariant(letter) : letter);
            start = !char.IsLetterOrDigit(letter);
        }
        string found = text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text.ToString();
        return Keywords.Contains(found) ? "@" + found : found;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++) free = name + i.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private static string Escaped(string label) => label.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
