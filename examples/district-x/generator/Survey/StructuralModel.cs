namespace CoProduction.DistrictX;

/// <summary>
/// The true model behind the survey answers: drivers → process → outcomes, linear in scores of unit variance (before age, tenure and place), with random effects of the
/// community. A study of these files should find these signs, weakened by the error of the answers.
/// </summary>
internal static class StructuralModel
{
    /// <summary>Correlation of any two drivers within a community.</summary>
    public const double DriverCorrelation = 0.25 / (1 - DriverCommunityDeviation * DriverCommunityDeviation);

    /// <summary>Standard deviation of a driver's community effect.</summary>
    public const double DriverCommunityDeviation = 0.25;

    /// <summary>Standard deviation of a driver's part that is shared by all drivers of a person.</summary>
    public const double SharedDeviation = 0.5;

    /// <summary>Standard deviation of a person's part of one driver: what is left to unit variance.</summary>
    public const double OwnDeviation = 0.8292;

    /// <summary>Standard deviation of the community effect in every equation.</summary>
    public const double CommunityDeviation = 0.25;

    /// <summary>Tenants find the projects less relevant.</summary>
    public const double RenterOnRelevance = -0.35;

    /// <summary>People of 60 and over are more willing to take part.</summary>
    public const double AgeOnWillingness = 0.25;

    /// <summary>Each year since the pilot makes the policy better known.</summary>
    public const double PilotYearsOnMandate = 0.08;

    /// <summary>One standard deviation more money per household makes support more felt.</summary>
    public const double GenerosityOnSupport = 0.20;

    /// <summary>Satisfaction is higher in 2019 than in 2018, all else equal.</summary>
    public const double WaveOnSatisfaction = 0.10;

    public const double RelevanceOnDepth = 0.30, EfficacyOnDepth = 0.25, TrustOnDepth = 0.15, WillingnessOnDepth = 0.15, CapabilityOnDepth = 0.10, SupportOnDepth = 0.10;

    public const double DepthOnSatisfaction = 0.30, RelevanceOnSatisfaction = 0.15, TrustOnSatisfaction = 0.30, SupportOnSatisfaction = 0.20;

    /// <summary>Self-efficacy works through participation depth only: its direct effect is zero.</summary>
    public const double EfficacyOnSatisfaction = 0.0;

    /// <summary>The exogenous constructs.</summary>
    public static IReadOnlyList<string> Drivers { get; } =
        ["policy_mandate", "local_support", "interest_relevance", "participation_willingness", "deliberation_capability", "self_efficacy", "community_trust"];

    /// <summary>The equations, in an order in which every source comes before its target.</summary>
    public static IReadOnlyList<Equation> Equations { get; } =
    [
        new("mobilisation", 0.84, ("policy_mandate", 0.40), ("local_support", 0.20)),
        new("platform", 0.86, ("deliberation_capability", 0.30), ("policy_mandate", 0.25)),
        new("rule_constraint", 0.89, ("local_support", 0.30), ("platform", 0.20)),
        new("channels", 0.87, ("mobilisation", 0.35), ("participation_willingness", 0.20)),
        new("participation_depth", 0.71, ("interest_relevance", RelevanceOnDepth), ("self_efficacy", EfficacyOnDepth), ("community_trust", TrustOnDepth),
            ("participation_willingness", WillingnessOnDepth), ("deliberation_capability", CapabilityOnDepth), ("local_support", SupportOnDepth)),
        new("empowerment", 0.87, ("participation_depth", 0.35), ("platform", 0.20)),
        new("effective_supply", 0.81, ("participation_depth", 0.30), ("local_support", 0.25), ("interest_relevance", 0.15)),
        new("satisfaction", 0.69, ("participation_depth", DepthOnSatisfaction), ("interest_relevance", RelevanceOnSatisfaction), ("self_efficacy", EfficacyOnSatisfaction),
            ("community_trust", TrustOnSatisfaction), ("local_support", SupportOnSatisfaction)),
        new("responsiveness", 0.87, ("channels", 0.25), ("local_support", 0.25), ("empowerment", 0.15)),
        new("transparency", 0.88, ("rule_constraint", 0.30), ("mobilisation", 0.25)),
        new("belonging", 0.80, ("participation_depth", 0.30), ("community_trust", 0.35)),
        new("social_capital", 0.83, ("participation_depth", 0.30), ("community_trust", 0.30)),
        new("grassroots_democracy", 0.85, ("empowerment", 0.40), ("rule_constraint", 0.20)),
        new("self_organisation", 0.88, ("participation_depth", 0.30), ("deliberation_capability", 0.20)),
        new("coordination_cost", 0.93, ("participation_depth", 0.25), ("rule_constraint", -0.15)),
        new("reimbursement_difficulty", 0.94, ("rule_constraint", 0.25), ("local_support", -0.15)),
        new("slow_execution", 0.93, ("coordination_cost", 0.20), ("local_support", -0.20)),
        new("unfairness", 0.90, ("transparency", -0.30), ("empowerment", -0.20)),
    ];
}

/// <summary>One structural equation: the target is the weighted sum of its sources, a community effect and a residual that fills it up to unit variance.</summary>
internal sealed class Equation(string target, double residualDeviation, params (string Source, double Coefficient)[] terms)
{
    public string Target => target;

    /// <summary>Standard deviation of the residual.</summary>
    public double ResidualDeviation => residualDeviation;

    public IReadOnlyList<(string Source, double Coefficient)> Terms => terms;
}
