using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The sources of a project as interviews: a row for each of a source's speakers, with the attributes of case and source as further columns.</summary>
internal static class InterviewRows
{
    private static readonly string[] Fixed = ["interview", "speaker", "text", "medium", "source_guid", "speaker_guid"];

    /// <summary>The part.</summary>
    public static ProjectPart Of(ProjectFile file)
    {
        var attributes = new CaseAttributes(file.Outline);
        return new ProjectPart("interviews", [.. Fixed, .. attributes.Names.Select(HeaderOf)], Rows(file, attributes));
    }

    /// <summary>An attribute that would be taken for one of the columns that are there already is called an attribute.</summary>
    private static string HeaderOf(string attribute) =>
        Fixed.Contains(attribute, StringComparer.OrdinalIgnoreCase) || CellText.Key(attribute) == "编号" || Fixed.Take(3).Any(field => Speakers.States(field, attribute)) ? attribute + " (attribute)" : attribute;

    private static IEnumerable<PartRow> Rows(ProjectFile file, CaseAttributes attributes)
    {
        var speakers = new Speakers(file.Outline);
        foreach (var source in file.Sources())
        {
            ImmutableArray<QualitativeCase?> cases = [.. speakers.Of(source)];
            string? text = source.Texts is [var first, ..] ? first.Content : null;
            foreach (var one in cases.DefaultIfEmpty()) yield return Row(attributes, source, one, speakers, text);
        }
    }

    private static PartRow Row(CaseAttributes attributes, QualitativeSource source, QualitativeCase? speaker, Speakers speakers, string? text)
    {
        var values = attributes.Of(source, speaker);
        return new PartRow([.. Fixed.Select(Cell), .. attributes.Names.Select(name => values.GetValueOrDefault(name))]);
        string? Cell(string header) => header switch
        {
            "interview" => speakers.Interview(source),
            "speaker" => speakers.NameOf(speaker, source),
            "text" => text,
            "medium" => source.Medium.ToString().ToLowerInvariant(),
            "source_guid" => source.Guid.ToString(),
            _ => speaker?.Guid.ToString(),
        };
    }
}
