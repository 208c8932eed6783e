using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A question about a population, to be answered from a designed sample.</summary>
/// <param name="Statement">What is asked.</param>
/// <param name="Design">Fields of the design.</param>
public sealed record SurveySpec(SurveyStatement Statement, SampleDesign Design)
{
    /// <summary>Default of <see cref="Draws"/>.</summary>
    public const int DefaultDraws = 500;

    /// <summary>Default of <see cref="Seed"/>.</summary>
    public const ulong DefaultSeed = RandomStream.DefaultSeed;

    /// <summary>Units above which replicate weights are refused: their work grows with the square of the units.</summary>
    public const int MostReplicatedUnits = 20_000;

    /// <summary>How variance is estimated.</summary>
    public SurveyVariance Variance { get; init; } = SurveyVariance.Taylor;

    /// <summary>What a stratum of one unit adds.</summary>
    public LonelyPolicy Lonely { get; init; } = LonelyPolicy.Fail;

    /// <summary>Interval of proportions.</summary>
    public ProportionInterval Interval { get; init; } = ProportionInterval.Logit;

    /// <summary>Family of a model.</summary>
    public SurveyFamily Family { get; init; } = SurveyFamily.Gaussian;

    /// <summary>True to add average marginal effects and predictive margins to a model; by default of logit models only, since a gaussian model's coefficients are its effects.</summary>
    public bool? Margins { get; init; }

    /// <summary>Adjustment of the weights to known population figures; null for none.</summary>
    public WeightingSpec? Weighting { get; init; }

    /// <summary>Level of the confidence intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Fewest draws of the bootstrap: of fewer the variance itself is known to a third only.</summary>
    public const int FewestDraws = 20;

    /// <summary>Draws of the bootstrap, at least <see cref="FewestDraws"/>.</summary>
    public int Draws { get; init; } = DefaultDraws;

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Replicate weights made elsewhere, instead of those that <see cref="Variance"/> names.</summary>
    internal Replicates? Given { get; init; }

    internal bool WithMargins => Statement.Question == SurveyQuestion.Model && (Margins ?? Family == SurveyFamily.Logit);

    /// <summary>True when the answer needs the rows themselves: without clusters, with adjusted weights, for logit models, margins and quantiles.</summary>
    public bool NeedsRows => Design.Cluster is null || Weighting is not null || WithMargins || Statement.Question == SurveyQuestion.Quantiles
        || (Statement.Question == SurveyQuestion.Model && Family == SurveyFamily.Logit);

    /// <summary>Fields to read, typed by their content.</summary>
    public ImmutableArray<string> Fields =>
        [.. Statement.Formula.Variables.Concat(new[] { Design.Weights, Design.Fpc }.OfType<string>()).Concat(Weighting?.Numbers ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>Fields to read as texts.</summary>
    public ImmutableArray<string> Keys =>
        [.. new[] { Design.Cluster, Design.Strata }.OfType<string>().Concat(Statement.Formula.Keys).Concat(Statement.Domains).Concat(Weighting?.Categories ?? []).Except(Fields, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)];

    /// <exception cref="StudyException">The parts of the question do not go together.</exception>
    internal void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        bool replicated = Variance != SurveyVariance.Taylor;
        if (Variance == SurveyVariance.Jk1 && Design.Strata is not null) throw new StudyException(SurveyFaults.Jk1WithStrata());
        if (Variance == SurveyVariance.Brr && Design.Strata is null) throw new StudyException(SurveyFaults.BrrWithoutStrata());
        if (Variance == SurveyVariance.Bootstrap && Draws < FewestDraws) throw new StudyException(SurveyFaults.FewDraws(Draws));
        if (replicated && Weighting is not null) throw new StudyException(SurveyFaults.ReplicatesOfAdjusted());
        if (replicated && Statement.Question == SurveyQuestion.Quantiles) throw new StudyException(SurveyFaults.ReplicatesOfQuantiles());
    }
}
