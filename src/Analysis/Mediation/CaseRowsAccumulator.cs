using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>Gathers the rows of a design, block by block, into <see cref="CaseRows"/>. Leaves out the rows that <see cref="RootsAccumulator"/> leaves out.</summary>
public sealed class CaseRowsAccumulator
{
    private const int ChunkRows = 1024;

    private readonly DesignReader _reader;
    private readonly string? _weights;
    private readonly string? _cluster;
    private readonly ImmutableArray<int> _columns;
    private readonly ImmutableArray<string> _labels;
    private readonly double[] _whole;
    private readonly double[] _row;
    private readonly List<double> _values = [];
    private readonly List<int> _counts = [];
    private int[] _slots = new int[1024];

    /// <summary>An empty accumulator.</summary>
    /// <param name="plan">Columns to make.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column, whose gaps count as missing; null for none.</param>
    /// <param name="variables">Keep only the columns of these variables by themselves; default for all columns.</param>
    public CaseRowsAccumulator(DesignPlan plan, string? weights, string? cluster, ImmutableArray<string> variables = default)
    {
        _reader = new DesignReader(plan, weights, ChunkRows);
        _weights = weights;
        _cluster = cluster;
        _columns = variables.IsDefault ? [.. Enumerable.Range(0, plan.Labels.Length)] : [.. Enumerable.Range(0, plan.Columns.Length).Where(column => IsOf(plan, column, variables))];
        _labels = [.. _columns.Select(column => plan.Labels[column])];
        _whole = new double[plan.Labels.Length];
        _row = new double[_columns.Length + (weights is null ? 0 : 1)];
    }

    /// <summary>Adds rows.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind, a weight is negative, a level is undeclared, or a term is not finite.</exception>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(block, start, Math.Min(ChunkRows, block.Rows - start));
    }

    /// <summary>The rows so far.</summary>
    public CaseRows Finish()
    {
        int stride = _row.Length;
        var values = CollectionsMarshal.AsSpan(_values).ToArray();
        int[] order = [.. Enumerable.Range(0, _counts.Count)];
        Array.Sort(order, (a, b) => values.AsSpan(a * stride, stride).SequenceCompareTo(values.AsSpan(b * stride, stride)));
        var sorted = new double[values.Length];
        for (int i = 0; i < order.Length; i++) values.AsSpan(order[i] * stride, stride).CopyTo(sorted.AsSpan(i * stride));
        return new CaseRows(_labels, _weights is not null, ImmutableCollectionsMarshal.AsImmutableArray(sorted), [.. order.Select(i => _counts[i])]);
    }

    private static bool IsOf(DesignPlan plan, int column, ImmutableArray<string> variables) =>
        plan.Columns[column].Parts is [var part] && variables.Contains(plan.Atoms[part.Atom].Name);

    private void AddChunk(Frame block, int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        if (_cluster is not null) Missingness.Mark(block[_cluster], start, missing);
        _reader.CheckFinite(missing);
        for (int r = 0; r < rows; r++)
        {
            if (missing[r]) continue;
            double weight = _weights is null ? 1 : _reader.Weight(r);
            if (weight < 0) throw new StudyException(LinearFaults.NegativeWeight(weight));
            if (weight > 0) AddRow(r, weight);
        }
    }

    private void AddRow(int r, double weight)
    {
        _reader.CopyRow(r, _whole);
        for (int c = 0; c < _columns.Length; c++) _row[c] = _whole[_columns[c]] + 0.0;
        if (_weights is not null) _row[^1] = weight;
        if (2 * (_counts.Count + 1) > _slots.Length) Grow();
        ref int slot = ref _slots[Find(_row)];
        if (slot != 0)
        {
            _counts[slot - 1]++;
            return;
        }
        _values.AddRange(_row);
        _counts.Add(1);
        slot = _counts.Count;
    }

    // Open addressing: a slot holds the row's number counted from 1; 0 is free.
    private int Find(ReadOnlySpan<double> row)
    {
        var hash = new HashOfBits();
        foreach (double value in row) hash.Add(value);
        int at = (int)(hash.Value & (ulong)(_slots.Length - 1));
        var values = CollectionsMarshal.AsSpan(_values);
        while (_slots[at] != 0 && !values.Slice((_slots[at] - 1) * row.Length, row.Length).SequenceEqual(row)) at = (at + 1) & (_slots.Length - 1);
        return at;
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        for (int i = 0; i < _counts.Count; i++) _slots[Find(CollectionsMarshal.AsSpan(_values).Slice(i * _row.Length, _row.Length))] = i + 1;
    }

    /// <summary>A hash that is the same in every run, so that time is too.</summary>
    private struct HashOfBits
    {
        private ulong _state;

        internal void Add(double value)
        {
            _state = (_state ^ BitConverter.DoubleToUInt64Bits(value)) * 0x9E3779B97F4A7C15;
            _state ^= _state >> 32;
        }

        internal readonly ulong Value => _state;
    }
}
