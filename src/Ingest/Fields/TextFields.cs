using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Free text and keys. Texts that repeat are kept once.</summary>
internal sealed class TextField(FieldMapping mapping) : FieldReader<string>(mapping)
{
    /// <summary>Distinct texts remembered; a column of unique keys stops asking after them.</summary>
    public const int Remembered = 4096;
    private readonly Utf8Table _known = new();
    private readonly List<string> _texts = [];
    private readonly int[] _numbers = new int[BlockRows];
    private readonly bool _plain = !mapping.Translates && mapping.Declared.IsEmpty;
    private long _hits;
    private long _misses;

    protected override string Absent => "";

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (_misses > 4 * Remembered && _hits < _misses)
        {
            _numbers[row] = -1;
            if (_plain && IsPlain(cell)) Set(row, Encoding.ASCII.GetString(cell));
            else ReadSlowly(cell, row, faults);
            return;
        }
        int index = _numbers[row] = _known.Find(cell);
        if (index >= 0) Repeat(row, index);
        else if (ReadSlowly(cell, row, faults)) Remember(cell, row);
    }

    /// <summary>A text of visible ASCII letters stands for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(ReadOnlySpan<byte> cell)
    {
        foreach (byte letter in cell)
            if (letter is < (byte)'!' or > (byte)'~') return false;
        return !cell.IsEmpty;
    }

    public override string Key(int row) => Values[row];

    public override int Known(int row) => _numbers[row];

    protected override Problem? Parse(string text, out string value)
    {
        value = text;
        return text.Contains('\0', StringComparison.Ordinal) ? IngestFaults.NullCharacter() : null;
    }

    protected override Column Freeze(ImmutableArray<string> values, ImmutableArray<MissingReason> reasons) => new TextColumn(Mapping.Field.Name, values, reasons);

    private void Repeat(int row, int index)
    {
        _hits++;
        Set(row, _texts[index]);
    }

    private void Remember(ReadOnlySpan<byte> cell, int row)
    {
        _misses++;
        if (_known.Count >= Remembered || IsMissing(row) || cell.Length > 256) return;
        _known.Add(cell);
        _texts.Add(Values[row]);
    }
}

/// <summary>One of a list of codes, given by code or by a label in either language; free categories take any text.</summary>
internal sealed class CategoryField : FieldReader<int>
{
    private const int Remembered = 4096;
    private readonly Utf8Table _known = new();
    private readonly List<int> _codes = [];
    private readonly Dictionary<string, Problem> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly bool _free;
    private ImmutableArray<string> _levels;

    public CategoryField(FieldMapping mapping) : base(mapping)
    {
        _free = mapping.Field.Levels.IsDefaultOrEmpty;
        _levels = _free ? [] : [.. mapping.Field.Levels.Select(level => level.Code)];
        for (int i = 0; i < _levels.Length; i++) Name(mapping.Field.Levels[i], i);
    }

    protected override int Absent => -1;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        int index = _known.Find(cell);
        if (index >= 0) Set(row, _codes[index]);
        else if (ReadSlowly(cell, row, faults)) Remember(cell, row);
    }

    public override string Key(int row) => IsMissing(row) ? "" : _levels[Values[row]];

    protected override Problem? Parse(string text, out int value)
    {
        if (_byText.TryGetValue(CellText.Key(text), out value)) return null;
        if (!_free) return Unknown(text);
        value = _levels.Length;
        _levels = _levels.Add(text);
        _byText.Add(CellText.Key(text), value);
        return null;
    }

    protected override Column Freeze(ImmutableArray<int> values, ImmutableArray<MissingReason> reasons) => new CategoryColumn(Mapping.Field.Name, values, _levels, reasons);

    /// <summary>Looking for the nearest code is slow: it is done once for each of the first unknown texts.</summary>
    private Problem Unknown(string text)
    {
        if (_problems.TryGetValue(text, out var problem)) return problem;
        problem = IngestFaults.UnknownLevel(Mapping.Field, CellText.Quote(text));
        if (_problems.Count < Remembered) _problems.Add(text, problem);
        return problem;
    }

    private void Name(Level level, int code)
    {
        _byText.TryAdd(CellText.Key(level.Code), code);
        _byText.TryAdd(CellText.Key(level.Label.Zh), code);
        _byText.TryAdd(CellText.Key(level.Label.En), code);
    }

    private void Remember(ReadOnlySpan<byte> cell, int row)
    {
        if (_known.Count >= Remembered || IsMissing(row)) return;
        _known.Add(cell);
        _codes.Add(Values[row]);
    }
}

/// <summary>True or false, stored as 1 or 0.</summary>
internal sealed class FlagField(FieldMapping mapping) : FieldReader<long>(mapping)
{
    private readonly bool _plain = !mapping.Translates;

    protected override long Absent => 0;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (_plain && cell.Length == 1 && (cell[0] == '0' || cell[0] == '1')) Set(row, cell[0] - '0');
        else ReadSlowly(cell, row, faults);
    }

    public override string Key(int row) => IsMissing(row) ? "" : Values[row].ToString(CultureInfo.InvariantCulture);

    protected override Problem? Parse(string text, out long value)
    {
        long? flag = FlagText.Read(text);
        value = flag ?? 0;
        return flag is null ? IngestFaults.NotAFlag() : null;
    }

    protected override Column Freeze(ImmutableArray<long> values, ImmutableArray<MissingReason> reasons) => new IntegerColumn(Mapping.Field.Name, values, reasons);
}

/// <summary>Calendar days.</summary>
internal sealed class DateField(FieldMapping mapping) : FieldReader<DateOnly>(mapping)
{
    protected override DateOnly Absent => default;

    public override void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults) => ReadSlowly(cell, row, faults);

    public override string Key(int row) => IsMissing(row) ? "" : Values[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override Problem? Parse(string text, out DateOnly value) => DateText.Read(text, Mapping.Serials, out value);

    protected override Column Freeze(ImmutableArray<DateOnly> values, ImmutableArray<MissingReason> reasons) => new DateColumn(Mapping.Field.Name, values, reasons);
}
