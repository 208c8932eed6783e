using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>One field of a frame's rows on its way into COPY.</summary>
internal abstract class FieldEncoder(Column column)
{
    /// <summary>The day from which PostgreSQL counts.</summary>
    public static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private readonly ImmutableArray<MissingReason> _reasons = column.Reasons;

    /// <summary>The encoder of a column for its field.</summary>
    public static FieldEncoder For(StoredField field, Column column) => column switch
    {
        IntegerColumn integer => new Integers(integer, field.Engine),
        NumberColumn number => new Numbers(number),
        MoneyColumn money => new Amounts(money),
        DateColumn date => new Days(date),
        CategoryColumn category when field.Engine == EngineType.Enum => new Codes(category, field),
        CategoryColumn category => new Levels(category),
        TextColumn text => new Texts(text),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.GetType().Name, "A column of an unknown type."),
    };

    /// <summary>Adds the rows' reasons, in the field's bits of its column of reasons.</summary>
    public void AddReasons(Span<long> packed, int shift)
    {
        if (_reasons.IsDefaultOrEmpty) return;
        var reasons = _reasons.AsSpan();
        for (int row = 0; row < packed.Length; row++) packed[row] |= (long)reasons[row] << shift;
    }

    /// <summary>True for values of two bytes: <see cref="Narrow"/> takes all rows at once, <see cref="Write"/> the others.</summary>
    public virtual bool IsNarrow => false;

    /// <summary>The rows' values as <see cref="CopyBuffer.Word"/>.</summary>
    public void Narrow(Span<ulong> words)
    {
        Fill(words);
        if (_reasons.IsDefaultOrEmpty) return;
        var reasons = _reasons.AsSpan();
        for (int row = 0; row < words.Length; row++)
            if (reasons[row] != MissingReason.Present) words[row] = CopyBuffer.NoWord;
    }

    protected virtual void Fill(Span<ulong> words) => throw new NotSupportedException();

    public void Write(CopyBuffer buffer, int row)
    {
        if (!_reasons.IsDefaultOrEmpty && _reasons[row] != MissingReason.Present) buffer.Null();
        else WritePresent(buffer, row);
    }

    protected abstract void WritePresent(CopyBuffer buffer, int row);

    private sealed class Integers(IntegerColumn column, EngineType engine) : FieldEncoder(column)
    {
        private readonly ImmutableArray<long> _values = column.Values;

        public override bool IsNarrow => engine is EngineType.Int8 or EngineType.Int16;

        protected override void Fill(Span<ulong> words)
        {
            var values = _values.AsSpan();
            for (int row = 0; row < words.Length; row++) words[row] = CopyBuffer.Word((short)values[row]);
        }

        protected override void WritePresent(CopyBuffer buffer, int row)
        {
            if (engine == EngineType.Int32) buffer.Int32((int)_values[row]);
            else buffer.Int64(_values[row]);
        }
    }

    private sealed class Numbers(NumberColumn column) : FieldEncoder(column)
    {
        private readonly ImmutableArray<double> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Double(_values[row]);
    }

    private sealed class Amounts(MoneyColumn column) : FieldEncoder(column)
    {
        private readonly ImmutableArray<decimal> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Numeric(ExactMoney.Shortest(_values[row]));
    }

    private sealed class Days(DateColumn column) : FieldEncoder(column)
    {
        private readonly ImmutableArray<DateOnly> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Int32(_values[row].DayNumber - Epoch);
    }

    private sealed class Codes(CategoryColumn column, StoredField field) : FieldEncoder(column)
    {
        private readonly ImmutableArray<int> _values = column.Codes;
        private readonly int[] _codes = [.. column.Levels.Select(level => field.Levels.IndexOf(level))];

        public override bool IsNarrow { get; } = field.Levels.Length <= short.MaxValue;

        // The code of an absent value is none of the levels'.
        protected override void Fill(Span<ulong> words)
        {
            ulong[] coded = [.. _codes.Select(code => CopyBuffer.Word((short)code))];
            var values = _values.AsSpan();
            for (int row = 0; row < words.Length; row++) words[row] = (uint)values[row] < (uint)coded.Length ? coded[values[row]] : CopyBuffer.NoWord;
        }

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Int32(_codes[_values[row]]);
    }

    private sealed class Levels(CategoryColumn column) : FieldEncoder(column)
    {
        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Text(column.Levels[column.Codes[row]]);
    }

    private sealed class Texts(TextColumn column) : FieldEncoder(column)
    {
        private readonly ImmutableArray<string> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Text(_values[row]);
    }
}
