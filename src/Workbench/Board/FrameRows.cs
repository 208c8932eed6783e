using System.Collections.Immutable;

namespace CoProduction.Workbench.Board;

/// <summary>Some rows of a frame.</summary>
internal static class FrameRows
{
    /// <summary>A frame of the rows given, in that order.</summary>
    public static Frame Pick(this Frame frame, int[] rows) => new([.. frame.Columns.Select(column => Pick(column, rows))]);

    private static Column Pick(Column column, int[] rows)
    {
        ImmutableArray<MissingReason> reasons = column.Reasons.IsDefaultOrEmpty ? [] : Of(column.Reasons, rows);
        return column switch
        {
            NumberColumn number => new NumberColumn(column.Name, Of(number.Values, rows), reasons),
            IntegerColumn integer => new IntegerColumn(column.Name, Of(integer.Values, rows), reasons),
            MoneyColumn money => new MoneyColumn(column.Name, Of(money.Values, rows), reasons),
            CategoryColumn category => new CategoryColumn(column.Name, Of(category.Codes, rows), category.Levels, reasons),
            DateColumn date => new DateColumn(column.Name, Of(date.Values, rows), reasons),
            TextColumn text => new TextColumn(column.Name, Of(text.Values, rows), reasons),
            _ => throw new ArgumentException($"Column '{column.Name}' is of a type that this knows nothing of.", nameof(column)),
        };
    }

    private static ImmutableArray<T> Of<T>(ImmutableArray<T> values, int[] rows) => [.. rows.Select(row => values[row])];
}
