using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CoProduction.Store;

/// <summary>Collects one field of the rows of several sources into a column of a frame.</summary>
internal abstract class Collector
{
    private MissingReason[] _reasons = [];
    private bool _missing;
    private int _ordinal;
    private int _reasonOrdinal;
    private int _shift;

    /// <summary>Rows collected.</summary>
    protected int Count { get; private set; }

    /// <summary>A collector for the values of a field.</summary>
    public static Collector For(ViewField field) => field.Type switch
    {
        FieldType.Integer or FieldType.Flag => new IntegerCollector(field.Name),
        FieldType.Number => new NumberCollector(field.Name),
        FieldType.Money => new MoneyCollector(field.Name),
        FieldType.Date => new DateCollector(field.Name),
        FieldType.Category => new CategoryCollector(field),
        _ => new TextCollector(field.Name),
    };

    /// <summary>Says where the next rows come from.</summary>
    /// <param name="source">Their source.</param>
    /// <param name="field">The field there; null where the source has none.</param>
    /// <param name="ordinal">Column of the values; negative where the rows carry none.</param>
    /// <param name="reasonOrdinal">Column of the packed reasons; negative for none.</param>
    public void Begin(string source, StoredField? field, int ordinal, int reasonOrdinal)
    {
        (_ordinal, _reasonOrdinal, _shift) = (ordinal, reasonOrdinal, field?.ReasonShift ?? 0);
        Begin(source, field);
    }

    /// <summary>Takes the field of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(IRecordRow row)
    {
        if (_ordinal < 0) Absent();
        else if (row.IsNull(_ordinal)) Miss(_reasonOrdinal < 0 || row.IsNull(_reasonOrdinal) ? MissingReason.Blank : (MissingReason)(row.Integer(_reasonOrdinal) >> _shift & 0xF));
        else Add(row, _ordinal);
        Count++;
    }

    /// <summary>The column of what was collected; the collector starts anew.</summary>
    public Column Column()
    {
        if (_missing) Array.Resize(ref _reasons, Count);
        var column = Make(_missing ? ImmutableCollectionsMarshal.AsImmutableArray(_reasons) : []);
        (_reasons, _missing, Count) = ([], false, 0);
        return column;
    }

    protected virtual void Begin(string source, StoredField? field)
    {
    }

    /// <summary>The rows have no column of the field.</summary>
    protected virtual void Absent() => Miss(MissingReason.NotAsked);

    protected abstract void Add(IRecordRow row, int ordinal);

    protected abstract void AddNone();

    protected abstract Column Make(ImmutableArray<MissingReason> reasons);

    private void Miss(MissingReason reason)
    {
        AddNone();
        _missing = true;
        if (Count >= _reasons.Length) Array.Resize(ref _reasons, Math.Max(Count + 1, _reasons.Length * 2));
        _reasons[Count] = reason == MissingReason.Present ? MissingReason.Blank : reason;
    }
}

/// <summary>Collects values of one type.</summary>
internal abstract class Collector<T>(string name, T none) : Collector
{
    private const int Smallest = 1024;
    private T[] _values = [];
    private int _most = Smallest;

    protected string Name { get; } = name;

    protected void Add(T value)
    {
        if (Count == _values.Length) Grow();
        _values[Count] = value;
    }

    protected override void AddNone() => Add(none);

    private void Grow()
    {
        var grown = GC.AllocateUninitializedArray<T>(Math.Max(_most, Count * 2));
        _values.AsSpan(0, Count).CopyTo(grown);
        _values = grown;
    }

    protected ImmutableArray<T> Values()
    {
        if (_values.Length != Count) Array.Resize(ref _values, Count);
        _most = Math.Max(_most, Count);
        var values = ImmutableCollectionsMarshal.AsImmutableArray(_values);
        _values = [];
        return values;
    }
}
