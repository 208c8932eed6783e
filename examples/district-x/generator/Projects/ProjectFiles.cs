namespace CoProduction.DistrictX;

/// <summary>projects.csv, steps.csv and proposals.csv: UTF-8, English headers and codes.</summary>
internal static class ProjectFiles
{
    public const string ProjectsPath = "projects.csv", StepsPath = "steps.csv", ProposalsPath = "proposals.csv";

    /// <summary>What is kept as evidence of each step.</summary>
    private static readonly string[] Evidence = ["公示", "意见表", "清单", "纪要", "记录", "决议", "日志", "监督表", "验收单"];

    public static IEnumerable<DemoFile> Write(ProjectBook book) => [Projects(book), Steps(book), Proposals(book)];

    private static DemoFile Projects(ProjectBook book)
    {
        var csv = new CsvText("project", "community", "year", "title", "use_class", "proposer_kind", "status", "votes", "eligible_households", "requested", "tier");
        foreach (var project in book.Projects)
        {
            csv.Row(project.Id, project.When.Community.Id, Print.Whole(project.When.Year), project.Title, project.Class.Code, project.ProposerKind,
                project.Status, Print.Whole(project.Votes), Print.Whole(project.When.Community.EligibleHouseholds), Print.Yuan(project.Requested), project.Tier);
        }
        return csv.Utf8(ProjectsPath);
    }

    private static DemoFile Steps(ProjectBook book)
    {
        var csv = new CsvText("project", "step", "date", "evidence");
        foreach (var project in book.Projects)
        {
            foreach (var step in project.Steps) csv.Row(project.Id, Print.Whole(step.Number), Print.Day(step.Date), Evidence[step.Number - 1]);
        }
        return csv.Utf8(StepsPath);
    }

    private static DemoFile Proposals(ProjectBook book)
    {
        var csv = new CsvText("proposal", "community", "round", "proposer_kind", "under_deliberation", "use_class", "channel", "submitted", "decided", "decision", "project");
        foreach (var proposal in book.Proposals)
        {
            csv.Row(proposal.Id, proposal.When.Community.Id, Print.Whole(proposal.When.Year), proposal.ProposerKind, Print.Flag(proposal.UnderDeliberation),
                proposal.UseClass, proposal.Channel, Print.Day(proposal.Submitted), Print.Day(proposal.Decided), proposal.Decision, proposal.Project);
        }
        return csv.Utf8(ProposalsPath);
    }
}
