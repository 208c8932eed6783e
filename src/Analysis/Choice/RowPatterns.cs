using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>The distinct patterns of rows (columns, offset, outcome) with their weights, found in one pass by a table of hashes; where they hardly repeat rows are kept as they are. It gives up where they need more memory than allowed.</summary>
internal sealed class RowPatterns : ChoiceSource
{
    private const int Empty = -1;
    private const int BlockBits = 8;
    private const double Loading = 0.6;

    /// <summary>After so many rows it is seen whether patterns repeat.</summary>
    private const int Judged = 65_536;

    private readonly int _columns;
    private readonly int _width;
    private readonly long _bytes;
    private readonly List<double[]> _blocks = [];
    private int[] _slots = [];
    private long _rows;
    private Whitening? _whitening;

    /// <param name="columns">Columns of a row.</param>
    /// <param name="bytes">Memory allowed.</param>
    internal RowPatterns(int columns, long bytes)
    {
        (_columns, _width, _bytes) = (columns, columns + 3, bytes);
        Rehash(128);
    }

    /// <summary>Number of patterns.</summary>
    internal int Count { get; private set; }

    /// <summary>The pattern that a row was counted as last.</summary>
    internal int Last { get; private set; }

    /// <summary>Columns, offset and outcome of a pattern, its columns in the coordinates of the search.</summary>
    internal ReadOnlySpan<double> Pattern(int index) => Whole(index)[..(_columns + 2)];

    /// <summary>Adds a row; false when there is no room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool Add(ReadOnlySpan<double> row, double offset, double outcome, double weight)
    {
        if (Count == _blocks.Count << BlockBits && !Grow()) return false;
        var next = Whole(Count);
        row.CopyTo(next);
        for (int c = 0; c < _columns; c++) next[c] += 0.0;
        (next[_columns], next[_columns + 1], next[_columns + 2]) = (offset, outcome, weight);
        if (Count == Judged && _rows < Judged + Judged / 8) _slots = [];
        _rows++;
        if (_slots.Length == 0)
        {
            Last = Count++;
            return true;
        }
        ref int slot = ref _slots[Find(next[..(_columns + 2)])];
        Last = slot;
        if (slot == Empty) Last = slot = Count++;
        else Whole(slot)[_columns + 2] += weight;
        return true;
    }

    /// <summary>Numbers the outcomes anew and puts the columns into coordinates where their moments are the identity.</summary>
    internal void Prepare(OutcomeKeys? keys, Whitening whitening)
    {
        _slots = [];
        _whitening = whitening;
        for (int i = 0; i < Count; i++)
        {
            var pattern = Whole(i);
            whitening.Apply(pattern[.._columns]);
            if (keys is not null) pattern[_columns + 1] = keys.Place((int)pattern[_columns + 1]);
        }
    }

    internal override void Each(TakeRow take) => Each(take, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Each(TakeRow take, int step)
    {
        double scale = _whitening?.Scale ?? 1;
        for (int i = 0; i < Count; i += step)
        {
            var pattern = Whole(i);
            take(pattern[.._columns], pattern[_columns], pattern[_columns + 1], pattern[_columns + 2] * scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<double> key)
    {
        int mask = _slots.Length - 1, at = (int)(Hash(key) & (uint)mask);
        while (_slots[at] != Empty && !Same(key, _slots[at])) at = (at + 1) & mask;
        return at;
    }

    private bool Same(ReadOnlySpan<double> key, int pattern) => key.SequenceEqual(Whole(pattern)[..key.Length]);

    // Each word is mixed by a multiplication and a shift, as Steele, Lea and Flood (2014) end their generator.
    private static uint Hash(ReadOnlySpan<double> key)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (ulong word in MemoryMarshal.Cast<double, ulong>(key))
        {
            hash = (hash ^ word) * 0xBF58476D1CE4E5B9;
            hash ^= hash >> 29;
        }
        return (uint)((hash * 0x94D049BB133111EB) >> 32);
    }

    private Span<double> Whole(int index) => _blocks[index >> BlockBits].AsSpan((index & ((1 << BlockBits) - 1)) * _width, _width);

    private bool Grow()
    {
        long patterns = (long)(_blocks.Count + 1) << BlockBits;
        if (patterns * _width * sizeof(double) + 4L * _slots.Length > _bytes || patterns > int.MaxValue) return false;
        _blocks.Add(new double[_width << BlockBits]);
        while (_slots.Length > 0 && patterns > Loading * _slots.Length) Rehash(2 * _slots.Length);
        return true;
    }

    private void Rehash(int slots)
    {
        _slots = new int[slots];
        Array.Fill(_slots, Empty);
        for (int i = 0; i < Count; i++) _slots[Find(Pattern(i))] = i;
    }
}
