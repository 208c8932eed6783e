using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Texts that stand for a missing value.</summary>
internal sealed class MissingTexts
{
    private readonly ImmutableArray<MissingValues> _given;
    private readonly ImmutableArray<MissingValues> _ranges;
    private readonly (double Low, double High)[] _bounds;
    private readonly byte[][] _texts;
    private readonly double[] _numbers;
    private readonly bool _reasoned;

    /// <summary>Texts as options give them: <c>9</c>, or with its reason <c>9=refused</c>.</summary>
    /// <exception cref="StudyException">What stands after the equals sign is no reason.</exception>
    public MissingTexts(ImmutableArray<string> texts) : this([.. texts.Select(Given)], reasoned: true)
    {
    }

    private MissingTexts(ImmutableArray<MissingValues> given, bool reasoned)
    {
        (_given, _ranges) = (given, [.. given.Where(one => one.High is not null)]);
        _bounds = [.. _ranges.Select(MissingCells.Bounds).OfType<(double, double)>()];
        string[] all = ["NA", "NaN", .. given.Where(one => one.High is null).Select(one => one.Low)];
        _texts = [.. all.Select(Encoding.UTF8.GetBytes)];
        _numbers = [.. _texts.Select(text => Digits.TryReal(text, out double number) ? number : double.NaN).Where(double.IsFinite)];
        _reasoned = reasoned && given.Any(one => one.Reason != MissingReason.Blank);
    }

    /// <summary>Why the value of a missing cell is absent: as the file declares it, or <c>--missing</c>; <see cref="MissingReason.Blank"/> where neither says.</summary>
    public MissingReason ReasonOf(ReadOnlySpan<byte> cell) =>
        _reasoned && CellText.TrimAscii(cell) is { Length: > 0 } text && MissingCells.Covering(_given, Encoding.UTF8.GetString(text)) is { } entry ? entry.Reason : MissingReason.Blank;

    /// <summary>True for a number that is a missing code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMissing(double value)
    {
        foreach (double number in _numbers)
            if (number == value) return true;
        foreach (var (low, high) in _bounds)
            if (value >= low && value <= high) return true;
        return false;
    }

    /// <summary>True for blanks and the texts themselves.</summary>
    public bool IsMissing(ReadOnlySpan<byte> cell)
    {
        cell = CellText.TrimAscii(cell);
        if (CellText.IsWhite(cell)) return true;
        foreach (byte[] text in _texts)
            if (cell.SequenceEqual(text)) return true;
        return !_ranges.IsEmpty && InRange(Encoding.UTF8.GetString(cell));
    }

    /// <summary>With what a file declares of one column.</summary>
    public MissingTexts With(ImmutableArray<MissingValues> declared) => declared.IsEmpty ? this : new MissingTexts([.. _given, .. declared], reasoned: true);

    private static MissingValues Given(string text)
    {
        string trimmed = CellText.Trim(text);
        int at = trimmed.LastIndexOf('=');
        return at <= 0 ? new(trimmed, null, MissingReason.Blank) : new(CellText.Trim(trimmed[..at]), null, MissingReasons.Parse(CellText.Trim(trimmed[(at + 1)..]), "--missing"));
    }

    private bool InRange(string cell) => MissingCells.Covering(_ranges, cell) is not null;
}

/// <summary>Reads the cells of one chosen column.</summary>
internal abstract class Choice(ChosenColumn column)
{
    public ChosenColumn Column => column;

    public int Index { get; } = column.Index;

    public abstract void Read(ReadOnlySpan<byte> cell, int row, long fileRow);

    public abstract Column Freeze(int count);

    public static Choice For(ChosenColumn column, string shown) =>
        column.Kind == ColumnKind.Number ? new NumberChoice(column, column.Missing, shown) : new KeyChoice(column, column.Missing);
}

/// <summary>A numeric column.</summary>
internal sealed class NumberChoice(ChosenColumn column, MissingTexts missing, string shown) : Choice(column)
{
    // Every value is written before the block is frozen, so nothing need be cleared first.
    private double[] _values = GC.AllocateUninitializedArray<double>(ChosenColumns.BlockRows);
    private MissingReason[]? _reasons;
    // A range of codes may hold any number of numbers.
    private const int MostCodes = 1000;
    private readonly Dictionary<double, MissingReason> _reasonOfCode = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<byte> cell, int row, long fileRow)
    {
        if (Digits.TryReal(cell, out double value) && !missing.IsMissing(value)) _values[row] = value;
        else ReadSlowly(cell, row, fileRow);
    }

    public override Column Freeze(int count)
    {
        var values = count == _values.Length ? ImmutableCollectionsMarshal.AsImmutableArray(_values) : ImmutableArray.Create(_values, 0, count);
        var reasons = _reasons is null ? [] : ImmutableArray.Create(_reasons, 0, count);
        (_values, _reasons) = (GC.AllocateUninitializedArray<double>(ChosenColumns.BlockRows), null);
        return new NumberColumn(Column.Name, values, reasons);
    }

    private MissingReason ReasonOf(double code, ReadOnlySpan<byte> cell)
    {
        if (_reasonOfCode.TryGetValue(code, out var known)) return known;
        var reason = missing.ReasonOf(cell);
        if (_reasonOfCode.Count < MostCodes) _reasonOfCode.Add(code, reason);
        return reason;
    }

    private void ReadSlowly(ReadOnlySpan<byte> cell, int row, long fileRow)
    {
        bool isNumber = Digits.TryReal(CellText.TrimAscii(cell), out double value);
        if (isNumber ? missing.IsMissing(value) : missing.IsMissing(cell)) ((_reasons ??= new MissingReason[ChosenColumns.BlockRows])[row], _values[row]) = (isNumber ? ReasonOf(value, cell) : missing.ReasonOf(cell), 0);
        else if (isNumber) _values[row] = value;
        else throw new NotNumericException(Column.Name, IngestFaults.NotNumeric(shown, fileRow, Column.Name, Encoding.UTF8.GetString(cell)));
    }
}

/// <summary>A column of texts as codes. Without levels given beforehand the list grows; a code never changes its meaning.</summary>
internal sealed class KeyChoice : Choice
{
    private readonly MissingTexts _missing;
    private readonly Utf8Table _cells = new();
    private readonly List<int> _codeOfCell = [];
    private readonly List<MissingReason> _reasonOfCell = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _levels;
    private ImmutableArray<string> _frozen;
    private int[] _values = GC.AllocateUninitializedArray<int>(ChosenColumns.BlockRows);
    private MissingReason[]? _reasons;

    public KeyChoice(ChosenColumn column, MissingTexts missing) : base(column)
    {
        _missing = missing;
        _levels = [.. column.Levels];
        _frozen = column.Levels;
        for (int i = 0; i < _levels.Count; i++) _codes.Add(_levels[i], i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<byte> cell, int row, long fileRow)
    {
        int known = _cells.Find(cell), code = known >= 0 ? _codeOfCell[known] : Learn(cell);
        _values[row] = code;
        if (code < 0) (_reasons ??= new MissingReason[ChosenColumns.BlockRows])[row] = known >= 0 ? _reasonOfCell[known] : _reasonOfCell[^1];
    }

    public override Column Freeze(int count)
    {
        if (_frozen.Length != _levels.Count) _frozen = [.. _levels];
        var values = count == _values.Length ? ImmutableCollectionsMarshal.AsImmutableArray(_values) : ImmutableArray.Create(_values, 0, count);
        var reasons = _reasons is null ? [] : ImmutableArray.Create(_reasons, 0, count);
        (_values, _reasons) = (GC.AllocateUninitializedArray<int>(ChosenColumns.BlockRows), null);
        return new CategoryColumn(Column.Name, values, _frozen, reasons);
    }

    /// <summary>The distinct texts in ordinal order.</summary>
    public ImmutableArray<string> SortedLevels() => [.. _levels.Order(StringComparer.Ordinal)];

    private int Learn(ReadOnlySpan<byte> cell)
    {
        int code = _missing.IsMissing(cell) ? -1 : CodeOf(CellText.Trim(Encoding.UTF8.GetString(cell)));
        _cells.Add(cell);
        _codeOfCell.Add(code);
        _reasonOfCell.Add(code < 0 ? _missing.ReasonOf(cell) : MissingReason.Present);
        return code;
    }

    private int CodeOf(string text)
    {
        if (_codes.TryGetValue(text, out int code)) return code;
        _codes.Add(text, _levels.Count);
        _levels.Add(text);
        return _levels.Count - 1;
    }
}
