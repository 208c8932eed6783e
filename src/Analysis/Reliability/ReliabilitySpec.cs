namespace CoProduction.Analysis;

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

    /// <summary>Seed of the draws and of sampled splits; null for the house's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Level of the intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        if (Factors < 2) throw new StudyException(ReliabilityFaults.FewFactors(Factors));
        if (Draws is < MinimumDraws) throw new StudyException(ReliabilityFaults.FewDraws(Draws.Value, MinimumDraws));
        if (Range is var (minimum, maximum) && !(minimum < maximum)) throw new StudyException(ReliabilityFaults.BadRange(minimum, maximum));
    }

    private const int MinimumDraws = 20;
}
