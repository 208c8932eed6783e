using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A model of an outcome that is no measurement: a choice of two or more, an ordered answer, or a count.</summary>
public enum ChoiceFamily
{
    /// <summary>Two categories, P(y = second) = 1/(1 + exp(-xβ)).</summary>
    Logit,

    /// <summary>Two categories, P(y = second) = Φ(xβ).</summary>
    Probit,

    /// <summary>Ordered categories, P(y ≤ j) = 1/(1 + exp(-(α_j - xβ))); McCullagh (1980).</summary>
    OrderedLogit,

    /// <summary>Ordered categories, P(y ≤ j) = Φ(α_j - xβ).</summary>
    OrderedProbit,

    /// <summary>Unordered categories, ln P(y = j)/P(y = base) = xβ_j.</summary>
    Multinomial,

    /// <summary>Counts of variance equal to their mean exp(xβ).</summary>
    Poisson,

    /// <summary>Counts of mean μ = exp(xβ) and variance μ + μ²/θ (NB2).</summary>
    NegativeBinomial,
}

/// <summary>What is known of a family before any row.</summary>
internal static class ChoiceFamilies
{
    private static readonly ImmutableArray<(ChoiceFamily Family, string Name)> Names =
    [
        (ChoiceFamily.Logit, "logit"), (ChoiceFamily.Probit, "probit"), (ChoiceFamily.OrderedLogit, "ologit"), (ChoiceFamily.OrderedProbit, "oprobit"),
        (ChoiceFamily.Multinomial, "mlogit"), (ChoiceFamily.Poisson, "poisson"), (ChoiceFamily.NegativeBinomial, "negbin"),
    ];

    /// <summary>The name of the method.</summary>
    internal static string Method(this ChoiceFamily family) => Names.First(entry => entry.Family == family).Name;

    internal static bool IsBinary(this ChoiceFamily family) => family is ChoiceFamily.Logit or ChoiceFamily.Probit;

    internal static bool IsOrdered(this ChoiceFamily family) => family is ChoiceFamily.OrderedLogit or ChoiceFamily.OrderedProbit;

    internal static bool IsCount(this ChoiceFamily family) => family is ChoiceFamily.Poisson or ChoiceFamily.NegativeBinomial;

    /// <summary>True where exp(β) is a ratio of odds, of relative risks or of rates.</summary>
    internal static bool HasRatios(this ChoiceFamily family) => family is not (ChoiceFamily.Probit or ChoiceFamily.OrderedProbit);

    internal static LinkFunction Link(this ChoiceFamily family) => family is ChoiceFamily.Probit or ChoiceFamily.OrderedProbit ? LinkFunction.Probit : LinkFunction.Logit;
}
