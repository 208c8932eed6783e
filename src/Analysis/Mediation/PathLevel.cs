using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The equations of a path model on one level (all rows, within communities, or between them), with the roots they are estimated from.</summary>
/// <param name="Name">Empty for all rows; <c>within</c> or <c>between</c>.</param>
/// <param name="Pooled">Root of all units.</param>
/// <param name="Units">Roots of the communities, in the order of their keys; one for all rows without communities.</param>
/// <param name="Equations">The equations.</param>
internal sealed record PathLevel(string Name, CrossProduct Pooled, ImmutableArray<CrossProduct> Units, ImmutableArray<LevelEquation> Equations)
{
    internal const string Within = "within", Between = "between";

    internal int Columns => Pooled.Labels.Length;

    internal LevelEquation? Of(string outcome) => Equations.FirstOrDefault(equation => equation.Outcome == outcome);

    /// <summary>Index of the coefficient of a term in the equation of an outcome; null where the level has no such arrow.</summary>
    internal int? Parameter(string outcome, params ImmutableArray<string> term) =>
        Of(outcome) is { } equation && equation.Chain.TryGetValue(PathEquation.Key(term), out int place) ? equation.Offset + place : null;
}

/// <summary>An equation with its columns found in the level's roots.</summary>
/// <param name="Outcome">What it explains.</param>
/// <param name="Terms">Labels of its k columns.</param>
/// <param name="Offset">Index of its first coefficient among those of all equations.</param>
/// <param name="Chain">For terms of one column: the term's key → its place in <paramref name="Terms"/>.</param>
internal sealed record LevelEquation(string Outcome, ImmutableArray<string> Terms, int Offset, IReadOnlyDictionary<string, int> Chain)
{
    /// <summary>Number of coefficients, k.</summary>
    internal int K => Terms.Length;
}
