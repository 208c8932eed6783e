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
        IntegerColumn integer when field.Engine is EngineType.Int8 or EngineType.Int16 => new ShortIntegers(integer),
        IntegerColumn integer => new Integers(integer, field.Engine),
        NumberColumn number => new Numbers(number),
        MoneyColumn money => new Amounts(money),
        DateColumn date => new Days(date),
        CategoryColumn category when field is { Engine: EngineType.Enum, Levels.Length: <= short.MaxValue } => new ShortCodes(category, field),
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

    /// <summary>True when a row has no value.</summary>
    protected bool IsMissing(int row) => !_reasons.IsDefaultOrEmpty && _reasons[row] != MissingReason.Present;

    /// <summary>Puts <see cref="CopyBuffer.NoWord"/> where a row has no value.</summary>
    protected void Blank(Span<ulong> words)
    {
        if (_reasons.IsDefaultOrEmpty) return;
        var reasons = _reasons.AsSpan();
        for (int row = 0; row < words.Length; row++)
            if (reasons[row] != MissingReason.Present) words[row] = CopyBuffer.NoWord;
    }

    /// <summary>Values of two bytes, all rows at once.</summary>
    internal abstract class Short(Column column) : FieldEncoder(column)
    {
        /// <summary>The rows' values as <see cref="CopyBuffer.Word"/>.</summary>
        public void Narrow(Span<ulong> words)
        {
            Fill(words);
            Blank(words);
        }

        protected abstract void Fill(Span<ulong> words);
    }

    /// <summary>Other values, row by row.</summary>
    internal abstract class Each(Column column) : FieldEncoder(column)
    {
        public void Write(CopyBuffer buffer, int row)
        {
            if (IsMissing(row)) buffer.Null();
            else WritePresent(buffer, row);
        }

        protected abstract void WritePresent(CopyBuffer buffer, int row);
    }

    private sealed class ShortIntegers(IntegerColumn column) : Short(column)
    {
        private readonly ImmutableArray<long> _values = column.Values;

        protected override void Fill(Span<ulong> words)
        {
            var values = _values.AsSpan();
            for (int row = 0; row < words.Length; row++) words[row] = CopyBuffer.Word((short)values[row]);
        }
    }

    private sealed class Integers(IntegerColumn column, EngineType engine) : Each(column)
    {
        private readonly ImmutableArray<long> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row)
        {
            if (engine == EngineType.Int32) buffer.Int32((int)_values[row]);
            else buffer.Int64(_values[row]);
        }
    }

    private sealed class Numbers(NumberColumn column) : Each(column)
    {
        private readonly ImmutableArray<double> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Double(_values[row]);
    }

    private sealed class Amounts(MoneyColumn column) : Each(column)
    {
        private readonly ImmutableArray<decimal> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Numeric(ExactMoney.Shortest(_values[row]));
    }

    private sealed class Days(DateColumn column) : Each(column)
    {
        private readonly ImmutableArray<DateOnly> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Int32(_values[row].DayNumber - Epoch);
    }

    private sealed class ShortCodes(CategoryColumn column, StoredField field) : Short(column)
    {
        private readonly ImmutableArray<int> _values = column.Codes;
        private readonly ulong[] _words = [.. column.Levels.Select(level => CopyBuffer.Word((short)field.Levels.IndexOf(level)))];

        // The code of an absent value is none of the levels'.
        protected override void Fill(Span<ulong> words)
        {
            var values = _values.AsSpan();
            for (int row = 0; row < words.Length; row++) words[row] = (uint)values[row] < (uint)_words.Length ? _words[values[row]] : CopyBuffer.NoWord;
        }
    }

    private sealed class Codes(CategoryColumn column, StoredField field) : Each(column)
    {
        private readonly ImmutableArray<int> _values = column.Codes;
        private readonly int[] _codes = [.. column.Levels.Select(level => field.Levels.IndexOf(level))];

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Int32(_codes[_values[row]]);
    }

    private sealed class Levels(CategoryColumn column) : Each(column)
    {
        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Text(column.Levels[column.Codes[row]]);
    }

    private sealed class Texts(TextColumn column) : Each(column)
    {
        private readonly ImmutableArray<string> _values = column.Values;

        protected override void WritePresent(CopyBuffer buffer, int row) => buffer.Text(_values[row]);
    }
}
