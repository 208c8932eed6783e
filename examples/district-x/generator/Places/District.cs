namespace CoProduction.DistrictX;

/// <summary>The communities of district X.</summary>
/// <param name="Communities">All of them, by id.</param>
internal sealed record District(IReadOnlyList<Community> Communities)
{
    public const int CommunitiesPerSubdistrict = 8;

    /// <summary>Sub-districts are named after the heavenly stems and earthly branches, with the year their fund began.</summary>
    public static IReadOnlyList<(string Name, int PilotYear)> Subdistricts { get; } =
    [
        ("甲街道", 2015), ("乙街道", 2015), ("丙街道", 2015), ("丁街道", 2016), ("戊街道", 2016), ("己街道", 2016),
        ("庚街道", 2017), ("辛街道", 2017), ("壬街道", 2017), ("癸街道", 2018), ("子街道", 2018), ("丑街道", 2019),
    ];

    /// <summary>Index of community L, where interview 20181109 was held.</summary>
    public const int CommunityL = 'L' - 'A';

    public static District Draw(ulong seed)
    {
        var random = new RandomStream(seed, "communities");
        int count = Subdistricts.Count * CommunitiesPerSubdistrict;
        return new District([.. Enumerable.Range(0, count).Select(index => DrawCommunity(random, index))]);
    }

    private static Community DrawCommunity(RandomStream random, int index)
    {
        var (subdistrict, pilotYear) = Subdistricts[index / CommunitiesPerSubdistrict];
        string drawn = Kinds[random.Weighted([0.45, 0.35, 0.20])];
        string kind = index == CommunityL ? "old_estate" : drawn;
        int households = kind switch
        {
            "old_estate" => random.Between(900, 2600),
            "commodity" => random.Between(1500, 4800),
            _ => random.Between(1200, 3600),
        };
        int residents = (int)(households * random.Between(2.2, 2.9));
        return new Community(index, $"C{index + 1:000}", Letters(index) + "社区", subdistrict, kind, households, residents, pilotYear, random.Normal());
    }

    private static string[] Kinds { get; } = ["old_estate", "commodity", "mixed"];

    private static string Letters(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{(char)('A' + index / 26 - 1)}{(char)('A' + index % 26)}";
}
