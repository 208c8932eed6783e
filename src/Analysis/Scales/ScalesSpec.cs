using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which scales to describe, and the design of the survey.</summary>
/// <param name="Scales">The scales.</param>
/// <param name="Design">Fields of weight, strata and primary sampling units, for the means; reliability is unweighted.</param>
public sealed record ScalesSpec(ImmutableArray<ScaleSpec> Scales, SurveyDesign Design)
{
    /// <summary>Scales without a design: every row weighs the same and stands for itself.</summary>
    public ScalesSpec(params ImmutableArray<ScaleSpec> scales) : this(scales, new SurveyDesign(null, null, null)) { }

    /// <summary>Level of the intervals of the means, two-sided normal 95 %.</summary>
    public const double NormalQuantile = 1.959963984540054;
}
