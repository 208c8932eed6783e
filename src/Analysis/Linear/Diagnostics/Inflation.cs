using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Variance inflation of a term: of its columns jointly when it has several (Fox and Monette 1992).</summary>
/// <param name="Term">Label of the formula's term.</param>
/// <param name="Df">Its columns.</param>
/// <param name="Gvif">Generalised variance inflation factor, ≥ 1; the plain one for one column. About the mean when the model has an intercept.</param>
public sealed record Inflation(string Term, int Df, double Gvif)
{
    /// <summary>GVIF^(1/(2 df)): the inflation of the standard errors, comparable between terms.</summary>
    public double Scaled => Math.Pow(Gvif, 1 / (2.0 * Df));

    /// <summary>GVIF^(1/df): the variance inflation of one column.</summary>
    public double PerColumn => Math.Pow(Gvif, 1.0 / Df);

    /// <summary>The inflation of every term but the intercept; empty for fewer than two terms or when the roots do not say which columns make a term.</summary>
    internal static ImmutableArray<Inflation> Of(CommunityRoots roots, CrossProduct pooled) => Of(roots.Terms, roots.Origins, pooled);

    /// <summary>The same of named columns and the terms they come from.</summary>
    internal static ImmutableArray<Inflation> Of(ImmutableArray<string> columns, ImmutableArray<string> origins, CrossProduct pooled)
    {
        var terms = origins.Where(term => term.Length > 0).Distinct().ToImmutableArray();
        return terms.Length < 2 ? [] : [.. terms.Select(term => Of(term, columns, origins, pooled))];
    }

    // det(X₁'X₁) det(X₂'X₂) / det(X'X), all about the mean: the diagonal of a root multiplies to the root of the determinant. With the term's columns last, what
    // remains of X'X after X₂ is their own trailing part.
    private static Inflation Of(string term, ImmutableArray<string> columns, ImmutableArray<string> origins, CrossProduct pooled)
    {
        ImmutableArray<string> own = [.. columns.Where((_, i) => origins[i] == term)], others = [.. columns.Where((_, i) => origins[i] != term && origins[i].Length > 0)];
        ImmutableArray<string> mean = origins[0].Length == 0 ? [columns[0]] : [];
        double alone = LogDeterminant(pooled.Select([.. mean, .. own]), own.Length), beside = LogDeterminant(pooled.Select([.. mean, .. others, .. own]), own.Length);
        return new Inflation(term, own.Length, Math.Exp(2 * (alone - beside)));
    }

    private static double LogDeterminant(CrossProduct root, int last)
    {
        int p = root.Labels.Length;
        return Enumerable.Range(p - last, last).Sum(i => Math.Log(root.Root[i * p + i]));
    }

    /// <summary>True when no other term of the formula uses a variable of this one.</summary>
    internal static bool StandsAlone(Formula formula, string term)
    {
        int at = formula.Terms.IndexOf(term);
        if (at < 0) return false;
        var own = Variables(formula, at).ToHashSet();
        return !Enumerable.Range(0, formula.Terms.Length).Any(other => other != at && Variables(formula, other).Any(own.Contains));
    }

    private static IEnumerable<string> Variables(Formula formula, int term) => formula.AtomsOfTerms[term].SelectMany(atom => ExpressionTree.Names(formula.Atoms[atom])).Select(name => name.Name);
}
