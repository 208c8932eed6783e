using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Chooses the slices of a cube that are shown. A slice is shown when each of its numbers of people is 0 or at least the minimum, when the slice around it is shown, and when the same holds for
/// what is left of the slice around it after all shown slices within it are taken away. So the shown slices of a breakdown cut the people into blocks of at least the minimum, and every sum or
/// difference of shown slices is a union of such blocks.
/// </summary>
internal sealed class CubeAudit
{
    private readonly Dictionary<(string Area, string Breakdown), CubeSlice> _slices;
    private readonly Func<CubeSlice, bool> _allowed;
    private readonly int _minimum;
    private readonly HashSet<(string Area, string Breakdown)> _shown = [];
    private readonly ILookup<string, string> _within;
    private readonly string[] _tops;

    private CubeAudit(CandidateCube cube, int minimum, Func<CubeSlice, bool> allowed)
    {
        (_minimum, _allowed) = (minimum, allowed);
        _slices = cube.Slices.ToDictionary(slice => (slice.Area, slice.Breakdown));
        _within = cube.Areas.ToLookup(area => area.Within, area => area.Id, StringComparer.Ordinal);
        _tops = [.. _within[""]];
    }

    /// <summary>The slices to show, of those allowed.</summary>
    public static IReadOnlySet<(string Area, string Breakdown)> Shown(CandidateCube cube, int minimum, Func<CubeSlice, bool> allowed)
    {
        var audit = new CubeAudit(cube, minimum, allowed);
        foreach (var breakdown in cube.Slices.Select(slice => (slice.Breakdown, slice.Under)).Distinct().OrderBy(pair => pair.Under.Length > 0)) audit.Show(breakdown.Breakdown);
        return audit._shown;
    }

    private void Show(string breakdown)
    {
        foreach (string top in _tops)
        {
            if (!_slices.TryGetValue((top, breakdown), out var whole) || !IsFit(whole)) continue;
            _shown.Add((top, breakdown));
            ShowWithin(whole);
        }
    }

    private void ShowWithin(CubeSlice around)
    {
        CubeSlice[] all = [.. _within[around.Area].Select(area => _slices.GetValueOrDefault((area, around.Breakdown))).OfType<CubeSlice>()];
        var kept = all.Where(IsFit).OrderByDescending(slice => slice.People[0]).ThenBy(slice => slice.Area, StringComparer.Ordinal).ToList();
        while (kept.Count > 0 && !LeavesEnough(around, all, kept)) kept.RemoveAt(kept.Count - 1);
        foreach (var slice in kept)
        {
            _shown.Add((slice.Area, slice.Breakdown));
            ShowWithin(slice);
        }
    }

    private bool IsFit(CubeSlice slice) => _allowed(slice) && (slice.Under.Length == 0 || _shown.Contains((slice.Area, slice.Under))) && slice.People.All(IsEnough);

    private bool IsEnough(long people) => people == 0 || people >= _minimum;

    private bool LeavesEnough(CubeSlice around, CubeSlice[] all, List<CubeSlice> kept)
    {
        var hidden = all.Except(kept).ToArray();
        return Enumerable.Range(0, around.People.Length).All(i =>
        {
            long rest = around.People[i] - kept.Sum(slice => slice.People[i]);
            return IsEnough(rest) && !IsFixed(rest, [.. hidden.Select(slice => slice.People[i]).Where(people => people > 0)]);
        });
    }

    /// <summary>Small numbers are fixed by their sum when it is the least or the most that so many small numbers can have.</summary>
    private bool IsFixed(long rest, long[] hidden) =>
        hidden.Length > 0 && hidden.Sum() == rest && hidden.All(people => people < _minimum) && (rest == hidden.Length || rest == hidden.Length * (_minimum - 1L));
}
