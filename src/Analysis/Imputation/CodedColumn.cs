using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>A column as numbers: itself, or the codes of its levels in the order of levels.</summary>
/// <param name="Raw">n values; 0 where missing.</param>
/// <param name="Missing">Rows without a value, ascending.</param>
/// <param name="Observed">The other rows, ascending.</param>
/// <param name="Levels">Levels by code; empty for numbers.</param>
internal sealed record CodedColumn(double[] Raw, int[] Missing, int[] Observed, ImmutableArray<string> Levels)
{
    /// <summary>The column's numbers; null for days.</summary>
    internal static CodedColumn? Of(Column column) => column switch
    {
        NumberColumn number => Coded(column, [], r => number.Values[r]),
        IntegerColumn whole => Coded(column, [], r => whole.Values[r]),
        MoneyColumn money => Coded(column, [], r => (double)money.Values[r]),
        CategoryColumn or TextColumn => Coded(column, UsedLevels.Ordered(Enumerable.Range(0, column.Count).Select(column.Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal))),
        _ => null,
    };

    /// <summary>The column with values in the place of the missing ones.</summary>
    /// <param name="column">The column.</param>
    /// <param name="missing">Rows without a value.</param>
    /// <param name="raw">A value for each of these rows.</param>
    /// <param name="levels">Levels by code; empty for numbers.</param>
    /// <param name="whole">False where values of a whole number may have fractions.</param>
    internal static Column Completed(Column column, int[] missing, double[] raw, ImmutableArray<string> levels, bool whole) => column switch
    {
        NumberColumn number => number with { Values = Filled(number.Values, missing, r => raw[r]), Reasons = [] },
        IntegerColumn integer when whole => integer with { Values = Filled(integer.Values, missing, r => (long)raw[r]), Reasons = [] },
        IntegerColumn integer => new NumberColumn(integer.Name, Filled([.. integer.Values.Select(value => (double)value)], missing, r => raw[r]), []),
        MoneyColumn money => money with { Values = Filled(money.Values, missing, r => (decimal)raw[r]), Reasons = [] },
        TextColumn text => text with { Values = Filled(text.Values, missing, r => levels[(int)raw[r]]), Reasons = [] },
        CategoryColumn category => category with { Codes = Filled(category.Codes, missing, r => category.Levels.IndexOf(levels[(int)raw[r]])), Reasons = [] },
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    private static CodedColumn Coded(Column column, ImmutableArray<string> levels)
    {
        var codes = levels.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => (double)pair.code, StringComparer.Ordinal);
        return Coded(column, levels, r => codes[column.Text(r)]);
    }

    private static CodedColumn Coded(Column column, ImmutableArray<string> levels, Func<int, double> value)
    {
        var marks = new bool[column.Count];
        Missingness.Mark(column, 0, marks);
        int[] missing = [.. Enumerable.Range(0, marks.Length).Where(r => marks[r])], observed = [.. Enumerable.Range(0, marks.Length).Where(r => !marks[r])];
        return new CodedColumn([.. marks.Select((absent, r) => absent ? 0 : value(r))], missing, observed, levels);
    }

    private static ImmutableArray<T> Filled<T>(ImmutableArray<T> values, int[] missing, Func<int, T> value)
    {
        var filled = values.ToArray();
        for (int i = 0; i < missing.Length; i++) filled[missing[i]] = value(i);
        return ImmutableCollectionsMarshal.AsImmutableArray(filled);
    }
}

/// <summary>Rows of a frame.</summary>
internal static class KeptRows
{
    /// <summary>The rows in which no needed field is missing; the frame itself when all are kept.</summary>
    internal static Frame Of(Frame frame, ImmutableArray<string> needed)
    {
        var missing = new bool[frame.Rows];
        foreach (string field in needed) Missingness.Mark(frame[field], 0, missing);
        return missing.Contains(true) ? frame.Picked([.. Enumerable.Range(0, frame.Rows).Where(r => !missing[r])]) : frame;
    }
}
