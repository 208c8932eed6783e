using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Board;

/// <summary>A community of a study.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">Name; the code where there is none.</param>
/// <param name="Subdistrict">Sub-district; empty where it is not known.</param>
/// <param name="Kind">Kind of community; empty where it is not known.</param>
/// <param name="Households">Households; null where they are not known.</param>
public sealed record CommunityEntry(string Id, string Name, string Subdistrict, Label Kind, long? Households)
{
    /// <summary>Name and code, or the code alone.</summary>
    public Label Label { get; } = Label.Same(Name == Id ? Id : $"{Name} {Id}");

    /// <summary>Its area in a cube.</summary>
    public string Area { get; } = $"c:{Id}";
}

/// <summary>Communities and sub-districts of a study, in order of their codes.</summary>
public sealed class Geography
{
    private static readonly ImmutableArray<string> Placed = ["fund_entries", "projects", "responses", "rates"];
    private static readonly Label WholeLabel = new("全区", "District");
    private readonly Dictionary<string, CommunityEntry> _byId;
    private readonly Dictionary<string, (string Area, Label Label)> _areas;

    /// <summary>A geography of communities.</summary>
    public Geography(IEnumerable<CommunityEntry> communities)
    {
        Communities = [.. communities.OrderBy(community => community.Id, StringComparer.Ordinal)];
        _byId = Communities.ToDictionary(community => community.Id, StringComparer.Ordinal);
        Subdistricts = [.. Communities.Select(community => community.Subdistrict).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        _areas = Subdistricts.ToDictionary(name => name, name => (OfSubdistrict(name), Label.Same(name)), StringComparer.Ordinal);
        WideAreas = [Whole, .. Subdistricts.Select(AreaOfSubdistrict)];
        Ids = [.. Communities.Select(community => community.Id)];
        Areas = [new CubeArea(Whole, ""), .. Subdistricts.Select(name => new CubeArea(AreaOfSubdistrict(name), Whole)), .. Communities.Select(community => new CubeArea(community.Area, Around(community)))];
        Within = Communities.ToLookup(community => community.Subdistrict, StringComparer.Ordinal);
    }

    /// <summary>Area of the whole study in a cube.</summary>
    public const string Whole = TableRow.Total;

    /// <summary>Every community.</summary>
    public ImmutableArray<CommunityEntry> Communities { get; }

    /// <summary>Codes of the communities.</summary>
    public ImmutableHashSet<string> Ids { get; }

    /// <summary>Every sub-district.</summary>
    public ImmutableArray<string> Subdistricts { get; }

    /// <summary>The areas of a cube: the whole, sub-districts, communities.</summary>
    public ImmutableArray<CubeArea> Areas { get; }

    /// <summary>Communities by sub-district.</summary>
    public ILookup<string, CommunityEntry> Within { get; }

    /// <summary>The community of a code; null when there is none.</summary>
    public CommunityEntry? this[string id] => _byId.GetValueOrDefault(id);

    /// <summary>Area of a sub-district in a cube; of the whole for an empty name.</summary>
    public static string OfSubdistrict(string name) => name.Length == 0 ? Whole : $"s:{name}";

    /// <summary>Area of a community in a cube.</summary>
    public static string OfCommunity(string id) => $"c:{id}";

    /// <summary>Area of a community in a cube: for one of the study, always the same text.</summary>
    internal string AreaOf(string id) => this[id]?.Area ?? OfCommunity(id);

    /// <summary>Area of a sub-district in a cube: for one of the study, always the same text.</summary>
    internal string AreaOfSubdistrict(string name) => _areas.TryGetValue(name, out var known) ? known.Area : OfSubdistrict(name);

    /// <summary>The whole and the sub-districts, as areas of a cube.</summary>
    internal ImmutableArray<string> WideAreas { get; }

    /// <summary>True for the area of a community.</summary>
    public static bool IsCommunity(string area) => area.StartsWith("c:", StringComparison.Ordinal);

    /// <summary>Label of an area.</summary>
    public Label LabelOf(string area) => area == Whole ? WholeLabel : IsCommunity(area) ? this[area[2..]]?.Label ?? Label.Same(area[2..]) : _areas.TryGetValue(area[2..], out var known) ? known.Label : Label.Same(area[2..]);

    /// <summary>True when an area lies in a sub-district or is it.</summary>
    public bool LiesIn(string area, string subdistrict) => IsCommunity(area) ? this[area[2..]]?.Subdistrict == subdistrict : area == OfSubdistrict(subdistrict);

    /// <summary>Reads the communities; where a study has no table of them, those that its records name.</summary>
    internal static async Task<Geography> ReadAsync(Evidence.Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("communities")) return new Geography(await NamedAsync(study, cancellationToken).ConfigureAwait(false));
        var rows = await study.Store.FrameAsync(new FrameSpec("communities", ["community", "name", "subdistrict", "kind", "households"], []), cancellationToken).ConfigureAwait(false);
        var kinds = DataSchema.Table("communities")["kind"].Levels;
        return new Geography(Enumerable.Range(0, rows.Rows).Select(row => Entry(rows, row, kinds)));
    }

    private static CommunityEntry Entry(Frame rows, int row, ImmutableArray<Level> kinds)
    {
        string Text(string field) => rows.Has(field) ? rows[field].Text(row) : "";
        string id = Text("community"), name = Text("name"), kind = Text("kind");
        return new CommunityEntry(id, name.Length == 0 ? id : name, Text("subdistrict"), kinds.FirstOrDefault(level => level.Code == kind)?.Label ?? Label.Same(kind),
            rows.Has("households") && rows["households"] is IntegerColumn households && !households.IsMissing(row) ? households.Values[row] : null);
    }

    private static async Task<IEnumerable<CommunityEntry>> NamedAsync(Evidence.Loaded study, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string table in Placed.Where(study.Has))
            ids.UnionWith((await study.Store.CellsAsync(new CellsSpec(table, ["community"], [], null, []), cancellationToken).ConfigureAwait(false)).Rows.Select(cell => cell.Key[0]));
        return ids.Where(id => id.Length > 0).Select(id => new CommunityEntry(id, id, "", Label.Same(""), null));
    }

    private string Around(CommunityEntry community) => AreaOfSubdistrict(community.Subdistrict);
}
