using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// How a factor is coded within a term: by contrasts where an earlier term already spans its mean, by all its levels otherwise.
/// R's rule (TermCode in its model.c): contrasts when the term without this factor is empty or contained in an earlier term; without an intercept the first
/// factor of the first term with one is coded in full.
/// </summary>
internal static class Coding
{
    internal static bool IsFull(bool intercept, ImmutableArray<ImmutableArray<int>> terms, ImmutableArray<DesignAtom> atoms, int term, int atom) =>
        (!intercept && IsFirstFactor(terms, atoms, term, atom)) || !IsSpanned(terms, term, atom);

    private static bool IsSpanned(ImmutableArray<ImmutableArray<int>> terms, int term, int atom)
    {
        var rest = terms[term].Remove(atom);
        return rest.IsEmpty || terms.Take(term).Any(earlier => rest.All(other => earlier.Contains(other)));
    }

    private static bool IsFirstFactor(ImmutableArray<ImmutableArray<int>> terms, ImmutableArray<DesignAtom> atoms, int term, int atom)
    {
        bool IsFactor(int index) => atoms[index].Category is not null;
        return IsFactor(atom) && !terms.Take(term).Any(earlier => earlier.Any(IsFactor)) && terms[term].First(IsFactor) == atom;
    }
}
