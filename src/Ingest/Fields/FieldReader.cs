using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Reads the cells of one field into a column, row by row. A rejected row's place is written again by the next row.</summary>
internal abstract class FieldReader(FieldMapping mapping)
{
    /// <summary>Rows of a full block. Some blocks wait between reader and store: small ones stay in the processor's cache, and the collector copies little.</summary>
    public const int BlockRows = 2048;

    /// <summary>How the field is read.</summary>
    public FieldMapping Mapping => mapping;

    /// <summary>Reads one cell into a row of the block; faults go to the list.</summary>
    public abstract void Read(ReadOnlySpan<byte> cell, int row, RowFaults faults);

    /// <summary>True when the row's value is absent.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The value as it stands in keys; empty when absent.</summary>
    public abstract string Key(int row);

    /// <summary>Number of the row's text among the remembered ones; -1 for none.</summary>
    public virtual int Known(int row) => -1;

    /// <summary>The first rows as a column; the reader begins a new block.</summary>
    public abstract Column Freeze(int count);
}

/// <summary>The path that all types share: trim, blanks, missing codes, recodes, then the type's own parser.</summary>
internal abstract class FieldReader<T>(FieldMapping mapping) : FieldReader(mapping)
{
    // Every row is written before it is read: no array needs clearing.
    protected T[] Values = GC.AllocateUninitializedArray<T>(BlockRows);
    protected MissingReason[] Reasons = GC.AllocateUninitializedArray<MissingReason>(BlockRows);
    private bool _anyMissing;

    public override bool IsMissing(int row) => Reasons[row] != MissingReason.Present;

    public override Column Freeze(int count)
    {
        var values = count == BlockRows ? ImmutableCollectionsMarshal.AsImmutableArray(Values) : ImmutableArray.Create(Values, 0, count);
        var reasons = !_anyMissing ? [] : Copy(Reasons, count);
        if (count == BlockRows) Values = GC.AllocateUninitializedArray<T>(BlockRows);
        _anyMissing = false;
        return Freeze(values, reasons);
    }

    private static ImmutableArray<MissingReason> Copy(MissingReason[] reasons, int count)
    {
        var copy = GC.AllocateUninitializedArray<MissingReason>(count);
        reasons.AsSpan(0, count).CopyTo(copy);
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }

    protected abstract Column Freeze(ImmutableArray<T> values, ImmutableArray<MissingReason> reasons);

    /// <summary>Value of an absent cell: never to be read.</summary>
    protected abstract T Absent { get; }

    /// <summary>Parses a trimmed, recoded text; null, or why it is no value.</summary>
    protected abstract Problem? Parse(string text, out T value);

    protected void Set(int row, T value)
    {
        // An array of strings would check the type of each.
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), row) = value;
        Reasons[row] = MissingReason.Present;
    }

    protected void SetMissing(int row, MissingReason reason)
    {
        Values[row] = Absent;
        Reasons[row] = reason;
        _anyMissing = true;
    }

    /// <summary>The slow path.</summary>
    /// <returns>True when the row got a value or a reason, false when a fault was noted.</returns>
    protected bool ReadSlowly(ReadOnlySpan<byte> cell, int row, RowFaults faults)
    {
        if (cell.IsEmpty) return Miss(row, MissingReason.Blank, "", faults);
        string raw = Encoding.UTF8.GetString(cell), text = CellText.Trim(raw);
        if (text.Length > 0 && Mapping.ReasonOf(text) is { } reason) return Miss(row, reason, raw, faults);
        if (text.Length > 0) text = CellText.Trim(Mapping.Recode(text));
        if (text.Length == 0) return Miss(row, MissingReason.Blank, raw, faults);
        if (Mapping is { KeepsBlanks: true, Translates: false }) text = raw;
        if (Parse(text, out T value) is { } problem) return Fail(row, raw, problem, faults);
        Set(row, value);
        return true;
    }

    private bool Miss(int row, MissingReason reason, string raw, RowFaults faults)
    {
        if (Mapping.Field.Required) return Fail(row, raw, IngestFaults.Required(Mapping.Field), faults);
        SetMissing(row, reason);
        return true;
    }

    private bool Fail(int row, string raw, Problem problem, RowFaults faults)
    {
        SetMissing(row, MissingReason.Lost);
        if (Mapping.Field.Lenient) faults.LeaveOut(Mapping.Header, raw, problem);
        else faults.Add(Mapping.Header, raw, problem);
        return Mapping.Field.Lenient;
    }
}
