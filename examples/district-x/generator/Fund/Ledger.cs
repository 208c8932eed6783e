namespace CoProduction.DistrictX;

/// <summary>The special fund's ledger.</summary>
/// <param name="Entries">By year, community, use and phase.</param>
internal sealed record Ledger(IReadOnlyList<LedgerEntry> Entries)
{
    private static readonly FundPhase[] Phases = Enum.GetValues<FundPhase>();

    public static Ledger Draw(ulong seed, Programme programme, ProjectBook projects)
    {
        var random = new RandomStream(seed, "ledger");
        LedgerDraft[] drafts = [.. programme.CommunityYears.SelectMany(when => LedgerDraft.Draw(random, when))];
        var calibrated = Calibrate(drafts).ToLookup(draft => draft.When.Index);
        var onlyProjects = OnlyProjects(projects);
        List<LedgerEntry> entries = [];
        foreach (var when in programme.CommunityYears)
        {
            LedgerDraft[] lines = [.. calibrated[when.Index]];
            foreach (var line in lines) entries.AddRange(Book(random, line, entries.Count, onlyProjects));
            entries.AddRange(BookOperating(random, when, lines, entries.Count));
        }
        return new Ledger(entries);
    }

    /// <summary>Scales what is not maintenance, year by year, until maintenance has its share of the paid project money.</summary>
    private static IEnumerable<LedgerDraft> Calibrate(LedgerDraft[] drafts)
    {
        foreach (var year in drafts.GroupBy(draft => draft.When.Year))
        {
            LedgerDraft[] known = [.. year.Where(draft => draft.When.Planted != Planted.PoolUnrecorded)];
            double maintenance = known.Where(draft => draft.Class.IsMaintenance).Sum(draft => draft.Paid);
            double others = known.Where(draft => !draft.Class.IsMaintenance).Sum(draft => draft.Paid);
            double share = MaintenanceShare.Of(year.Key);
            double scale = maintenance * (1 - share) / (share * others);
            foreach (var draft in year) yield return draft.Class.IsMaintenance ? draft : draft with { Yuan = draft.Yuan * scale };
        }
    }

    /// <summary>The project of a community's year and use class where there is just one: only then a ledger line can name it.</summary>
    private static Dictionary<(int, string), string> OnlyProjects(ProjectBook book) => book.Projects
        .GroupBy(project => (project.When.Index, project.Class.Code))
        .Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.First().Id);

    private static IEnumerable<LedgerEntry> Book(RandomStream random, LedgerDraft line, int count, Dictionary<(int, string), string> onlyProjects)
    {
        string? pool = line.When.Planted == Planted.PoolUnrecorded ? null : "project";
        string? project = onlyProjects.GetValueOrDefault((line.When.Index, line.Class.Code));
        foreach (var phase in Phases)
        {
            if (line.Fen(phase) is not { } fen) continue;
            yield return new LedgerEntry(Number(++count), line.When, phase, fen, line.Class, pool, line.Source, project, DrawDay(random, line.When.Year, phase));
        }
    }

    /// <summary>Operating money of each phase as a share of that phase's total, within the cap unless a breach is planted.</summary>
    private static IEnumerable<LedgerEntry> BookOperating(RandomStream random, CommunityYear when, LedgerDraft[] lines, int count)
    {
        double share = when.Planted == Planted.OperatingBreach ? random.Between(0.115, 0.150) : random.Between(0.050, 0.092);
        string? pool = when.Planted == Planted.PoolUnrecorded ? null : "operating";
        foreach (var phase in Phases)
        {
            long total = lines.Where(line => line.Source == LedgerDraft.Fiscal).Sum(line => line.Fen(phase) ?? 0);
            if (total == 0) continue;
            long fen = (long)Math.Round(total * share / (1 - share) / 1000) * 1000;
            yield return new LedgerEntry(Number(++count), when, phase, fen, UseClass.OperatingCosts, pool, LedgerDraft.Fiscal, null, DrawDay(random, when.Year, phase));
        }
    }

    private static string Number(int number) => $"F{number:0000}";

    private static DateOnly? DrawDay(RandomStream random, int year, FundPhase phase)
    {
        (int first, int last) = phase switch
        {
            FundPhase.Budgeted => (10, 55),
            FundPhase.Approved => (60, 115),
            FundPhase.Paid => (170, 320),
            _ => (321, 364),
        };
        var day = new DateOnly(year, 1, 1).AddDays(random.Between(first, last));
        return random.Chance(0.02) ? null : day;
    }
}
