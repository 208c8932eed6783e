using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Values of columns as the keys of cells and filters write them: invariant, ISO dates, empty where missing.</summary>
internal static class ColumnText
{
    public static string Text(this Column column, int row) => column.IsMissing(row) ? "" : column switch
    {
        TextColumn text => text.Values[row],
        CategoryColumn category => category.Codes[row] < 0 ? "" : category.Levels[category.Codes[row]],
        IntegerColumn integer => integer.Values[row].ToString(CultureInfo.InvariantCulture),
        MoneyColumn money => money.Values[row].ToString(CultureInfo.InvariantCulture),
        DateColumn date => date.Values[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        NumberColumn number => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
        _ => throw AnalysisFaults.NotNumeric(column.Name),
    };

    public static long Whole(this Column column, int row) => column switch
    {
        IntegerColumn integer => integer.Values[row],
        NumberColumn number => (long)number.Values[row],
        _ => throw AnalysisFaults.NotNumeric(column.Name),
    };

    /// <summary>Values as doubles, NaN where missing.</summary>
    public static double[] Doubles(this Column column)
    {
        var values = column switch
        {
            NumberColumn number => number.Values.ToArray(),
            IntegerColumn integer => Widened(integer.Values.AsSpan()),
            _ => throw AnalysisFaults.NotNumeric(column.Name),
        };
        var reasons = column.Reasons.IsDefault ? [] : column.Reasons.AsSpan();
        for (int i = 0; i < reasons.Length; i++) if (reasons[i] != MissingReason.Present) values[i] = double.NaN;
        return values;
    }

    private static double[] Widened(ReadOnlySpan<long> whole)
    {
        var values = new double[whole.Length];
        for (int i = 0; i < values.Length; i++) values[i] = whole[i];
        return values;
    }

    /// <summary>Weights of a frame's rows; 1 without a weight field, NaN where missing.</summary>
    public static double[] Weights(this Frame rows, string? field)
    {
        if (field is null) return [.. Enumerable.Repeat(1.0, rows.Rows)];
        double[] weights = rows[field].Doubles();
        foreach (double weight in weights) if (weight < 0 || double.IsInfinity(weight)) throw AnalysisFaults.BadWeight(field, weight);
        return weights;
    }

    public static bool Has(this RowFilter filter, string value) => filter.Values.Contains(value, StringComparer.Ordinal);
}
