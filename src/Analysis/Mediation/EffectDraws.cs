using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Writes into the counts how often each unit is drawn in a repetition (counted from 0).</summary>
internal delegate void UnitDraw(int repetition, Span<int> counts);

/// <summary>The draws of all effects, one row an effect, and what the jackknife over the resampled units says about their skewness.</summary>
/// <param name="Values">For each effect its sound draws in ascending order.</param>
/// <param name="Failed">Draws that did not identify the coefficients.</param>
/// <param name="Accelerations">For each effect the acceleration of BCa intervals; empty where none was asked for.</param>
internal sealed record EffectDraws(double[][] Values, int Failed, ImmutableArray<double> Accelerations)
{
    /// <summary>Standard deviation of an effect's draws.</summary>
    internal double Deviation(int effect)
    {
        double[] values = Values[effect];
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
