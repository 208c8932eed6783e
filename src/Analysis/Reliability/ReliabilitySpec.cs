namespace CoProduction.Analysis;

/// <summary>How an interval is made of bootstrap draws of a coefficient of reliability c.</summary>
public enum ReliabilityInterval
{
    /// <summary>Percentiles of the draws, R's type 7 (Efron and Tibshirani 1993, chapter 13). Too narrow from few communities: 0.925 of 0.95 from 20 (benchmarks/coverage).</summary>
    Percentile,

    /// <summary>
    /// 1 - (1 - c) exp(±t s): t with G - 1 degrees of freedom for G units drawn, s the standard deviation of ln(1 - c) over the draws times √(G / (G - 1)). On this scale the draws of alpha are near normal
    /// (Bonett 2002); t and the root make good what a bootstrap of G units is too narrow by (Hesterberg 2015, on narrowness bias).
    /// </summary>
    TOfLog,
}

/// <summary>How the reliability of a scale is estimated.</summary>
/// <param name="Scale">The scale.</param>
public sealed record ReliabilitySpec(ScaleFormula Scale)
{
    /// <summary>Default of <see cref="Factors"/>, as psych::omega.</summary>
    public const int DefaultFactors = 3;

    /// <summary>Draws where an interval is asked for by clusters or weights and no number is given.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>Lowest and highest answer that the items allow; null to take them from the answers, the lowest and the highest of all items together.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>Group factors of ω hierarchical, at least 2.</summary>
    public int Factors { get; init; } = DefaultFactors;

    /// <summary>Bootstrap draws; null for <see cref="DefaultDraws"/> where rows are clustered or weighted and none otherwise (Feldt's interval).</summary>
    public int? Draws { get; init; }

    /// <summary>How intervals are made of the draws; null for <see cref="ReliabilityInterval.TOfLog"/> where communities are drawn and <see cref="ReliabilityInterval.Percentile"/> where rows are.</summary>
    public ReliabilityInterval? Interval { get; init; }

    /// <summary>Seed of the draws and of sampled splits; null for the house's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Level of the intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal ReliabilityInterval IntervalOf(bool clustered) => Interval ?? (clustered ? ReliabilityInterval.TOfLog : ReliabilityInterval.Percentile);

    internal void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        if (Factors < 2) throw new StudyException(ReliabilityFaults.FewFactors(Factors));
        if (Draws is < MinimumDraws) throw new StudyException(ReliabilityFaults.FewDraws(Draws.Value, MinimumDraws));
        if (Range is var (minimum, maximum) && !(minimum < maximum)) throw new StudyException(ReliabilityFaults.BadRange(minimum, maximum));
    }

    private const int MinimumDraws = 20;
}
