namespace CoProduction.DistrictX;

/// <summary>Draws respondents' true scores by the structural model.</summary>
internal sealed class TrueScores
{
    private static readonly int[] Drivers = [.. StructuralModel.Drivers.Select(Questionnaire.IndexOf)];
    private static readonly (int Target, double Residual, (int Source, double Coefficient)[] Terms)[] Equations =
    [
        .. StructuralModel.Equations.Select(equation => (Questionnaire.IndexOf(equation.Target), equation.ResidualDeviation,
            equation.Terms.Select(term => (Questionnaire.IndexOf(term.Source), term.Coefficient)).ToArray())),
    ];

    private static readonly int Mandate = Questionnaire.IndexOf("policy_mandate"), Support = Questionnaire.IndexOf("local_support");
    private static readonly int Relevance = Questionnaire.IndexOf("interest_relevance"), Willingness = Questionnaire.IndexOf("participation_willingness");
    private static readonly int Satisfaction = Questionnaire.IndexOf("satisfaction");
    private readonly double[][] communityEffects;

    /// <summary>Community effects are drawn once: they are the same in both waves.</summary>
    public TrueScores(ulong seed, District district)
    {
        var random = new RandomStream(seed, "community effects");
        communityEffects = [.. district.Communities.Select(_ => Questionnaire.Constructs.Select(_ => random.Normal()).ToArray())];
    }

    /// <summary>Scores of one person, one per construct.</summary>
    public double[] Draw(RandomStream random, Community community, int wave, bool renter, bool old)
    {
        double[] effects = communityEffects[community.Index];
        var scores = new double[Questionnaire.Constructs.Count];
        double shared = random.Normal();
        foreach (int driver in Drivers)
        {
            scores[driver] = StructuralModel.DriverCommunityDeviation * effects[driver] + StructuralModel.SharedDeviation * shared
                + StructuralModel.OwnDeviation * random.Normal();
        }
        scores[Mandate] += StructuralModel.PilotYearsOnMandate * Math.Max(0, wave - community.PilotYear);
        scores[Support] += StructuralModel.GenerosityOnSupport * community.Generosity;
        if (renter) scores[Relevance] += StructuralModel.RenterOnRelevance;
        if (old) scores[Willingness] += StructuralModel.AgeOnWillingness;
        foreach (var (target, residual, terms) in Equations)
        {
            double expected = target == Satisfaction && wave == SurveyWave.Second.Year ? StructuralModel.WaveOnSatisfaction : 0;
            foreach (var (source, coefficient) in terms) expected += coefficient * scores[source];
            scores[target] = expected + StructuralModel.CommunityDeviation * effects[target] + residual * random.Normal();
        }
        return scores;
    }
}
