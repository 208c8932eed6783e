using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Evaluates the design of a run of rows into columns that stay in the cache.</summary>
internal sealed class DesignReader
{
    private readonly DesignPlan _plan;
    private readonly string? _weights;
    private readonly int _capacity;
    private readonly string[] _needed;
    private readonly double[][] _numbers;
    private readonly LevelReader?[] _levels;
    private readonly double[] _columns;
    private readonly double[] _weight;
    private readonly bool[] _missing;
    private Frame _block = new([]);
    private int _start;
    private int _rows;

    internal DesignReader(DesignPlan plan, string? weights, int capacity)
    {
        _plan = plan;
        _weights = weights;
        _capacity = capacity;
        _needed = [.. plan.Formula.Variables, .. weights is null ? Array.Empty<string>() : [weights]];
        _numbers = [.. plan.Atoms.Select(atom => new double[atom.Levels.IsEmpty ? capacity : 0])];
        _levels = [.. plan.Atoms.Select(atom => atom.Levels.IsEmpty ? null : new LevelReader(atom, capacity))];
        _columns = new double[plan.Labels.Length * capacity];
        _weight = new double[capacity];
        _missing = new bool[capacity];
    }

    internal void Begin(Frame block)
    {
        _block = block;
        foreach (var level in _levels) level?.Begin(block);
    }

    /// <summary>Reads rows; the answer marks those that cannot be used.</summary>
    internal Span<bool> Read(int start, int rows)
    {
        (_start, _rows) = (start, rows);
        var missing = _missing.AsSpan(0, rows);
        missing.Clear();
        foreach (string name in _needed) Missingness.Mark(_block[name], start, missing);
        ReadAtoms(missing);
        for (int c = 0; c < _plan.Columns.Length; c++) Fill(_plan.Columns[c], _columns.AsSpan(c * _capacity, rows));
        Evaluation.Evaluate(_plan.Formula.OutcomeExpression, _block, start, _columns.AsSpan(_plan.Columns.Length * _capacity, rows));
        if (_weights is not null) Evaluation.Evaluate(new NameExpression(_weights, 0), _block, start, _weight.AsSpan(0, rows));
        return missing;
    }

    internal double Weight(int row) => _weight[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyRow(int row, Span<double> into)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(_columns);
        for (int c = 0; c < into.Length; c++) into[c] = Unsafe.Add(ref from, c * _capacity + row);
    }

    internal void CopyRow(int row, Span<double> into, double factor)
    {
        CopyRow(row, into);
        for (int c = 0; c < into.Length; c++) into[c] *= factor;
    }

    /// <summary>A term such as log(0) has no value: an error, since R would drop the row with no more than a warning.</summary>
    internal void CheckFinite(ReadOnlySpan<bool> missing)
    {
        for (int c = 0; c < _plan.Labels.Length; c++) CheckFinite(_columns.AsSpan(c * _capacity, _rows), missing, _plan.Labels[c]);
        if (_weights is not null) CheckFinite(_weight.AsSpan(0, _rows), missing, _weights);
    }

    private static void CheckFinite(ReadOnlySpan<double> values, ReadOnlySpan<bool> missing, string label)
    {
        if (AllFinite(values)) return;
        for (int r = 0; r < values.Length; r++)
            if (!missing[r] && !double.IsFinite(values[r])) throw new StudyException(LinearFaults.NotFinite(label, values[r]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var probe = Vector256<double>.Zero;
        foreach (var lane in lanes) probe += lane * 0;
        double sum = Vector256.Sum(probe);
        foreach (double value in values[(lanes.Length * Vector256<double>.Count)..]) sum += value * 0;
        return sum == 0;
    }

    private void ReadAtoms(Span<bool> missing)
    {
        for (int a = 0; a < _plan.Atoms.Length; a++)
        {
            if (_levels[a] is { } level) level.Read(_start, missing);
            else Evaluation.Evaluate(_plan.Atoms[a].Expression, _block, _start, _numbers[a].AsSpan(0, _rows));
        }
    }

    private void Fill(DesignColumn column, Span<double> into)
    {
        if (column.Parts is [(var only, DesignColumn.Numeric)])
        {
            _numbers[only].AsSpan(0, _rows).CopyTo(into);
            return;
        }
        into.Fill(1);
        foreach (var (atom, level) in column.Parts)
        {
            if (level == DesignColumn.Numeric) Multiply(into, _numbers[atom]);
            else Keep(into, _levels[atom]!.Codes, level);
        }
    }

    private static void Multiply(Span<double> into, ReadOnlySpan<double> by)
    {
        for (int r = 0; r < into.Length; r++) into[r] *= by[r];
    }

    private static void Keep(Span<double> into, ReadOnlySpan<int> codes, int level)
    {
        for (int r = 0; r < into.Length; r++) into[r] = codes[r] == level ? into[r] : 0;
    }
}
