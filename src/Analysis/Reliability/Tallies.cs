using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>The answers of one item while rows arrive: small whole numbers by index, anything else by a dictionary.</summary>
internal sealed class AnswerTally
{
    private const int Direct = 128;

    private readonly (long Count, double Weight)[] _direct = new (long, double)[Direct];
    private readonly Dictionary<double, (long Count, double Weight)> _others = [];

    /// <summary>Distinct values besides small whole numbers: what memory grows with.</summary>
    internal int Others => _others.Count;

    internal void Add(double value, double weight)
    {
        ref var entry = ref value >= 0 && value < Direct && value == (int)value ? ref _direct[(int)value] : ref CollectionsMarshal.GetValueRefOrAddDefault(_others, value, out _);
        entry = (entry.Count + 1, entry.Weight + weight);
    }

    internal ImmutableArray<AnswerCount> Finish() =>
        [.. _direct.Select((entry, value) => new AnswerCount(value, entry.Count, entry.Weight)).Where(answer => answer.Count > 0)
            .Concat(_others.Select(entry => new AnswerCount(entry.Key, entry.Value.Count, entry.Value.Weight))).OrderBy(answer => answer.Value)];
}

/// <summary>Sums of the items by total score while rows arrive.</summary>
internal sealed class TotalTally(ScaleFormula scale)
{
    private readonly Dictionary<double, Sums> _groups = [];

    internal void Add(double[] row, double weight)
    {
        double total = 0;
        for (int i = 0; i < row.Length; i++) total += scale.Reversed[i] ? -row[i] : row[i];
        if (!_groups.TryGetValue(total, out var sums)) _groups[total] = sums = new Sums(row.Length);
        sums.Add(row, weight);
    }

    internal ImmutableArray<TotalGroup> Finish() =>
        [.. _groups.OrderBy(entry => entry.Key).Select(entry => new TotalGroup(entry.Key, entry.Value.Count, entry.Value.Weight, [.. entry.Value.First], [.. entry.Value.Second]))];

    private sealed class Sums(int items)
    {
        internal long Count { get; private set; }

        internal double Weight { get; private set; }

        internal double[] First { get; } = new double[items];

        internal double[] Second { get; } = new double[items];

        internal void Add(double[] row, double weight)
        {
            Count++;
            Weight += weight;
            for (int i = 0; i < row.Length; i++)
            {
                First[i] += weight * row[i];
                Second[i] += weight * row[i] * row[i];
            }
        }
    }
}

/// <summary>The patterns of answers while rows arrive: patterns of one hash are chained.</summary>
internal sealed class PatternTally
{
    private readonly int _items;
    private readonly bool _weighted;
    private readonly List<double> _values = [];
    private readonly List<double> _weights = [];
    private readonly List<int> _patternOfRow = [];
    private readonly List<int> _next = [];
    private readonly Dictionary<long, int> _newest = [];

    internal PatternTally(int items, bool weighted) => (_items, _weighted) = (items, weighted);

    private int Count => _values.Count / _items;

    internal void Add(double[] row, double weight)
    {
        if (_weighted) _weights.Add(weight);
        _patternOfRow.Add(_weighted ? New(row) : Known(row));
    }

    internal AnswerPatterns Finish() => new([.. Enumerable.Range(0, _items).Select(Column)], [.. _patternOfRow], [.. _weights]);

    private ImmutableArray<double> Column(int item)
    {
        var column = new double[Count];
        for (int pattern = 0; pattern < column.Length; pattern++) column[pattern] = _values[pattern * _items + item];
        return ImmutableCollectionsMarshal.AsImmutableArray(column);
    }

    private int Known(double[] row)
    {
        ulong hash = 17;
        foreach (double value in row) hash = unchecked((hash ^ BitConverter.DoubleToUInt64Bits(value)) * 0x9E3779B97F4A7C15UL) ^ (hash >> 29);
        ref int newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, (long)hash, out bool known);
        if (!known) newest = -1;
        for (int pattern = newest; pattern >= 0; pattern = _next[pattern])
            if (CollectionsMarshal.AsSpan(_values).Slice(pattern * _items, _items).SequenceEqual(row)) return pattern;
        _next.Add(newest);
        return newest = New(row);
    }

    private int New(double[] row)
    {
        _values.AddRange(row);
        return Count - 1;
    }
}
