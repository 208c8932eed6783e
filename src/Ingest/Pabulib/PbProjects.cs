using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The projects of a vote as projects, proposals and money of a study. In participatory budgeting residents propose; every project on the ballot was under deliberation.</summary>
internal static class PbProjects
{
    private const string Residents = "residents";

    /// <summary>Class of a project without a category.</summary>
    public const string Unclassified = "unclassified";

    /// <summary>One row a project: chosen ones are approved, the others stay proposed.</summary>
    public static IEnumerable<PbRow> Projects(PbVote vote, IEnumerable<PbRecord> records) => Each(vote, records, money: true, project =>
    [
        vote.Key(project["project_id"]), Community(vote, project), vote.Year, project["name"], Use(project), Residents, IsChosen(project) == true ? "approved" : "proposed", project["votes"], project["cost"],
    ]);

    /// <summary>One row a project: adopted, rejected, or without a decision where the file does not say.</summary>
    public static IEnumerable<PbRow> Proposals(PbVote vote, IEnumerable<PbRecord> records) => Each(vote, records, money: false, project =>
    [
        vote.Key(project["project_id"]), Community(vote, project), vote.Year, Residents, "true", Use(project), IsChosen(project) switch { true => "adopted", false => "rejected", null => "" }, vote.Key(project["project_id"]),
    ]);

    /// <summary>The cost of every chosen project as approved money.</summary>
    public static IEnumerable<PbRow> Funded(PbVote vote, IEnumerable<PbRecord> records) => Each(vote, records.Where(record => record.Section != PbSection.Projects || record.Fault is not null || IsChosen(record) == true), money: true, project =>
    [
        vote.Key(project["project_id"]), Community(vote, project), vote.Year, "approved", project["cost"], Use(project), "project", vote.Key(project["project_id"]), project["name"],
    ]);

    /// <summary>Whether a project was chosen: <c>selected</c> is 0 for no; 1, 2 and 3 for yes, for reasons that the vote's comment tells; null where it is not stated.</summary>
    public static bool? IsChosen(PbRecord project) => project["selected"] is { Length: > 0 } text ? text != "0" : null;

    private static IEnumerable<PbRow> Each(PbVote vote, IEnumerable<PbRecord> records, bool money, Func<PbRecord, ImmutableArray<string>> cells)
    {
        if (money && vote.CurrencyFault is { } fault) yield return new PbRow(vote.Entry("currency")!.Line, [], fault);
        foreach (var project in records.TakeWhile(record => record.Section == PbSection.Projects))
            yield return new PbRow(project.Line, project.Fault is null ? cells(project) : [], project.Fault);
    }

    private static string Community(PbVote vote, PbRecord project) =>
        new[] { project["neighborhood"], project["district"], project["subunit"] }.FirstOrDefault(name => name.Length > 0) ?? vote.Area;

    private static string Use(PbRecord project) => project.List("category").FirstOrDefault(Unclassified);
}
