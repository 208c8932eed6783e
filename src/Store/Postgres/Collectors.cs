using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Store;

internal sealed class IntegerCollector(string name) : Collector<long>(name, 0)
{
    protected override void Add(IRecordRow row, int ordinal) => Add(row.Integer(ordinal));

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new IntegerColumn(Name, Values(), reasons);
}

internal sealed class NumberCollector(string name) : Collector<double>(name, 0)
{
    protected override void Add(IRecordRow row, int ordinal) => Add(row.Number(ordinal));

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new NumberColumn(Name, Values(), reasons);
}

internal sealed class MoneyCollector(string name) : Collector<decimal>(name, 0)
{
    protected override void Add(IRecordRow row, int ordinal) => Add(ExactMoney.Shortest(row.Amount(ordinal)));

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new MoneyColumn(Name, Values(), reasons);
}

internal sealed class DateCollector(string name) : Collector<DateOnly>(name, default)
{
    protected override void Add(IRecordRow row, int ordinal) => Add(row.Day(ordinal));

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new DateColumn(Name, Values(), reasons);
}

internal sealed class TextCollector(string name) : Collector<string>(name, "")
{
    private string? _source;

    protected override void Begin(string source, StoredField? field) => _source = Name == StoredTable.Source ? source : null;

    protected override void Absent()
    {
        if (_source is null) base.Absent();
        else Add(_source);
    }

    protected override void Add(IRecordRow row, int ordinal) => Add(row.Text(ordinal));

    protected override Column Make(ImmutableArray<MissingReason> reasons) => new TextColumn(Name, Values(), reasons);
}

/// <summary>Categories: the codes of each source are turned into those of the table; without declared levels these are the values found, in ordinal order.</summary>
internal sealed class CategoryCollector(ViewField field) : Collector<int>(field.Name, -1)
{
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);
    private int[]? _codes;

    protected override void Begin(string source, StoredField? stored) =>
        _codes = stored is { Engine: EngineType.Enum } ? [.. stored.Levels.Select(level => field.IsEnum ? field.Levels.IndexOf(level) : Code(level))] : null;

    protected override void Add(IRecordRow row, int ordinal) => Add(_codes is null ? Code(row.Text(ordinal)) : _codes[(int)row.Integer(ordinal)]);

    protected override Column Make(ImmutableArray<MissingReason> reasons)
    {
        if (field.IsEnum) return new CategoryColumn(Name, Values(), field.Levels, reasons);
        var codes = Values();
        var used = codes.Where(code => code >= 0).ToHashSet();
        ImmutableArray<string> levels = [.. _found.Where(pair => used.Contains(pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        var ranks = _found.ToDictionary(pair => pair.Value, pair => levels.BinarySearch(pair.Key, StringComparer.Ordinal));
        int[] ranked = [.. codes.Select(code => code < 0 ? code : ranks[code])];
        return new CategoryColumn(Name, ImmutableCollectionsMarshal.AsImmutableArray(ranked), levels, reasons);
    }

    private int Code(string level)
    {
        if (!_found.TryGetValue(level, out int code)) _found.Add(level, code = _found.Count);
        return code;
    }
}
