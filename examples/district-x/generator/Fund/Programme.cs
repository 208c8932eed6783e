namespace CoProduction.DistrictX;

/// <summary>What every community planned in every fund year.</summary>
/// <param name="CommunityYears">By year, then community.</param>
internal sealed record Programme(IReadOnlyList<CommunityYear> CommunityYears)
{
    public const int FirstYear = 2015, LastYear = 2020, ProjectCount = 3000;
    private const int ToiletYear = 2018, ToiletsInToiletYear = 9;

    /// <summary>The study's records end on this day.</summary>
    public static DateOnly DataDate { get; } = new(2020, 12, 31);

    /// <summary>Planted facts with their number of communities, the years they may fall in and how early the ledger was.</summary>
    private static IReadOnlyList<(Planted Fact, int Count, int From, int To)> Plan { get; } =
    [
        (Planted.OperatingBreach, 7, 2016, 2020), (Planted.PoolUnrecorded, 5, 2015, 2015), (Planted.NotYetApproved, 4, 2020, 2020),
        (Planted.CommitteeBreach, 6, 2016, 2020), (Planted.ProposalsLost, 4, 2015, 2016), (Planted.NothingDeliberated, 3, 2015, 2017),
    ];

    public static Programme Draw(ulong seed, District district)
    {
        var random = new RandomStream(seed, "programme");
        (Community Community, int Year)[] slots =
        [
            .. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(year =>
                district.Communities.Where(community => community.PilotYear <= year).Select(community => (community, year))),
        ];
        var planted = Plant(random, slots);
        var toilets = PlaceToilets(random, slots);
        return new Programme([.. slots.Select((slot, i) => new CommunityYear(
            i, slot.Community, slot.Year, planted[i], DrawLines(random, slot.Community, slot.Year, toilets.Contains(i)), ProjectsOf(i, slots.Length)))]);
    }

    /// <summary>Each planted fact falls on communities of its own, so that no community has two.</summary>
    private static Planted[] Plant(RandomStream random, (Community Community, int Year)[] slots)
    {
        var planted = new Planted[slots.Length];
        HashSet<string> taken = [];
        foreach (var (fact, count, from, to) in Plan)
        {
            var candidates = random.Shuffled(Enumerable.Range(0, slots.Length).Where(i => slots[i].Year >= from && slots[i].Year <= to));
            foreach (int i in candidates.Where(i => taken.Add(slots[i].Community.Id)).Take(count)) planted[i] = fact;
        }
        return planted;
    }

    /// <summary>New toilets in nine old estates of 2018 and here and there in other years.</summary>
    private static HashSet<int> PlaceToilets(RandomStream random, (Community Community, int Year)[] slots)
    {
        var old = random.Shuffled(Enumerable.Range(0, slots.Length).Where(i => slots[i].Community.Kind == "old_estate"));
        return [.. old.Where(i => slots[i].Year == ToiletYear).Take(ToiletsInToiletYear), .. old.Where(i => slots[i].Year != ToiletYear).Take(9)];
    }

    private static int ProjectsOf(int index, int slots) => (int)((long)(index + 1) * ProjectCount / slots - (long)index * ProjectCount / slots);

    private static BudgetLine[] DrawLines(RandomStream random, Community community, int year, bool toilet)
    {
        double pool = community.Households * random.Between(70, 110) * (1 + 0.04 * (year - FirstYear)) * (1 + 0.12 * community.Generosity);
        double share = MaintenanceShare.Of(year) + random.Between(-0.10, 0.10);
        var maintenance = DrawClasses(random, community.Kind, true, random.Chance(0.40) ? 2 : 1);
        if (toilet) maintenance = [UseClass.NewPublicToilets];
        var others = DrawClasses(random, community.Kind, false, random.Chance(0.30) ? 2 : 1);
        return [.. Divide(random, maintenance, pool * share), .. Divide(random, others, pool * (1 - share))];
    }

    private static List<UseClass> DrawClasses(RandomStream random, string kind, bool maintenance, int count)
    {
        List<UseClass> left = [.. UseClass.Drawn.Where(use => use.IsMaintenance == maintenance)];
        List<UseClass> drawn = [];
        while (drawn.Count < count)
        {
            int i = random.Weighted([.. left.Select(use => use.Frequency(kind))]);
            drawn.Add(left[i]);
            left.RemoveAt(i);
        }
        return drawn;
    }

    private static IEnumerable<BudgetLine> Divide(RandomStream random, List<UseClass> classes, double yuan)
    {
        double first = classes.Count == 1 ? 1 : random.Between(0.35, 0.65);
        return classes.Select((use, i) => new BudgetLine(use, yuan * (i == 0 ? first : 1 - first)));
    }
}
