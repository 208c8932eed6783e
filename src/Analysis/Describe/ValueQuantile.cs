using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Quantiles from counts of values.</summary>
internal static class ValueQuantile
{
    /// <summary>Without weights R's type 7; with weights the smallest value at which the share of the weights reaches the probability (survey::svyquantile, rule "math").</summary>
    /// <param name="values">Values, ascending.</param>
    /// <param name="probability">0..1.</param>
    /// <param name="weighted">True to take the weights.</param>
    internal static double Of(ImmutableArray<AnswerCount> values, double probability, bool weighted)
    {
        if (weighted) return Weighted(values, probability * values.Sum(value => value.Weight));
        double position = (values.Sum(value => value.Count) - 1) * probability, floor = Math.Floor(position);
        double low = At(values, (long)floor), high = At(values, (long)Math.Ceiling(position));
        return low + (position - floor) * (high - low);
    }

    private static double At(ImmutableArray<AnswerCount> values, long rank)
    {
        long below = 0;
        foreach (var value in values)
            if ((below += value.Count) > rank) return value.Value;
        return values[^1].Value;
    }

    private static double Weighted(ImmutableArray<AnswerCount> values, double target)
    {
        double below = 0;
        foreach (var value in values)
            if ((below += value.Weight) >= target * (1 - 1e-12)) return value.Value;
        return values[^1].Value;
    }
}
