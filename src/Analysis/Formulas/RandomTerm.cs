using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A random part of a mixed model, such as <c>(1 + trust | community)</c>. <c>(1 | subdistrict/community)</c> makes two: of the sub-district, and of the community within it.</summary>
/// <param name="Groups">Grouping fields, the outermost first; more than one means nested: a unit is a combination of their values.</param>
/// <param name="Intercept">True when the intercept varies.</param>
/// <param name="Terms">Labels of the varying slopes, in R's order.</param>
/// <param name="Correlated">False for <c>||</c>: intercept and slopes vary independently.</param>
public sealed record RandomTerm(ImmutableArray<string> Groups, bool Intercept, ImmutableArray<string> Terms, bool Correlated)
{
    /// <summary>The grouping as lme4 names it, innermost first: <c>community:subdistrict</c>.</summary>
    public string Name => string.Join(':', Groups.Reverse());

    internal ImmutableArray<ImmutableArray<int>> AtomsOfTerms { get; init; } = [];
}
