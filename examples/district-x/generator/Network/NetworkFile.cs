namespace CoProduction.DistrictX;

/// <summary>network.csv: the coordination network of the article's figure 1 (Wu Yue 2022), its levels, relations and directions in our words.</summary>
internal static class NetworkFile
{
    public const string Path = "network.csv";
    private const string Government = "government", Subdistrict = "subdistrict", Community = "community";

    private static readonly Actor LeadingGroup = new("leading_group", Government, "专项基金工作领导小组", "Leading group of the fund");
    private static readonly Actor CivilAffairs = new("civil_affairs", Government, "民政局", "Civil affairs bureau");
    private static readonly Actor SocialWork = new("social_work_committee", Government, "社工委", "Social work committee");
    private static readonly Actor SocialSecurity = new("social_security", Government, "社保局", "Social security bureau");
    private static readonly Actor Finance = new("finance", Government, "财政局", "Finance bureau");
    private static readonly Actor Audit = new("audit", Government, "审计局", "Audit bureau");
    private static readonly Actor Section = new("social_construction_section", Subdistrict, "街道社会建设科", "Social construction section");
    private static readonly Actor Committees = new("two_committees", Community, "社区两委", "Community's two committees");
    private static readonly Actor JointMeeting = new("joint_meeting", Community, "两委联席会议", "Joint meeting of the two committees");
    private static readonly Actor Council = new("residents_council", Community, "居民议事会", "Residents' council");
    private static readonly Actor Residents = new("residents", Community, "居民", "Residents");
    private static readonly Actor Deputies = new("deputies", Community, "居民议员", "Deputies");
    private static readonly Actor Organisations = new("social_organisations", Community, "社会组织", "Social organisations");
    private static readonly Actor WorkStation = new("work_station", Community, "社区工作站", "Community work station");

    private static readonly Actor[] Applicants = [Residents, Deputies, Organisations, WorkStation];

    private static IEnumerable<(Actor From, Actor To, string Relation)> Ties() =>
    [
        .. new[] { CivilAffairs, SocialWork, SocialSecurity, Finance, Audit }.Select(bureau => (LeadingGroup, bureau, "leads")),
        (CivilAffairs, Section, "leads"),
        .. new[] { SocialWork, SocialSecurity, Finance }.Select(bureau => (bureau, Section, "supports")),
        (Audit, Section, "supervises"), (Audit, Committees, "supervises"),
        (Section, Committees, "relays"), (Section, Council, "supports"),
        (Committees, JointMeeting, "leads"), (Committees, Council, "supports"),
        (JointMeeting, Council, "reviews"),
        .. Applicants.Select(applicant => (applicant, JointMeeting, "applies")),
        .. Applicants.Select(applicant => (applicant, Council, "deliberates")),
        .. new[] { Residents, Organisations, WorkStation }.Select(doer => (Council, doer, "decides")),
        (Council, Deputies, "supports"),
        (Residents, Council, "supervises"), (Residents, Committees, "supervises"), (Deputies, WorkStation, "supervises"), (Deputies, Organisations, "supervises"),
    ];

    public static DemoFile Write()
    {
        var csv = new CsvText("from", "to", "from_level", "to_level", "relation", "from_zh", "from_en", "to_zh", "to_en");
        foreach (var (from, to, relation) in Ties()) csv.Row(from.Id, to.Id, from.Level, to.Level, relation, from.Chinese, from.English, to.Chinese, to.English);
        return csv.Utf8(Path);
    }

    private sealed record Actor(string Id, string Level, string Chinese, string English);
}
