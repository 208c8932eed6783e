using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting a survey estimate that is not an error.</summary>
internal static class SurveyCautions
{
    /// <summary>Below so many degrees of freedom a standard error is itself uncertain by a quarter or more; Korn and Graubard (1999), section 5.2.</summary>
    private const int FewDegrees = 10;

    internal static ImmutableArray<Label> Of(SurveySpec spec, SampleUnits units, SurveyOutcome outcome)
    {
        var cautions = ImmutableArray.CreateBuilder<Label>();
        if (units.Df < FewDegrees) cautions.Add(SurveyFaults.FewDegrees(units.Df));
        bool clustered = !units.Keys.IsEmpty;
        if (clustered && units.Count < LinearCautions.FewCommunities) cautions.Add(SurveyFaults.FewUnits(units.Count));
        if (clustered && units.SizeVariation > LinearCautions.UnequalSizes) cautions.Add(SurveyFaults.UnequalUnits(units.SizeVariation));
        if (outcome.Estimates.Count(estimate => estimate.Df < 1) is > 0 and var none) cautions.Add(SurveyFaults.NoDegrees(none));
        bool shares = spec.Statement.Question is SurveyQuestion.Proportions or SurveyQuestion.Crosstab;
        if (shares && outcome.Estimates.Count(estimate => estimate.Estimate is 0 or 1) is > 0 and var bound) cautions.Add(SurveyFaults.AtBound(bound, spec.Interval == ProportionInterval.Beta ? "beta" : "Wilson"));
        if (outcome.Lost > 0) cautions.Add(SurveyFaults.LostReplicates(outcome.Lost));
        if (spec is { Design.Fpc: not null, Variance: SurveyVariance.Bootstrap or SurveyVariance.Brr }) cautions.Add(SurveyFaults.FpcDropped());
        int repeated = units.Keys.Length - units.Keys.Distinct(StringComparer.Ordinal).Count();
        if (repeated > 0) cautions.Add(SurveyFaults.RepeatedUnits(repeated));
        return cautions.ToImmutable();
    }
}
