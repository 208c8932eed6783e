namespace CoProduction.DistrictX;

/// <summary>The proposals of every round and the projects they became.</summary>
/// <param name="Projects">By id.</param>
/// <param name="Proposals">By id.</param>
internal sealed record ProjectBook(IReadOnlyList<Project> Projects, IReadOnlyList<Proposal> Proposals)
{
    public static ProjectBook Draw(ulong seed, Programme programme)
    {
        var random = new RandomStream(seed, "projects");
        List<Project> projects = [];
        List<Proposal> proposals = [];
        foreach (var when in programme.CommunityYears)
        {
            int withdrawn = random.Weighted([0.7, 0.2, 0.1]);
            string[] proposers = ProposerShares.Draw(random, when.Projects + random.Between(3, 5), when.Planted == Planted.CommitteeBreach);
            for (int i = 0; i < when.Projects; i++)
            {
                var project = DrawProject(random, $"P{projects.Count + 1:0000}", when, i, proposers[i]);
                projects.Add(project);
                if (when.Planted != Planted.ProposalsLost) proposals.Add(Adopted(random, proposals.Count, project));
            }
            if (when.Planted == Planted.ProposalsLost) continue;
            foreach (string proposer in proposers[when.Projects..]) proposals.Add(NotAdopted(random, proposals.Count, when, proposer, deliberated: true));
            while (withdrawn-- > 0) proposals.Add(NotAdopted(random, proposals.Count, when, ProposerShares.Other(random), deliberated: false));
        }
        return new ProjectBook(projects, proposals);
    }

    private static Project DrawProject(RandomStream random, string id, CommunityYear when, int position, string proposer)
    {
        var line = when.Lines[position % when.Lines.Count];
        int sameClass = (when.Projects - 1 - position % when.Lines.Count) / when.Lines.Count + 1;
        long requested = (long)(line.Yuan / sameClass * random.Between(1.0, 1.25) / 100) * 10000;
        string title = $"{random.Between(1, 12)}号院{random.Pick(line.Class.Titles)}";
        string plan = when.Planted == Planted.NotYetApproved ? "proposed" : DrawOutcome(random, when.Year);
        var days = StepRecord.Schedule(random, when.Year, LastStep(random, plan));
        string status = plan == "finished" && days.Count < StepRecord.Count ? "in_progress" : plan;
        int eligible = when.Community.EligibleHouseholds;
        int votes = (int)(eligible * Math.Clamp(0.42 + 0.14 * random.Normal(), 0.05, 0.95));
        int? recorded = status == "proposed" || random.Chance(0.02) ? null : votes;
        string tier = random.Chance(0.6) ? "estate" : "community";
        return new Project(id, when, line.Class, title, proposer, status, recorded, requested, tier, StepRecord.Of(random, days));
    }

    private static string DrawOutcome(RandomStream random, int year) => year < Programme.LastYear
        ? random.Chance(0.03) ? "cancelled" : "finished"
        : Outcomes[random.Weighted([0.03, 0.06, 0.10, 0.16, 0.65])];

    private static string[] Outcomes { get; } = ["cancelled", "proposed", "approved", "in_progress", "finished"];

    private static int LastStep(RandomStream random, string outcome) => outcome switch
    {
        "finished" => StepRecord.Count,
        "in_progress" => random.Between(7, 8),
        "approved" => 6,
        "proposed" => random.Between(2, 3),
        _ => random.Between(3, 6),
    };

    private static Proposal Adopted(RandomStream random, int position, Project project)
    {
        var collected = DayOf(project, 2);
        var submitted = collected.AddDays(random.Between(0, 4));
        DateOnly? decided = project.Status == "proposed" ? null : Later(DayOf(project, 6), submitted.AddDays(1));
        string decision = decided is null ? "pending" : "adopted";
        return new Proposal(Number(position), project.When, project.ProposerKind, project.When.Planted != Planted.NothingDeliberated, project.Class.Code,
            DrawChannel(random, project.When.Year), submitted, decided, decision, project.Id);
    }

    private static Proposal NotAdopted(RandomStream random, int position, CommunityYear when, string proposer, bool deliberated)
    {
        var submitted = new DateOnly(when.Year, 2, 10).AddDays(random.Between(0, 75));
        var decided = submitted.AddDays(random.Between(18, 50));
        string use = random.Pick(UseClass.Drawn).Code;
        return new Proposal(Number(position), when, proposer, deliberated && when.Planted != Planted.NothingDeliberated, use,
            DrawChannel(random, when.Year), submitted, decided, "rejected", null);
    }

    private static string Number(int position) => $"R{position + 1:0000}";

    private static DateOnly DayOf(Project project, int step) =>
        project.Steps.FirstOrDefault(taken => taken.Number == step && taken.Date is not null)?.Date ?? new DateOnly(project.When.Year, 1 + step, 20);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string? DrawChannel(RandomStream random, int year)
    {
        double online = 0.15 + 0.08 * (year - Programme.FirstYear);
        return random.Chance(0.03) ? null : random.Chance(online) ? "online" : "offline";
    }
}
