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
    private readonly Evaluation _evaluation;
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
        if (plan.NeedsConstants) throw new StudyException(FormulaFaults.Unbound(plan));
        _needed = [.. plan.Formula.Variables.Concat(plan.Formula.Keys).Concat(weights is null ? [] : [weights]).Distinct(StringComparer.Ordinal)];
        _evaluation = new Evaluation(plan.Expressions, capacity);
        _numbers = [.. plan.Atoms.Select(atom => new double[atom.Width * capacity])];
        _levels = [.. plan.Atoms.Select(atom => atom.Category is { } category ? new LevelReader(atom.Name, category, capacity) : null)];
        _columns = new double[plan.Labels.Length * capacity];
        _weight = new double[capacity];
        _missing = new bool[capacity];
    }

    internal void Begin(Frame block)
    {
        _block = block;
        _evaluation.Begin(block);
        foreach (var level in _levels) level?.Begin(block);
    }

    /// <summary>Reads rows; the answer marks those that cannot be used.</summary>
    internal Span<bool> Read(int start, int rows)
    {
        _missing.AsSpan(0, rows).Clear();
        return ReadUnmarked(start, rows);
    }

    /// <summary>Reads rows but those that are marked already: their values, such as levels of their own, are not looked at.</summary>
    internal Span<bool> Read(int start, ReadOnlySpan<bool> unused)
    {
        unused.CopyTo(_missing);
        return ReadUnmarked(start, unused.Length);
    }

    private Span<bool> ReadUnmarked(int start, int rows)
    {
        (_start, _rows) = (start, rows);
        var missing = _missing.AsSpan(0, rows);
        foreach (string name in _needed) Missingness.Mark(_block[name], start, missing);
        ReadAtoms(missing);
        for (int c = 0; c < _plan.Columns.Length; c++) Fill(_plan.Columns[c], _columns.AsSpan(c * _capacity, rows));
        _evaluation.Evaluate(_plan.Outcome, start, missing, _columns.AsSpan(_plan.Columns.Length * _capacity, rows));
        if (_weights is not null) _evaluation.Evaluate(new NameExpression(_weights, 0), start, missing, _weight.AsSpan(0, rows));
        return missing;
    }

    internal double Weight(int row) => _weight[row];

    /// <summary>Value of a column of a numeric variable of the design, or index of a category's level.</summary>
    internal double Atom(int atom, int index, int row) => _levels[atom] is { } level ? level.Codes[row] : _numbers[atom][index * _capacity + row];

    /// <summary>Values of a column of the design in the rows read; those of missing rows mean nothing.</summary>
    internal ReadOnlySpan<double> Column(int column) => _columns.AsSpan(column * _capacity, _rows);

    /// <summary>Level of each row read of a category; undefined where the row is missing.</summary>
    internal ReadOnlySpan<int> Codes(int atom) => _levels[atom]!.Codes[.._rows];

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
            else _evaluation.EvaluateColumns(_plan.Atoms[a].Expression, _start, missing, _numbers[a], _capacity);
        }
    }

    private void Fill(DesignColumn column, Span<double> into)
    {
        if (column.Parts is [var only] && _levels[only.Atom] is null)
        {
            Numbers(only).CopyTo(into);
            return;
        }
        into.Fill(1);
        foreach (var part in column.Parts)
        {
            if (_levels[part.Atom] is not { } levels) Multiply(into, Numbers(part));
            else if (part.Values.IsDefault) Keep(into, levels.Codes, part.Index);
            else Multiply(into, levels.Codes, part.Values.AsSpan());
        }
    }

    private ReadOnlySpan<double> Numbers(DesignPart part) => _numbers[part.Atom].AsSpan(part.Index * _capacity, _rows);

    private static void Multiply(Span<double> into, ReadOnlySpan<double> by)
    {
        for (int r = 0; r < into.Length; r++) into[r] *= by[r];
    }

    private static void Multiply(Span<double> into, ReadOnlySpan<int> codes, ReadOnlySpan<double> ofLevel)
    {
        for (int r = 0; r < into.Length; r++) into[r] *= ofLevel[codes[r]];
    }

    private static void Keep(Span<double> into, ReadOnlySpan<int> codes, int level)
    {
        for (int r = 0; r < into.Length; r++) into[r] = codes[r] == level ? into[r] : 0;
    }
}
