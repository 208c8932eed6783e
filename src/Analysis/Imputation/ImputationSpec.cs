using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>From what the missing values of a variable are drawn, given the other variables.</summary>
public enum ImputationKind
{
    /// <summary>Predictive mean matching: the value of one of the rows whose prediction is nearest (type 1 of van Buuren 2018, section 3.4: the donors' predictions from the estimate, those of the missing from a draw). For numbers, and codes of categories in order.</summary>
    Pmm,

    /// <summary>A normal linear model with drawn parameters (Rubin 1987, page 167).</summary>
    Normal,

    /// <summary>A logit model with drawn parameters, for two values; within communities a probit model with normal random intercepts.</summary>
    Logit,

    /// <summary>A proportional-odds model with drawn parameters, for values in order; within communities an ordered probit model with normal random intercepts.</summary>
    Ordered,

    /// <summary>A multinomial logit model with drawn parameters, for categories without order; within communities a multinomial probit model with independent errors and normal random intercepts.</summary>
    Multinomial,
}

/// <summary>How the likeness of rows of one community enters the models of the missing values.</summary>
public enum CommunityEffect
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>An intercept for each community with a flat prior, as a dummy for each would be.</summary>
    Fixed,

    /// <summary>A normal random intercept, one residual variance for all communities, a flat prior of the standard deviation (Gelman 2006): as mice's 2l.norm with one variance.</summary>
    Random,
}

/// <summary>How missing values are imputed.</summary>
/// <param name="Sets">Completed data sets m, at least 2.</param>
public sealed record ImputationSpec(int Sets)
{
    /// <summary>Default of <see cref="Iterations"/>.</summary>
    public const int DefaultIterations = 10;

    /// <summary>Default of <see cref="Donors"/>, as mice.</summary>
    public const int DefaultDonors = 5;

    /// <summary>Rounds over the variables before a set is taken, at least 1.</summary>
    public int Iterations { get; init; } = DefaultIterations;

    /// <summary>Rows with the nearest predictions among which predictive mean matching draws, at least 1.</summary>
    public int Donors { get; init; } = DefaultDonors;

    /// <summary>Kinds of variables by name; those not named are <see cref="ImputationKind.Pmm"/> when numbers, <see cref="ImputationKind.Logit"/> when categories of two values, <see cref="ImputationKind.Multinomial"/> when of more; with <see cref="CommunityEffect.Fixed"/> categories of two values are <see cref="ImputationKind.Pmm"/>.</summary>
    public ImmutableSortedDictionary<string, ImputationKind> Kinds { get; init; } = ImmutableSortedDictionary<string, ImputationKind>.Empty;

    /// <summary>Fields that a row must have, which are never imputed: weights, communities, strata.</summary>
    public ImmutableArray<string> Needed { get; init; } = [];

    /// <summary>Field of the communities, one of <see cref="Needed"/>; null for none.</summary>
    public string? Within { get; init; }

    /// <summary>How communities enter; not at all without <see cref="Within"/>.</summary>
    public CommunityEffect Effect { get; init; }

    /// <summary>Seed of the draws; null for the house's.</summary>
    public ulong? Seed { get; init; }

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal CommunityEffect UsedEffect => Within is null ? CommunityEffect.None : Effect;

    internal void Check()
    {
        if (Sets < 2) throw new StudyException(ImputationFaults.FewSets(Sets));
        if (Iterations < 1) throw new StudyException(ImputationFaults.FewIterations(Iterations));
        if (Donors < 1) throw new StudyException(ImputationFaults.FewDonors(Donors));
    }
}
