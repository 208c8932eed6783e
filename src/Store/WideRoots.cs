using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>
/// One wide reduction for several models. The roots of a narrow model are columns of a wide one's only if both use the same rows: so the wide one must have left out none. It must also have coded every
/// term the same way: both have an intercept, and neither has interactions, functions, random parts or absorbed effects.
/// </summary>
internal static class WideRoots
{
    private const string Intercept = "(Intercept)";

    /// <summary>The narrow model's roots, taken from a wide reduction's; null where these cannot give them.</summary>
    public static CommunityRoots? Narrowed(CommunityRoots wide, CrossProductSpec wideSpec, CrossProductSpec narrow)
    {
        if (wide.RowsIncomplete > 0 || !SameRows(wideSpec, narrow) || Formula.Parse(narrow.Formula) is not { Intercept: true } formula) return null;
        if (!IsPlain(formula) || !IsPlain(Formula.Parse(wideSpec.Formula)) || wide.Origins.IsEmpty || !wide.Terms.Contains(Intercept)) return null;
        if (formula.Terms.Any(term => !wide.Origins.Contains(term)) || !wide.Clusters[0].Root.Labels.Contains(formula.Outcome)) return null;
        var kept = formula.Terms.SelectMany(term => wide.Terms.Where((_, at) => wide.Origins[at] == term)).Prepend(Intercept).ToImmutableArray();
        ImmutableArray<string> labels = [.. kept, formula.Outcome];
        return wide with
        {
            Formula = narrow.Formula,
            Terms = kept,
            Origins = [.. kept.Select(term => wide.Origins[wide.Terms.IndexOf(term)])],
            Clusters = [.. wide.Clusters.Select(cluster => cluster with { Root = cluster.Root.Select(labels) })],
        };
    }

    private static bool SameRows(CrossProductSpec wide, CrossProductSpec narrow) =>
        SpecText.Of(wide with { Formula = "" }) == SpecText.Of(narrow with { Formula = "" });

    private static bool IsPlain(Formula formula) =>
        formula.Random.IsEmpty && formula.Absorbed.IsEmpty && formula.Terms.Append(formula.Outcome).All(term => term.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.'));
}
