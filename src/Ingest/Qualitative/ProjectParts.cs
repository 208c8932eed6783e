using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>The parts of a project as tables.</summary>
internal static class ProjectParts
{
    /// <summary>Names of the parts, the standard one first.</summary>
    public static string[] Names { get; } = ["codings", "codes", "interviews", "cases", "sources", "notes", "links", "sets", "coders"];

    /// <summary>The part of a name.</summary>
    public static ProjectPart Of(string part, ProjectFile file, ProjectNotices notices) => part switch
    {
        "codes" => Codes(file.Outline),
        "interviews" => InterviewRows.Of(file),
        "cases" => Cases(file.Outline),
        "sources" => Sources(file.Outline),
        "notes" => Notes(file.Outline),
        "links" => Links(file.Outline),
        "sets" => Sets(file.Outline),
        "coders" => Coders(file.Outline),
        _ => CodingRows.Of(file, notices),
    };

    private static ProjectPart Codes(QualitativeProject project)
    {
        var paths = project.Codes.ToDictionary(code => code.Guid, code => code.Path);
        return Part("codes", ["code", "parent", "label_zh", "label_en", "definition", "guid", "color", "codable"], project.Codes.Select(code => (string?[])
            [code.Path, code.Parent is { } parent ? paths.GetValueOrDefault(parent) : null, Label(code), Label(code), code.Description, code.Guid.ToString(), code.Color, code.IsCodable ? "true" : "false"]));
    }

    private static string Label(QualitativeCode code) => code.Name.Trim() is { Length: > 0 } name ? name : code.Path;

    private static ProjectPart Cases(QualitativeProject project)
    {
        var names = project.Variables.GroupBy(variable => variable.Guid).ToDictionary(group => group.Key, group => group.First().Name);
        return Part("cases", ["case", "guid", "description", "sources", "selections", .. names.Values], project.Cases.Select(one => (string?[])
            [one.Name, one.Guid.ToString(), one.Description, Number(one.Sources.Length), Number(one.Selections.Length), .. names.Keys.Select(variable => one.Values.FirstOrDefault(value => value.Variable == variable)?.Text)]));
    }

    private static ProjectPart Sources(QualitativeProject project) => Part("sources", ["source", "guid", "medium", "description", "path", "texts", "selections", "codings"], project.Sources.Select(source => (string?[])
        [source.Name, source.Guid.ToString(), source.Medium.ToString().ToLowerInvariant(), source.Description, source.Path, Number(source.Texts.Length), Number(source.Selections.Length + source.Texts.Sum(text => text.Selections.Length)), Number(source.PlacedCodings.Count())]));

    private static ProjectPart Notes(QualitativeProject project) => Part("notes", ["note", "guid", "description", "text", "coder", "created"], project.Notes.Select(note => (string?[])
        [note.Name, note.Guid.ToString(), note.Description, note.Text, project.Coders.FirstOrDefault(coder => coder.Guid == note.Coder)?.Pseudonym, note.Created]));

    private static ProjectPart Links(QualitativeProject project) => Part("links", ["link", "guid", "origin_guid", "target_guid", "direction"], project.Links.Select(link => (string?[])
        [link.Name, link.Guid.ToString(), link.Origin?.ToString(), link.Target?.ToString(), link.Direction]));

    private static ProjectPart Sets(QualitativeProject project) => Part("sets", ["set", "guid", "description", "member_kind", "member_guid"], project.Sets.SelectMany(set =>
        Members(set).DefaultIfEmpty(("", "")).Select(member => (string?[])[set.Name, set.Guid.ToString(), set.Description, member.Item1, member.Item2])));

    private static IEnumerable<(string, string)> Members(QualitativeSet set) =>
        set.Codes.Select(code => ("code", code.ToString())).Concat(set.Sources.Select(source => ("source", source.ToString()))).Concat(set.Notes.Select(note => ("note", note.ToString())));

    private static ProjectPart Coders(QualitativeProject project)
    {
        var codings = project.Codings.Select(placed => placed.Coding.Coder).OfType<Guid>().CountBy(coder => coder).ToDictionary();
        return Part("coders", ["coder", "guid", "codings"], project.Coders.Select(coder => (string?[])[coder.Pseudonym, coder.Guid.ToString(), Number(codings.GetValueOrDefault(coder.Guid))]));
    }

    private static ProjectPart Part(string name, string[] header, IEnumerable<string?[]> rows) => new(name, header, rows.Select(row => new PartRow(row)));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
