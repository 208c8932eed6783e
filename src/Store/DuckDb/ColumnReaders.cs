using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CoProduction.Store;

internal sealed class IntegerReader(string name) : ColumnReader<long>(name)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? ((long*)values)[row] : 0;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new IntegerColumn(Name, Values(), reasons);
}

internal sealed class NumberReader(string name) : ColumnReader<double>(name)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? ((double*)values)[row] : 0;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new NumberColumn(Name, Values(), reasons);
}

internal sealed class MoneyReader(string name) : ColumnReader<decimal>(name)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? ExactMoney.Amount(((Int128*)values)[row]) : 0;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new MoneyColumn(Name, Values(), reasons);
}

internal sealed class DateReader(string name) : ColumnReader<DateOnly>(name)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? DateOnly.FromDayNumber(((int*)values)[row] + StoredTable.Epoch) : default;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new DateColumn(Name, Values(), reasons);
}

internal sealed class TextReader(string name) : ColumnReader<string>(name)
{
    private readonly VectorTexts _texts = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? _texts.Read((byte*)values, row) : "";
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new TextColumn(Name, Values(), reasons);
}

/// <summary>Categories with declared levels: the codes of each source are turned into those of the table.</summary>
internal sealed class LevelReader(ViewField field) : ColumnReader<int>(field.Name)
{
    private int[] _codes = [];
    private bool _narrow;

    public override void Begin(StoredField? stored)
    {
        var levels = stored?.Levels ?? field.Levels;
        _codes = [.. levels.Select(level => field.Levels.IndexOf(level))];
        _narrow = levels.Length <= byte.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? _codes[_narrow ? ((byte*)values)[row] : ((ushort*)values)[row]] : -1;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new CategoryColumn(Name, Values(), field.Levels, reasons);
}

/// <summary>Categories without declared levels: the levels are the values found, in ordinal order.</summary>
internal sealed class FreeCategoryReader(string name) : ColumnReader<int>(name)
{
    private readonly VectorTexts _texts = new();
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override unsafe void Read(void* values, ulong* valid, int rows)
    {
        var target = Next(rows);
        for (int row = 0; row < rows; row++) target[row] = IsValid(valid, row) ? Code(_texts.Read((byte*)values, row)) : -1;
    }

    protected override Column Make(ImmutableArray<MissingReason> reasons)
    {
        ImmutableArray<string> levels = [.. _codes.Keys.Order(StringComparer.Ordinal)];
        var ranks = new int[levels.Length];
        for (int rank = 0; rank < ranks.Length; rank++) ranks[_codes[levels[rank]]] = rank;
        int[] codes = [.. Values().Select(code => code < 0 ? code : ranks[code])];
        _codes.Clear();
        return new CategoryColumn(Name, ImmutableCollectionsMarshal.AsImmutableArray(codes), levels, reasons);
    }

    private int Code(string level)
    {
        if (!_codes.TryGetValue(level, out int code)) _codes.Add(level, code = _codes.Count);
        return code;
    }
}
