using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Looks at the cells of one column: how long they are, whether they are numbers and which.</summary>
internal sealed class ColumnLook(FileVariable variable, bool described)
{
    /// <summary>Digits that a double tells apart.</summary>
    private const int MostDigits = 15;

    /// <summary>Up to here a double holds every whole number.</summary>
    private const double LastExact = 1L << 53;

    private readonly MissingTexts _missing = new MissingTexts([]).With(variable.Missing);
    private readonly HashSet<string> _absent = [];
    private readonly bool _mayBeAbsent = !variable.Missing.IsEmpty;
    private int _bytes;
    private bool _whole = true;
    private double _low = double.PositiveInfinity;
    private double _high = double.NegativeInfinity;
    private bool _numbers = true;
    private bool _days = true;
    private bool _moments = true;
    private bool _any;

    /// <summary>Takes a cell in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty) return;
        _bytes = Math.Max(_bytes, cell.Length);
        if (described && variable.Kind == VariableKind.Text) return;
        if (Digits.TryReal(cell, out double number)) AddNumber(cell, number);
        else if (described) AddOther(cell);
        else if (!IsNothing(cell)) AddText(cell);
    }

    /// <summary>The column as its rows showed it. A column without a cell is a text.</summary>
    public ColumnShape Shape()
    {
        var kind = described ? variable.Kind : !_any ? VariableKind.Text : _numbers ? VariableKind.Number : _days ? VariableKind.Date : _moments ? VariableKind.DateTime : VariableKind.Text;
        return new ColumnShape(variable with { Kind = kind }, _bytes, _whole, _low, _high, [.. _absent]);
    }

    /// <summary>True for what stands for nothing in a column of numbers or days without a description.</summary>
    public static bool IsNothing(ReadOnlySpan<byte> cell) => cell.SequenceEqual("NA"u8) || cell.SequenceEqual("NaN"u8) || CellText.IsWhite(cell);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddNumber(ReadOnlySpan<byte> cell, double number)
    {
        if (_mayBeAbsent && _missing.IsMissing(number))
        {
            Remember(cell);
            return;
        }
        if (number < _low) _low = number;
        if (number > _high) _high = number;
        if (_whole && number != Math.Floor(number)) _whole = false;
        if (described) return;
        (_any, _days, _moments) = (true, false, false);
        if (_numbers && IsCode(cell, number)) _numbers = false;
    }

    private void AddOther(ReadOnlySpan<byte> cell)
    {
        if (cell[0] == '.' || (_mayBeAbsent && _missing.IsMissing(cell))) Remember(cell);
    }

    private void AddText(ReadOnlySpan<byte> cell)
    {
        (_any, _numbers) = (true, false);
        if (!_moments) return;
        string text = Encoding.UTF8.GetString(cell);
        _days = _days && MomentText.TryDay(text, out _);
        _moments = MomentText.TryMoment(text, out _, out _);
    }

    private void Remember(ReadOnlySpan<byte> cell)
    {
        if (_absent.Count <= TableShape.MostAbsent) _absent.Add(Encoding.UTF8.GetString(cell));
    }

    /// <summary>Digits that a number would lose: zeros in front, a plus, more digits than a double holds.</summary>
    private static bool IsCode(ReadOnlySpan<byte> cell, double number)
    {
        var digits = cell[0] == '-' ? cell[1..] : cell;
        if (digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..] or [(byte)'+', ..]) return true;
        return digits.Length > MostDigits && Math.Abs(number) > LastExact && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
