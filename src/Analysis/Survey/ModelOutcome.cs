using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>An estimated model: coefficients, their covariance, and what the result shows of them.</summary>
/// <param name="Terms">R's names of the k coefficients.</param>
/// <param name="Beta">k estimates.</param>
/// <param name="Variance">k × k covariance.</param>
/// <param name="Df">Degrees of freedom: of the design, plus 1, less k.</param>
/// <param name="Rows">Rows of weight above 0.</param>
internal sealed record ModelOutcome(ImmutableArray<string> Terms, double[] Beta, double[] Variance, double Df, long Rows)
{
    internal SurveyOutcome Outcome(SurveySpec spec)
    {
        int k = Beta.Length;
        var estimates = Enumerable.Range(0, k).Select(i =>
        {
            double error = Math.Sqrt(Variance[i * k + i]);
            var bounds = SurveyInterval.Of(Beta[i], error, Df, spec.Level);
            double? statistic = error > 0 ? Beta[i] / error : null;
            return new SurveyEstimate(Terms[i], [], Beta[i], error, Df, bounds?.Low, bounds?.High, Rows)
            {
                Statistic = statistic,
                PValue = Df > 0 && statistic is { } t ? StudentT.TwoSided(t, Df) : null,
            };
        });
        return new SurveyOutcome([.. estimates]) { Rows = Rows, Vcov = new LabelledMatrix(Terms, [.. Variance]) };
    }

    /// <summary>svyglm's degrees of freedom.</summary>
    internal static double DfOf(double design, int k) => design + 1 - k;
}
