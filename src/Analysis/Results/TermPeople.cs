using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The terms of a model that set a part of the people apart, for the disclosure review: the coefficient of a dummy that marks three people, with its standard error, speaks of the three.
/// A level of a category counts its own rows or those of its reference, whichever are fewer; a variable of two values those of the rarer; an interaction the rows where it is not zero.
/// </summary>
/// <param name="Entries">Terms, and the words by which further tables name them, with the number of people.</param>
public sealed record TermPeople(ImmutableArray<(string Term, long People)> Entries)
{
    /// <summary>Every term speaks of all people.</summary>
    public static TermPeople All { get; } = new([]);

    /// <summary>The fewest people that a text speaks of: that of the terms which it names.</summary>
    /// <param name="text">A term, or a text with terms in it, such as <c>path: kindmixed -> trust</c>.</param>
    /// <param name="all">People of the fit.</param>
    public long Behind(string text, long all) => Entries.Where(entry => entry.People < all && Names(text, entry.Term)).Select(entry => entry.People).DefaultIfEmpty(all).Min();

    private static bool Names(string text, string term)
    {
        for (int at = text.IndexOf(term, StringComparison.Ordinal); at >= 0; at = text.IndexOf(term, at + 1, StringComparison.Ordinal))
            if (!IsPart(text, at - 1) && !IsPart(text, at + term.Length)) return true;
        return false;
    }

    private static bool IsPart(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.');
}
