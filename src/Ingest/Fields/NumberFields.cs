using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Whole numbers; Likert answers among them.</summary>
internal sealed class IntegerField : FieldReader<long>
{
    private readonly long _minimum, _maximum;
    private readonly bool _plain;
    private readonly ImmutableArray<(long Low, long High, MissingReason Reason)> _codes;

    // What a cell of one digit means, as most answers are; null where the cell must be looked at.
    private readonly MissingReason?[] _digits;

    public IntegerField(FieldMapping mapping) : base(mapping)
    {
        var field = mapping.Field;
        _minimum = (long)Math.Clamp(Math.Ceiling(field.Minimum ?? long.MinValue), long.MinValue, long.MaxValue - 1) + (field.MinimumExcluded ? 1 : 0);
        _maximum = (long)Math.Floor(Math.Clamp(field.Maximum ?? long.MaxValue, long.MinValue, long.MaxValue));
        _plain = mapping.Factor == 1m && mapping.Recodes.IsEmpty;
        _codes = Codes(mapping);
        _digits = [.. Enumerable.Range(0, 10).Select(digit => _plain ? Meaning(digit) : null)];
    }

    protected override long Absent => 0;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (cell.Length == 1 && (uint)(cell[0] - '0') is < 10 and var digit && _digits[digit] is { } known)
        {
            if (known == MissingReason.Present) Set(row, digit);
            else SetMissing(row, known);
        }
        else ReadWhole(cell, row, faults);
    }

    private void ReadWhole(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (!_plain || !Digits.TryWhole(cell, out long value) || Meaning(value) is not { } reason) ReadSlowly(cell, row, faults);
        else if (reason == MissingReason.Present) Set(row, value);
        else SetMissing(row, reason);
    }

    /// <summary>Present, or why it is absent; null for what is a fault.</summary>
    private MissingReason? Meaning(long value)
    {
        var reason = ReasonOf(value);
        bool taken = reason == MissingReason.Present ? value >= _minimum && value <= _maximum : !Mapping.Field.Required;
        return taken ? reason : null;
    }

    public override string Key(int row) => IsMissing(row) ? "" : Values[row].ToString(CultureInfo.InvariantCulture);

    protected override Problem? Parse(string text, out long value)
    {
        if (NumberText.ReadWhole(text, Mapping.Factor, out value) is { } problem) return problem;
        return value < _minimum || value > _maximum ? IngestFaults.OutOfRange(Mapping.Field) : null;
    }

    protected override Column Freeze(ImmutableArray<long> values, ImmutableArray<MissingReason> reasons) => new IntegerColumn(Mapping.Field.Name, values, reasons);

    private MissingReason ReasonOf(long value)
    {
        foreach (var (low, high, reason) in _codes)
            if (value >= low && value <= high) return reason;
        return MissingReason.Present;
    }

    private static ImmutableArray<(long, long, MissingReason)> Codes(FieldMapping mapping)
    {
        var codes = ImmutableArray.CreateBuilder<(long, long, MissingReason)>();
        foreach (var (text, reason) in mapping.Missing)
            if (NumberText.ReadWhole(text, 1m, out long code) is null) codes.Add((code, code, reason));
        foreach (var missing in mapping.Declared)
            if (MissingCells.Whole(missing) is { } range) codes.Add((range.Low, range.High, missing.Reason));
        return codes.ToImmutable();
    }
}

/// <summary>Real numbers.</summary>
internal sealed class NumberField(FieldMapping mapping) : FieldReader<double>(mapping)
{
    private readonly bool _plain = mapping.Factor == 1m && !mapping.Translates;
    private readonly double _minimum = mapping.Field.Minimum is not { } least ? double.NegativeInfinity : mapping.Field.MinimumExcluded ? Math.BitIncrement((double)least) : (double)least;
    private readonly double _maximum = (double?)mapping.Field.Maximum ?? double.PositiveInfinity;

    protected override double Absent => 0;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (_plain && Digits.TryReal(cell, out double value) && value >= _minimum && value <= _maximum) Set(row, value);
        else ReadSlowly(cell, row, faults);
    }

    public override string Key(int row) => IsMissing(row) ? "" : Values[row].ToString("R", CultureInfo.InvariantCulture);

    protected override Problem? Parse(string text, out double value)
    {
        if (Mapping.Factor != 1m || !Digits.TryReal(System.Text.Encoding.UTF8.GetBytes(text), out value))
        {
            var problem = NumberText.Read(text, Mapping.Factor, out decimal exact);
            value = (double)exact;
            if (problem is not null) return problem;
        }
        return value < _minimum || value > _maximum ? IngestFaults.OutOfRange(Mapping.Field) : null;
    }

    protected override Column Freeze(ImmutableArray<double> values, ImmutableArray<MissingReason> reasons) => new NumberColumn(Mapping.Field.Name, values, reasons);
}

/// <summary>Exact amounts.</summary>
internal sealed class MoneyField(FieldMapping mapping) : FieldReader<decimal>(mapping)
{
    private readonly bool _plain = mapping.Factor == 1m && !mapping.Translates && !mapping.Binary;
    private readonly decimal _minimum = mapping.Field.Minimum ?? decimal.MinValue;
    private readonly decimal _maximum = mapping.Field.Maximum ?? decimal.MaxValue;

    protected override decimal Absent => 0m;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (_plain && Digits.TryDecimal(cell, out decimal value) && IsInRange(value)) Set(row, value);
        else ReadSlowly(cell, row, faults);
    }

    public override string Key(int row) => IsMissing(row) ? "" : Values[row].ToString(CultureInfo.InvariantCulture);

    protected override Problem? Parse(string text, out decimal value)
    {
        if (NumberText.Read(text, Mapping.Factor, out value) is { } problem) return problem;
        if (Mapping.Binary) value = WithoutBinaryNoise(value);
        return IsInRange(value) ? null : IngestFaults.OutOfRange(Mapping.Field);
    }

    protected override Column Freeze(ImmutableArray<decimal> values, ImmutableArray<MissingReason> reasons) => new MoneyColumn(Mapping.Field.Name, values, reasons);

    private bool IsInRange(decimal value) => value >= _minimum && value <= _maximum && !(Mapping.Field.MinimumExcluded && value == _minimum);

    /// <summary>A workbook holds 0.1 + 0.2 as 0.30000000000000004 and shows 15 digits; the amount is what it shows.</summary>
    private static decimal WithoutBinaryNoise(decimal value) => value.Scale > 10 ? (decimal)(double)value : value;
}
