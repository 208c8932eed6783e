using System.Collections.Immutable;

namespace CoProduction.Workbench;

/// <summary>Lists of terms as settings give them: a separator inside brackets, quotes or backticks belongs to the term, as in <c>center(x, by community), z</c>.</summary>
internal static class TermList
{
    /// <summary>The terms, without blanks around them; none for null.</summary>
    public static ImmutableArray<string> Of(string? text, char separator)
    {
        var terms = ImmutableArray.CreateBuilder<string>();
        int depth = 0, start = 0;
        char? quote = null;
        for (int at = 0; at <= (text ?? "").Length; at++)
        {
            if (at == (text ?? "").Length || (text![at] == separator && depth == 0 && quote is null))
            {
                terms.Add((text ?? "")[start..at].Trim());
                start = at + 1;
            }
            else (depth, quote) = After(text[at], depth, quote);
        }
        return [.. terms.Where(term => term.Length > 0)];
    }

    private static (int Depth, char? Quote) After(char letter, int depth, char? quote) => letter switch
    {
        _ when quote is not null => (depth, letter == quote ? null : quote),
        '"' or '\'' or '`' => (depth, letter),
        '(' => (depth + 1, null),
        ')' => (Math.Max(0, depth - 1), null),
        _ => (depth, null),
    };
}
