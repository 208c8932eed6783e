using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The primary sampling units of a sample by stratum, with what the whole sample says of its weights. Every row whose weight, stratum and unit are known counts, whether or not it answers the question:
/// units without an answer are units still.
/// </summary>
public sealed class SampleUnits
{
    internal SampleUnits(SampleDesign design, ImmutableArray<SampleStratum> strata, ImmutableArray<string> keys, ImmutableArray<int> stratumOf, WeightTally weights, long rowsRead, double sizeVariation)
    {
        Design = design;
        Strata = strata;
        Keys = keys;
        StratumOf = stratumOf;
        Weights = weights;
        RowsRead = rowsRead;
        SizeVariation = sizeVariation;
    }

    /// <summary>Fields of the design.</summary>
    public SampleDesign Design { get; }

    /// <summary>The H strata in ordinal order of their keys; one of empty key without strata.</summary>
    public ImmutableArray<SampleStratum> Strata { get; }

    /// <summary>Keys of the units, by stratum and then in ordinal order; empty when every row is a unit.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Index of each unit's stratum.</summary>
    public ImmutableArray<int> StratumOf { get; }

    /// <summary>The weights of the rows whose design is known.</summary>
    public WeightTally Weights { get; }

    /// <summary>Rows seen.</summary>
    public long RowsRead { get; }

    /// <summary>Coefficient of variation of the units' numbers of rows, 0 or more: sample standard deviation over mean; 0 when every row is a unit.</summary>
    public double SizeVariation { get; }

    /// <summary>Number of units.</summary>
    public int Count => StratumOf.Length;

    /// <summary>Degrees of freedom of the design: units less strata.</summary>
    public int Df => Count - Strata.Length;

    internal SampleUnits With(WeightTally weights) => new(Design, Strata, Keys, StratumOf, weights, RowsRead, SizeVariation);
}

/// <summary>A stratum of a sample.</summary>
/// <param name="Key">Its value; empty without strata.</param>
/// <param name="Units">Number of sampled units, n.</param>
/// <param name="Population">Number of units in the population, N; null when it counts as infinite.</param>
public sealed record SampleStratum(string Key, int Units, double? Population)
{
    /// <summary>1 - n/N, in 0..1; 1 for an infinite population.</summary>
    public double Remaining => Population is { } all ? (all - Units) / all : 1;
}

/// <summary>What the weights of a sample look like.</summary>
/// <param name="Rows">Rows of a weight above 0.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">Sum of their squares.</param>
/// <param name="Smallest">Smallest above 0.</param>
/// <param name="Largest">Largest.</param>
public readonly record struct WeightTally(long Rows, double Sum, double SumOfSquares, double Smallest, double Largest)
{
    /// <summary>Kish's effective number of rows, (Σw)² / Σw² (Kish 1965, section 11.7).</summary>
    public double EffectiveRows => Sum * Sum / SumOfSquares;

    /// <summary>Kish's design effect of unequal weighting, n Σw² / (Σw)², 1 or more.</summary>
    public double DesignEffect => Rows / EffectiveRows;

    internal WeightTally With(double weight) => weight == 0 ? this
        : new(Rows + 1, Sum + weight, SumOfSquares + weight * weight, Rows == 0 ? weight : Math.Min(Smallest, weight), Math.Max(Largest, weight));

    internal static WeightTally Of(IEnumerable<double> weights) => weights.Aggregate(default(WeightTally), (tally, weight) => tally.With(weight));
}
