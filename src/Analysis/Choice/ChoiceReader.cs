using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>A run of rows that a model uses. Reused: nothing of it may be kept.</summary>
internal sealed class ChoiceRows(int columns, int capacity)
{
    private readonly double[] _columns = new double[columns * capacity];

    internal int Count { get; set; }

    /// <summary>Where in the reader's run each row stands.</summary>
    internal int[] At { get; } = new int[capacity];

    internal double[] Offset { get; } = new double[capacity];

    /// <summary>Number of the category in order of appearance, or the count.</summary>
    internal double[] Outcome { get; } = new double[capacity];

    internal double[] Weight { get; } = new double[capacity];

    /// <summary>Unit of the design in order of appearance; 0 without units.</summary>
    internal int[] Unit { get; } = new int[capacity];

    /// <summary>Columns of a row.</summary>
    internal Span<double> Row(int row) => _columns.AsSpan(row * columns, columns);
}

/// <summary>Reads the rows of a choice model, pass by pass.</summary>
internal sealed class ChoiceReader
{
    private const int ChunkRows = 1024;

    private readonly ChoicePlan _plan;
    private readonly ChoiceSpec _spec;
    private readonly OutcomeKeys _keys;
    private readonly DesignReader _reader;
    private readonly DesignReader? _offset;
    private readonly UsableRows _usable;
    private readonly KeyReader _outcome;
    private readonly ChoiceRows _rows;
    private readonly bool[] _missing = new bool[ChunkRows];
    private readonly int[] _codes = new int[ChunkRows];
    private readonly double[] _values = new double[ChunkRows];
    private readonly double[] _raw;

    internal ChoiceReader(ChoicePlan plan, OutcomeKeys keys, bool units)
    {
        (_plan, _spec, _keys) = (plan, plan.Spec, keys);
        Units = units ? new UnitsAccumulator(_spec.Design) : null;
        _reader = new DesignReader(plan.Design, null, ChunkRows);
        _offset = plan.Offset is { } offset ? new DesignReader(offset, null, ChunkRows) : null;
        _usable = new UsableRows(_spec.Formula, _spec.Design.Weights, _spec.Design.Cluster, _spec.Needed, ChunkRows);
        _outcome = new KeyReader(keys.IndexOf);
        _rows = new ChoiceRows(plan.Columns, ChunkRows);
        _raw = new double[plan.Columns];
    }

    /// <summary>Rows seen.</summary>
    internal long Read { get; private set; }

    /// <summary>Units of the design; null where none are asked.</summary>
    internal UnitsAccumulator? Units { get; }

    /// <summary>The design of the run at hand.</summary>
    internal DesignReader Design => _reader;

    /// <summary>Rows of the run at hand that are not used.</summary>
    internal ReadOnlySpan<bool> Unused => _missing.AsSpan(0, _length);

    /// <summary>Where the run at hand begins in its block.</summary>
    internal int Start { get; private set; }

    private int _length;

    /// <summary>Passes over the rows used.</summary>
    internal IEnumerable<(Frame Block, ChoiceRows Rows)> Runs(IEnumerable<Frame> blocks)
    {
        foreach (var block in blocks)
        {
            Begin(block);
            for (int start = 0; start < block.Rows; start += ChunkRows)
            {
                Fill(block, start, Math.Min(ChunkRows, block.Rows - start));
                yield return (block, _rows);
            }
        }
    }

    private void Begin(Frame block)
    {
        _reader.Begin(block);
        _offset?.Begin(block);
        _usable.Begin(block);
        if (!_spec.Family.IsCount()) _outcome.Begin(block[_spec.Outcome]);
        Units?.Add(block);
        Read += block.Rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(Frame block, int start, int length)
    {
        (Start, _length) = (start, length);
        var missing = _missing.AsSpan(0, length);
        _usable.Mark(start, missing);
        Finite(_reader, start, missing);
        if (_offset is not null) Finite(_offset, start, missing);
        Outcomes(block, start, missing);
        _rows.Count = 0;
        for (int r = 0; r < length; r++)
            if (!missing[r] && (Units is null || Units.Of(start + r) >= 0)) Keep(start, r);
            else missing[r] = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(int start, int row)
    {
        int at = _rows.Count++;
        _reader.CopyRow(row, _raw);
        var into = _rows.Row(at);
        for (int c = 0; c < into.Length; c++) into[c] = _raw[_plan.Order[c]];
        _rows.At[at] = row;
        _rows.Offset[at] = _offset is null ? 0 : _offset.Column(0)[row];
        _rows.Outcome[at] = _spec.Family.IsCount() ? _values[row] : _keys.Place(_codes[row]);
        _rows.Weight[at] = _spec.Design.Weights is null ? 1 : _usable.Weight(row);
        _rows.Unit[at] = Units?.Of(start + row) ?? 0;
    }

    private static void Finite(DesignReader reader, int start, ReadOnlySpan<bool> missing)
    {
        reader.Read(start, missing);
        reader.CheckFinite(missing);
    }

    private void Outcomes(Frame block, int start, Span<bool> missing)
    {
        if (!_spec.Family.IsCount())
        {
            _outcome.Read(start, missing, _codes);
            return;
        }
        if (block[_spec.Outcome] is TextColumn or CategoryColumn) throw new StudyException(ChoiceFaults.CountHasTexts(_spec.Outcome));
        var evaluation = new Evaluation([], 0);
        evaluation.Begin(block);
        evaluation.Evaluate(new NameExpression(_spec.Outcome, 0), start, missing, _values.AsSpan(0, missing.Length));
        for (int r = 0; r < missing.Length; r++)
            if (!missing[r] && !(_values[r] >= 0 && _values[r] == Math.Floor(_values[r]) && double.IsFinite(_values[r]))) throw new StudyException(ChoiceFaults.NotCount(_spec.Outcome, _values[r]));
    }
}
