using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>The growing roots of all communities, or of their parts by further fields; without any field there is one, with the empty key.</summary>
internal sealed class Communities
{
    private readonly int _columns;
    private readonly bool _clustered;
    private readonly ImmutableArray<string> _fields;
    private readonly KeyReader[] _keys;
    private readonly List<string>[] _texts;
    private readonly List<ImmutableArray<string>>[] _combinations;
    private readonly Dictionary<(int Combination, int Key), int>[] _index;
    // Keys are mostly nested (a community lies in one district): the combination of a key's last row is nearly always that of its next.
    private readonly List<(int Before, int Combination)>[] _last;
    private readonly List<GrowingRoot> _roots = [];
    private int[] _indices = [];
    private int[] _further = [];
    private Frame? _block;

    internal Communities(int columns, string? cluster, ImmutableArray<string> groups)
    {
        _columns = columns;
        _clustered = cluster is not null;
        _fields = [.. cluster is null ? [] : new[] { cluster }, .. groups];
        _texts = [.. _fields.Select(_ => new List<string>())];
        _combinations = [.. _fields.Select(_ => new List<ImmutableArray<string>>())];
        _last = [.. _fields.Select(_ => new List<(int, int)>())];
        _index = [.. _fields.Select(_ => new Dictionary<(int, int), int>())];
        _keys = [.. Enumerable.Range(0, _fields.Length).Select(field => new KeyReader(key => NewKey(field, key)))];
        if (_fields.IsEmpty) _roots.Add(new GrowingRoot(columns));
    }

    internal void Begin(Frame block)
    {
        _block = block;
        for (int f = 0; f < _fields.Length; f++) _keys[f].Begin(block[_fields[f]]);
    }

    /// <summary>Reads the communities of rows and marks those without one.</summary>
    internal void Read(int start, Span<bool> missing)
    {
        if (_indices.Length < missing.Length) (_indices, _further) = (new int[missing.Length], new int[missing.Length]);
        if (_fields.IsEmpty) return;
        foreach (string field in _fields) Missingness.Mark(_block![field], start, missing);
        _keys[0].Read(start, missing, _indices);
        for (int f = 1; f < _fields.Length; f++)
        {
            _keys[f].Read(start, missing, _further);
            while (_last[f].Count < _texts[f].Count) _last[f].Add((-1, -1));
            var last = CollectionsMarshal.AsSpan(_last[f]);
            for (int r = 0; r < missing.Length; r++)
            {
                if (missing[r]) continue;
                ref var known = ref last[_further[r]];
                if (known.Before != _indices[r]) known = (_indices[r], Combined(f, _indices[r], _further[r]));
                _indices[r] = known.Combination;
            }
        }
    }

    internal GrowingRoot Of(int row) => _roots[_indices[row]];

    internal ImmutableArray<CommunityRoot> Finish(ImmutableArray<string> labels) =>
        [.. Filled().Order(Comparer<Part>.Create((a, b) => KeyOrder.Ordinal.Compare(a.Keys, b.Keys))).Select(part => Finish(part.Keys, part.Root.Finish(labels)))];

    private IEnumerable<Part> Filled()
    {
        for (int i = 0; i < _roots.Count; i++)
            if (!_roots[i].IsEmpty) yield return new Part(_roots[i], _fields.IsEmpty ? [] : _combinations[^1][i]);
    }

    private sealed record Part(GrowingRoot Root, ImmutableArray<string> Keys);

    private CommunityRoot Finish(ImmutableArray<string> keys, CrossProduct root) =>
        _clustered ? new(keys[0], root) { Groups = keys[1..] } : new("", root) { Groups = keys };

    // Index of a combination of keys of the fields 0..f; whole combinations have a root each.
    private int Combined(int f, int combination, int key)
    {
        if (!_index[f].TryGetValue((combination, key), out int index))
            _index[f][(combination, key)] = index = NewCombination(f, _combinations[f - 1][combination].Add(_texts[f][key]));
        return index;
    }

    private int NewKey(int field, string key)
    {
        _texts[field].Add(key);
        if (field == 0) NewCombination(0, [key]);
        return _texts[field].Count - 1;
    }

    private int NewCombination(int f, ImmutableArray<string> keys)
    {
        _combinations[f].Add(keys);
        if (f == _fields.Length - 1) _roots.Add(new GrowingRoot(_columns));
        return _combinations[f].Count - 1;
    }
}
