using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which columns of a root belong to which term of its formula: one to a number, one to each level but the reference's to a category.</summary>
internal sealed class DesignTerms
{
    private readonly Dictionary<string, ImmutableArray<string>> _labels;

    internal DesignTerms(Formula design, ImmutableArray<string> labels)
    {
        var terms = design.AtomsOfTerms.Select(term => term.Select(atom => design.AtomNames[atom]).ToImmutableArray()).ToList();
        var owners = labels.Where(label => label != DesignColumn.InterceptName).Select(label => (Label: label, Term: Owner(terms, label)));
        _labels = owners.GroupBy(pair => PathEquation.Key(pair.Term)).ToDictionary(group => group.Key, group => group.Select(pair => pair.Label).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The columns of a term.</summary>
    internal ImmutableArray<string> Of(ImmutableArray<string> term) => _labels[PathEquation.Key(term)];

    /// <summary>The one column of a term of the chain.</summary>
    /// <exception cref="StudyException">It is a category of more than two levels.</exception>
    internal string Single(params ImmutableArray<string> term) =>
        Of(term) is [var only] ? only : throw new StudyException(MediationFaults.ManyLevels(PathEquation.Label(term), Of(term)));

    // The column of a number has the term's own name; that of a category goes on with its level: the longest name that fits.
    private static ImmutableArray<string> Owner(List<ImmutableArray<string>> terms, string label) =>
        terms.Find(term => PathEquation.Label(term) == label) is { IsDefault: false } exact ? exact : terms.Where(term => Fits(term, label)).MaxBy(term => term.Sum(name => name.Length));

    private static bool Fits(ImmutableArray<string> term, string label)
    {
        int at = 0;
        for (int i = 0; i < term.Length; i++)
        {
            int found = i == 0 ? (label.StartsWith(term[0], StringComparison.Ordinal) ? 0 : -1) : label.IndexOf(':' + term[i], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + term[i].Length + (i == 0 ? 0 : 1);
        }
        return term.Length > 1 || !label.Contains(':', StringComparison.Ordinal) || label.IndexOf(':', StringComparison.Ordinal) > term[0].Length;
    }
}
