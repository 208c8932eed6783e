using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Whole numbers; Likert answers among them.</summary>
internal sealed class IntegerField(FieldMapping mapping) : FieldReader<long>(mapping)
{
    private readonly long _minimum = (long)Math.Clamp(Math.Ceiling(mapping.Field.Minimum ?? long.MinValue), long.MinValue, long.MaxValue - 1) + (mapping.Field.MinimumExcluded ? 1 : 0);
    private readonly long _maximum = (long)Math.Floor(Math.Clamp(mapping.Field.Maximum ?? long.MaxValue, long.MinValue, long.MaxValue));
    private readonly bool _plain = mapping.Factor == 1m && mapping.Recodes.IsEmpty;
    private readonly ImmutableArray<(long Low, long High, MissingReason Reason)> _codes = Codes(mapping);

    protected override long Absent => 0;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (!_plain || !Digits.TryWhole(cell, out long value)) ReadSlowly(cell, row, faults);
        else if (ReasonOf(value) is var reason && reason != MissingReason.Present && !Mapping.Field.Required) SetMissing(row, reason);
        else if (reason == MissingReason.Present && value >= _minimum && value <= _maximum) Set(row, value);
        else ReadSlowly(cell, row, faults);
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
