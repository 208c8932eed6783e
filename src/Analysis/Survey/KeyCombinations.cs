using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>Numbers the combinations of key fields in order of appearance.</summary>
internal sealed class KeyCombinations
{
    private readonly ImmutableArray<string> _fields;
    private readonly KeyReader[] _readers;
    private readonly List<string>[] _texts;
    private readonly Dictionary<(int Before, int Key), int>[] _index;
    private readonly List<ImmutableArray<string>>[] _keys;
    private readonly List<(int Before, int Combination)>[] _last;
    private int[] _further = [];

    internal KeyCombinations(ImmutableArray<string> fields)
    {
        _fields = fields;
        _texts = [.. fields.Select(_ => new List<string>())];
        _readers = [.. _texts.Select(texts => new KeyReader(key => { texts.Add(key); return texts.Count - 1; }))];
        _index = [.. fields.Select(_ => new Dictionary<(int, int), int>())];
        _keys = [.. fields.Select(_ => new List<ImmutableArray<string>>())];
        _last = [.. fields.Select(_ => new List<(int, int)>())];
    }

    /// <summary>The combinations so far; one empty combination without fields.</summary>
    internal IReadOnlyList<ImmutableArray<string>> Keys => _fields.IsEmpty ? [[]] : _keys[^1];

    /// <summary>Marks the rows without a key and writes the combination of every other row.</summary>
    internal void Read(Frame block, Span<bool> missing, Span<int> into)
    {
        foreach (string field in _fields) Missingness.Mark(block[field], 0, missing);
        into.Clear();
        if (_further.Length < missing.Length) _further = new int[missing.Length];
        for (int f = 0; f < _fields.Length; f++)
        {
            _readers[f].Begin(block[_fields[f]]);
            _readers[f].Read(0, missing, _further);
            while (_last[f].Count < _texts[f].Count) _last[f].Add((-1, -1));
            var last = CollectionsMarshal.AsSpan(_last[f]);
            for (int r = 0; r < missing.Length; r++)
            {
                if (missing[r]) continue;
                int before = f == 0 ? 0 : into[r];
                ref var known = ref last[_further[r]];
                if (known.Before != before) known = (before, Combined(f, before, _further[r]));
                into[r] = known.Combination;
            }
        }
    }

    // Keys are mostly nested (a community lies in one district), so the combination of a key's last row is nearly always that of its next.

    private int Combined(int f, int before, int key)
    {
        if (_index[f].TryGetValue((before, key), out int index)) return index;
        _keys[f].Add(f == 0 ? [_texts[0][key]] : _keys[f - 1][before].Add(_texts[f][key]));
        return _index[f][(before, key)] = _keys[f].Count - 1;
    }
}
