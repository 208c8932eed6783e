namespace CoProduction.Analysis;

/// <summary>Marks the rows where a column has no value.</summary>
internal static class Missingness
{
    internal static void Mark(Column column, int start, Span<bool> missing)
    {
        if (!column.Reasons.IsDefaultOrEmpty) MarkReasons(column.Reasons.AsSpan().Slice(start, missing.Length), missing);
        if (column is CategoryColumn category) MarkNegative(category.Codes.AsSpan().Slice(start, missing.Length), missing);
        if (column is TextColumn text) MarkEmpty(text.Values.AsSpan().Slice(start, missing.Length), missing);
    }

    private static void MarkReasons(ReadOnlySpan<MissingReason> reasons, Span<bool> missing)
    {
        for (int r = 0; r < missing.Length; r++) missing[r] |= reasons[r] != MissingReason.Present;
    }

    private static void MarkNegative(ReadOnlySpan<int> codes, Span<bool> missing)
    {
        for (int r = 0; r < missing.Length; r++) missing[r] |= codes[r] < 0;
    }

    private static void MarkEmpty(ReadOnlySpan<string> values, Span<bool> missing)
    {
        for (int r = 0; r < missing.Length; r++) missing[r] |= values[r].Length == 0;
    }
}
