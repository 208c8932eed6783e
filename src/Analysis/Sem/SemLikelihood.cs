namespace CoProduction.Analysis;

/// <summary>Log-likelihoods of models; that of exogenous variables, which are taken as they are, is left out as lavaan does.</summary>
internal static class SemLikelihood
{
    private const double LogTwoPi = 1.8378770664093454836;

    internal static (double Model, double Saturated) Of(SemEstimated estimated) => (OfModel(estimated.Model, estimated), OfSaturated(estimated));

    internal static double OfModel(SemEstimate model, SemEstimated estimated) => -0.5 * (estimated.Rows * model.Criterion.Value(model.Theta) + Constant(estimated) - Exogenous(estimated));

    private static double OfSaturated(SemEstimated estimated)
    {
        double value = 0;
        for (int g = 0; g < estimated.Saturated.Length; g++) value += estimated.Saturated[g].Moments is var moments && moments.Patterns is { } patterns
            ? moments.Rows * PatternEm.Value(patterns, moments.Mean, moments.S) : moments.Rows * (estimated.Saturated[g].LogDeterminant + moments.P);
        return -0.5 * (value + Constant(estimated) - Exogenous(estimated));
    }

    // ln 2π for every answer.
    private static double Constant(SemEstimated estimated) => LogTwoPi * estimated.Statistics.Moments.Sum(moments =>
        moments.Patterns is { } patterns ? patterns.Patterns.Sum(pattern => (double)pattern.Rows * pattern.Present.Length) : (double)moments.Rows * moments.P);

    private static double Exogenous(SemEstimated estimated) => estimated.Saturated.Sum(one => one.Exogenous == 0 ? 0 : one.Moments.Rows * (one.ExogenousLog + one.Exogenous * (1 + LogTwoPi)));
}
