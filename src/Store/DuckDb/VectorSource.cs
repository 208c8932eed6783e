using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;

namespace CoProduction.Store;

/// <summary>A column of a frame on its way into the engine's vectors (layout: DuckDB C API, vectors and duckdb_string_t).</summary>
internal sealed unsafe class VectorSource
{
    private const int InlineBytes = 12;
    private const int StringBytes = 16;
    private const int StackBytes = 256;
    private readonly Column _column;
    private readonly int[] _codes;

    public VectorSource(StoredField field, Column column)
    {
        Field = field;
        _column = column;
        _codes = field.Engine == EngineType.Enum && column is CategoryColumn category
            ? [.. category.Levels.Select(level => field.Levels.IndexOf(level))]
            : [];
    }

    public StoredField Field { get; }

    public void WriteValues(IntPtr vector, int start, int count)
    {
        void* target = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        switch (_column)
        {
            case NumberColumn number: number.Values.AsSpan(start, count).CopyTo(new Span<double>(target, count)); break;
            case IntegerColumn integer: WriteIntegers(integer.Values.AsSpan(start, count), target); break;
            case MoneyColumn money: WriteMoney(money.Values.AsSpan(start, count), new Span<Int128>(target, count)); break;
            case DateColumn date: WriteDates(date.Values.AsSpan(start, count), new Span<int>(target, count)); break;
            case CategoryColumn category when Field.Engine == EngineType.Enum: WriteCodes(category.Codes.AsSpan(start, count), target); break;
            case CategoryColumn category: WriteLevels(vector, (byte*)target, category, start, count); break;
            case TextColumn text: WriteTexts(vector, (byte*)target, text.Values.AsSpan(start, count)); break;
        }
        if (!_column.Reasons.IsDefaultOrEmpty) WriteValidity(vector, _column.Reasons.AsSpan(start, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteReasons(IntPtr vector, int start, int count)
    {
        if (_column.Reasons.IsDefaultOrEmpty) return;
        ulong* target = (ulong*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        var reasons = _column.Reasons.AsSpan(start, count);
        for (int row = 0; row < reasons.Length; row++) target[row] |= (ulong)reasons[row] << Field.ReasonShift;
    }

    public static void ClearReasons(IntPtr vector, int count) => new Span<ulong>(NativeMethods.Vectors.DuckDBVectorGetData(vector), count).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteValidity(IntPtr vector, ReadOnlySpan<MissingReason> reasons)
    {
        if (reasons.IndexOfAnyExcept(MissingReason.Present) < 0) return;
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        ulong* valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        for (int row = 0; row < reasons.Length; row++)
            if (reasons[row] != MissingReason.Present) valid[row >> 6] &= ~(1UL << (row & 63));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteIntegers(ReadOnlySpan<long> values, void* target)
    {
        switch (Field.Engine)
        {
            case EngineType.Int8: for (int row = 0; row < values.Length; row++) ((sbyte*)target)[row] = (sbyte)values[row]; break;
            case EngineType.Int16: for (int row = 0; row < values.Length; row++) ((short*)target)[row] = (short)values[row]; break;
            case EngineType.Int32: for (int row = 0; row < values.Length; row++) ((int*)target)[row] = (int)values[row]; break;
            default: values.CopyTo(new Span<long>(target, values.Length)); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteMoney(ReadOnlySpan<decimal> values, Span<Int128> target)
    {
        for (int row = 0; row < values.Length; row++) target[row] = ExactMoney.Units(values[row]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteDates(ReadOnlySpan<DateOnly> values, Span<int> target)
    {
        for (int row = 0; row < values.Length; row++) target[row] = values[row].DayNumber - StoredTable.Epoch;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteCodes(ReadOnlySpan<int> codes, void* target)
    {
        bool narrow = Field.Levels.Length <= byte.MaxValue;
        for (int row = 0; row < codes.Length; row++)
        {
            int code = codes[row] < 0 ? 0 : _codes[codes[row]];
            if (narrow) ((byte*)target)[row] = (byte)code;
            else ((ushort*)target)[row] = (ushort)code;
        }
    }

    private static void WriteLevels(IntPtr vector, byte* target, CategoryColumn category, int start, int count)
    {
        var texts = new string[count];
        for (int row = 0; row < count; row++)
        {
            int code = category.Codes[start + row];
            texts[row] = code < 0 ? "" : category.Levels[code];
        }
        WriteTexts(vector, target, texts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void WriteTexts(IntPtr vector, byte* target, ReadOnlySpan<string> values)
    {
        byte* stack = stackalloc byte[StackBytes];
        for (int row = 0; row < values.Length; row++)
        {
            string text = values[row];
            int most = Encoding.UTF8.GetMaxByteCount(text.Length);
            byte[]? heap = most > StackBytes ? new byte[most] : null;
            fixed (byte* held = heap)
            {
                byte* bytes = heap is null ? stack : held;
                int length = Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, heap is null ? StackBytes : most));
                WriteText(vector, target, row, bytes, length);
            }
        }
    }

    private static void WriteText(IntPtr vector, byte* target, int row, byte* bytes, int length)
    {
        if (length > InlineBytes)
        {
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)row, bytes, length);
            return;
        }
        var place = new Span<byte>(target + row * StringBytes, StringBytes);
        place.Clear();
        place[0] = (byte)length;
        new ReadOnlySpan<byte>(bytes, length).CopyTo(place[sizeof(int)..]);
    }
}
