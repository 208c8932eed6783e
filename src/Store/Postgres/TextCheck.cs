using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Store;

/// <summary>Keeps out the rows whose texts PostgreSQL cannot hold: nothing is replaced in silence.</summary>
internal static class TextCheck
{
    private const char Replacement = '\uFFFD';

    /// <summary>The block without such rows, which become rejections. The same block when there are none.</summary>
    public static SourceBlock Check(SourceBlock block, SourcePlan plan) =>
        Storable.Without(block, block.Accepted.Columns.SelectMany(column => Faults(column, block.Accepted, plan)).ToList());

    /// <summary>False for a text with a NUL or half a surrogate pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsStorable(string text)
    {
        foreach (char letter in text)
            if (letter == '\0' || char.IsSurrogate(letter)) return HasPairsOnly(text);
        return true;
    }

    private static bool HasPairsOnly(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0') return false;
            if (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at)) return false;
            if (char.IsHighSurrogate(text[at])) at++;
        }
        return true;
    }

    /// <summary>The text with the sign for a character that cannot be shown in place of each such character.</summary>
    public static string Replaced(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) kept.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        return kept.ToString();
    }

    private static IEnumerable<(int Row, Rejection Rejection)> Faults(Column column, Frame frame, SourcePlan plan)
    {
        if (column is not (TextColumn or CategoryColumn) || (column is CategoryColumn category && category.Levels.All(IsStorable))) yield break;
        var lines = ((IntegerColumn)frame[SourceBlock.RowColumn]).Values;
        for (int row = 0; row < column.Count; row++)
            if (!IsStorable(column.Text(row)))
                yield return (row, new Rejection(plan.Id, plan.File, lines[row], Headers.Of(plan, column.Name), Replaced(column.Text(row)), StoreFaults.NotText.Rule, StoreFaults.NotText.Mend));
    }
}
