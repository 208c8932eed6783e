using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>A page of the board: its filters and its panels.</summary>
/// <param name="Id">Id, the page's path.</param>
/// <param name="Title">Title.</param>
/// <param name="Lead">What the page answers.</param>
internal abstract record BoardTopic(string Id, Label Title, Label Lead)
{
    /// <summary>Names of the page's filters.</summary>
    public abstract ImmutableArray<string> Filters { get; }

    /// <summary>The page's filters with what can be chosen.</summary>
    public abstract IEnumerable<FilterChoice> Choices(TopicRequest request);

    /// <summary>What the page shows.</summary>
    public abstract IEnumerable<Panel> Panels(TopicRequest request);

    /// <summary>A panel of this page.</summary>
    protected Panel Panel(string name, string zh, string en) => new($"{Id}-{name}", new(zh, en));
}

/// <summary>What a page is asked.</summary>
/// <param name="Facts">Content of the data version.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="View">What the viewer may see of people.</param>
/// <param name="Filters">The filters.</param>
internal sealed record TopicRequest(BoardFacts Facts, Viewer Viewer, BoardView View, BoardFilters Filters)
{
    public StudyPlan Plan => Facts.Plan;

    public Geography Places => Facts.Places;

    /// <summary>The sub-district asked for; empty for all.</summary>
    public string Subdistrict => Filters.Among(FilterNames.Subdistrict, Places.Subdistricts);

    /// <summary>The community asked for; empty for all.</summary>
    public string Community => Filters.Among(FilterNames.Community, Places.Ids);

    /// <summary>The year asked for, or the newest of money, or of the projects.</summary>
    public string Year => Filters.Among(FilterNames.Year, Years, Years.LastOrDefault(""));

    /// <summary>Years that money, rates, or projects speak of.</summary>
    public ImmutableArray<string> Years => Facts.Ledger?.Years ?? Facts.Rates?.Years ?? [.. (Facts.Projects?.Projects.Values ?? []).Select(project => project.Year).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Area of the community, else of the sub-district asked for, else the whole.</summary>
    public string Area => Community is { Length: > 0 } community ? Geography.OfCommunity(community) : Geography.OfSubdistrict(Subdistrict);

    /// <summary>True for a community that the filters of place let through.</summary>
    public bool Covers(string community) => Community.Length > 0 ? community == Community : Subdistrict.Length == 0 || Places[community]?.Subdistrict == Subdistrict;

    public FilterChoice YearChoice => new(FilterNames.Year, new("年度", "Year"), [.. Years.Reverse().Select(year => new Level(year, Label.Same(year)))], Year);

    public FilterChoice SubdistrictChoice => new(
        FilterNames.Subdistrict, new("街道", "Sub-district"), [new("", new("全区", "Whole district")), .. Places.Subdistricts.Select(name => new Level(name, Label.Same(name)))], Subdistrict);

    /// <summary>Communities of the sub-district asked for; all where there are few.</summary>
    public FilterChoice CommunityChoice
    {
        get
        {
            var listed = Subdistrict.Length > 0 ? Places.Within[Subdistrict] : Places.Communities.Length <= 300 ? Places.Communities : Places.Communities.Where(community => community.Id == Community);
            return new(FilterNames.Community, new("社区", "Community"), [new("", new("全部社区", "All communities")), .. listed.Select(community => new Level(community.Id, community.Label))], Community);
        }
    }

    /// <summary>Releases a table on public money and acts.</summary>
    public ReleasedTable Release(CandidateTable table) => Disclosure.Review(table, Plan.Privacy);

    /// <summary>Name of the place that the filters speak of.</summary>
    public Label Place => Places.LabelOf(Area);
}
