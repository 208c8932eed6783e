using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace CoProduction.Store;

/// <summary>Collects the engine's vectors into a column of a frame.</summary>
internal abstract class ColumnReader
{
    private MissingReason[] _reasons = [];
    private bool _missing;

    /// <summary>Rows collected.</summary>
    protected int Count { get; private set; }

    /// <summary>A reader for the values of a field.</summary>
    public static ColumnReader For(ViewField field) => field.Type switch
    {
        FieldType.Integer or FieldType.Flag => new IntegerReader(field.Name),
        FieldType.Number => new NumberReader(field.Name),
        FieldType.Money => new MoneyReader(field.Name),
        FieldType.Date => new DateReader(field.Name),
        FieldType.Category when field.IsEnum => new LevelReader(field),
        FieldType.Category => new FreeCategoryReader(field.Name),
        _ => new TextReader(field.Name),
    };

    /// <summary>Says which source the next vectors come from.</summary>
    public virtual void Begin(StoredField? field)
    {
    }

    /// <summary>Takes the rows of a vector, and their reasons where a vector of them is given.</summary>
    public unsafe void Read(IntPtr values, IntPtr reasons, int rows)
    {
        ulong* valid = NativeMethods.Vectors.DuckDBVectorGetValidity(values);
        Read(NativeMethods.Vectors.DuckDBVectorGetData(values), valid, rows);
        if (valid is not null) ReadReasons(valid, reasons == IntPtr.Zero ? null : (MissingReason*)NativeMethods.Vectors.DuckDBVectorGetData(reasons), rows);
        Count += rows;
    }

    /// <summary>The column of what was collected; the reader starts anew.</summary>
    public Column Take()
    {
        if (_missing) Array.Resize(ref _reasons, Count);
        var column = Make(_missing ? ImmutableCollectionsMarshal.AsImmutableArray(_reasons) : []);
        (_reasons, _missing, Count) = ([], false, 0);
        return column;
    }

    protected abstract unsafe void Read(void* values, ulong* valid, int rows);

    protected abstract Column Make(ImmutableArray<MissingReason> reasons);

    protected static unsafe bool IsValid(ulong* valid, int row) => valid is null || (valid[row >> 6] >> (row & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void ReadReasons(ulong* valid, MissingReason* reasons, int rows)
    {
        for (int row = 0; row < rows; row++)
            if (!IsValid(valid, row)) Miss(Count + row, reasons is null || reasons[row] == MissingReason.Present ? MissingReason.Blank : reasons[row]);
    }

    private void Miss(int row, MissingReason reason)
    {
        _missing = true;
        if (row >= _reasons.Length) Array.Resize(ref _reasons, Math.Max(row + 1, _reasons.Length * 2));
        _reasons[row] = reason;
    }
}

/// <summary>Collects values of one type.</summary>
internal abstract class ColumnReader<T>(string name) : ColumnReader
{
    private const int Smallest = 2048;
    private T[] _values = [];

    protected string Name { get; } = name;

    /// <summary>Room for the next rows.</summary>
    protected Span<T> Next(int rows)
    {
        if (Count + rows > _values.Length) Array.Resize(ref _values, Math.Max(Count + rows, Math.Max(Smallest, _values.Length * 2)));
        return _values.AsSpan(Count, rows);
    }

    protected ImmutableArray<T> Values()
    {
        Array.Resize(ref _values, Count);
        var values = ImmutableCollectionsMarshal.AsImmutableArray(_values);
        _values = [];
        return values;
    }
}
