using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A cube that has passed <see cref="Disclosure.Review(CandidateCube, PrivacyPlan)"/>. Tables are selected from it without a further review: whatever is selected, the people behind it, and behind
/// the difference of two selections, are those of the slices that are shown. What another reader may see is made from it by <see cref="Narrow"/>, so that readers who talk to each other know no
/// more than the cube that both were made from.
/// </summary>
public sealed class ReleasedCube
{
    private readonly CandidateCube _cube;
    private readonly IReadOnlySet<(string Area, string Breakdown)> _shown;
    private readonly PrivacyPlan _policy;
    private readonly Dictionary<(string Area, string Breakdown), CubeSlice> _slices;
    private readonly Scope? _scope;

    internal ReleasedCube(CandidateCube cube, IReadOnlySet<(string Area, string Breakdown)> shown, PrivacyPlan policy)
    {
        (_cube, _shown, _policy) = (cube, shown, policy);
        _slices = cube.Slices.ToDictionary(slice => (slice.Area, slice.Breakdown));
    }

    private ReleasedCube(ReleasedCube of, IReadOnlySet<(string Area, string Breakdown)> shown, PrivacyPlan policy, Scope? scope = null) =>
        (_cube, _slices, _shown, _policy, _scope) = (of._cube, of._slices, shown, policy, scope);

    /// <summary>Areas of a reader's own, and the policy that the others were shown by.</summary>
    private sealed record Scope(Func<string, bool> Own, PrivacyPlan Others);

    /// <summary>Areas and breakdowns that are shown.</summary>
    public IEnumerable<(string Area, string Breakdown)> Shown => _shown;

    /// <summary>Areas and breakdowns that there is anything about, shown or not.</summary>
    public IEnumerable<(string Area, string Breakdown)> All => _slices.Keys;

    /// <summary>True when the area and breakdown are shown.</summary>
    public bool Shows(string area, string breakdown) => _shown.Contains((area, breakdown));

    /// <summary>What a reader with less right sees: of what is shown here, that which is allowed and also meets a stricter policy.</summary>
    /// <param name="policy">The stricter policy.</param>
    /// <param name="allowed">Areas and breakdowns that this reader may see at all.</param>
    public ReleasedCube Narrow(PrivacyPlan policy, Func<string, string, bool> allowed)
    {
        var strict = policy with { MinimumCell = Math.Max(policy.MinimumCell, _policy.MinimumCell) };
        return new(this, CubeAudit.Shown(_cube, strict.MinimumCell, slice => Shows(slice.Area, slice.Breakdown) && allowed(slice.Area, slice.Breakdown)), strict);
    }

    /// <summary>What a reader sees who has a right of his own to some areas besides another view: those areas as they are shown here.</summary>
    /// <param name="view">The other view, narrowed from this cube.</param>
    /// <param name="own">True for an area of the reader's own.</param>
    /// <exception cref="ArgumentException">The view was narrowed from another cube.</exception>
    public ReleasedCube Widen(ReleasedCube view, Func<string, bool> own)
    {
        if (!ReferenceEquals(view._cube, _cube)) throw new ArgumentException("The view is of another cube.", nameof(view));
        return new(this, _shown.Where(slice => own(slice.Area) || view._shown.Contains(slice)).ToHashSet(), _policy, new Scope(own, view._policy));
    }

    /// <summary>A table of some slices; a slice that is not shown stands in it with its values withheld.</summary>
    /// <param name="id">Id of the table.</param>
    /// <param name="title">Title for people.</param>
    /// <param name="dimensions">Key columns to keep; together they must tell the rows apart.</param>
    /// <param name="measures">Value columns to keep.</param>
    /// <param name="slices">Areas and breakdowns; one that there is nothing about gives no row.</param>
    /// <param name="where">Condition on a row's whole key; null for every row.</param>
    public ReleasedTable Table(
        string id, Label title, ImmutableArray<string> dimensions, ImmutableArray<string> measures, IEnumerable<(string Area, string Breakdown)> slices, Func<ImmutableArray<string>, bool>? where = null)
    {
        int[] keys = [.. dimensions.Select(name => _cube.Dimensions.ToList().FindIndex(one => one.Id == name))], values = [.. measures.Select(name => _cube.Measures.ToList().FindIndex(one => one.Id == name))];
        var chosen = slices.ToArray();
        var table = new CandidateTable(id, title, [.. keys.Select(at => _cube.Dimensions[at])], [.. values.Select(at => _cube.Measures[at])],
            [.. chosen.SelectMany(slice => Rows(slice, where)).Select(row => Picked(row, keys, values))], Subject.Respondents, _cube.Note, Origin());
        TableShape.Check(table);
        int withheld = table.Rows.Count(row => row.Values.Any(value => value.State == ValueState.Suppressed));
        return new ReleasedTable(table, withheld, Note(withheld, [.. chosen.Where(_slices.ContainsKey).Select(slice => PolicyOf(slice.Area))]));
    }

    /// <summary>By which policy an area is shown.</summary>
    private PrivacyPlan PolicyOf(string area) => _scope is { } scope && !scope.Own(area) ? scope.Others : _policy;

    /// <summary>What the review did: by the policy of the areas in the table, or by both where it holds areas of the reader's own and others.</summary>
    private Label Note(int withheld, PrivacyPlan[] policies)
    {
        var general = policies.MaxBy(policy => policy.MinimumCell) ?? _policy;
        return Redaction.Note(withheld, general, own: policies.Append(general).Min(policy => policy.MinimumCell));
    }

    private IEnumerable<TableRow> Rows((string Area, string Breakdown) slice, Func<ImmutableArray<string>, bool>? where)
    {
        if (!_slices.TryGetValue(slice, out var found)) return [];
        var rows = found.Rows.Where(row => where is null || where(row.Key));
        return _shown.Contains(slice) ? rows.Select(row => Redaction.Rounded(row, _cube.Measures, PolicyOf(slice.Area))) : rows.Select(Redaction.Withheld);
    }

    private static TableRow Picked(TableRow row, int[] keys, int[] values) => new(
        [.. keys.Select(at => row.Key[at])], [.. keys.Select(at => row.Labels[at])], row.Base, [.. values.Select(at => row.Values[at])]);

    private Provenance Origin() => _cube.Provenance.Rows > 0 && _cube.Provenance.Rows < _policy.MinimumCell ? _cube.Provenance with { Rows = 0 } : _cube.Provenance;
}
