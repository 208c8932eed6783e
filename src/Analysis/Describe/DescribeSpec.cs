namespace CoProduction.Analysis;

/// <summary>The test by which numbers are compared between groups and whose p value is adjusted.</summary>
public enum MeanTest
{
    /// <summary>Welch (1947, 1951): variances may differ.</summary>
    Welch,

    /// <summary>Student's t, or the analysis of variance: one variance.</summary>
    Anova,

    /// <summary>Kruskal and Wallis (1952): ranks.</summary>
    Kruskal,
}

/// <summary>Variant of skewness and kurtosis; Joanes and Gill (1998).</summary>
public enum MomentType
{
    /// <summary>g1 and g2: moments of divisor n.</summary>
    Type1 = 1,

    /// <summary>G1 and G2, as SAS and SPSS: unbiased for normal data.</summary>
    Type2 = 2,

    /// <summary>b1 and b2, as psych and Minitab: variance of divisor n - 1.</summary>
    Type3 = 3,
}

/// <summary>What to describe and how.</summary>
/// <param name="Statement">Variables, scales and comparisons.</param>
public sealed record DescribeSpec(DescribeStatement Statement)
{
    /// <summary>Field of the weights; null for none.</summary>
    public string? Weights { get; init; }

    /// <summary>Correlations of the rows that have all variables (true), or each of the rows that have its two (false, default).</summary>
    public bool Listwise { get; init; }

    /// <summary>The main test of numbers; default Welch.</summary>
    public MeanTest Test { get; init; } = MeanTest.Welch;

    /// <summary>Variant of skewness and kurtosis; default type 3.</summary>
    public MomentType Moments { get; init; } = MomentType.Type3;

    /// <summary>Lowest and highest answer of turned items; null: as observed in all items of the scale.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>Level of intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    /// <summary>Distinct values up to which quantiles and ranks are made: memory grows with them. Beyond, they are left out and a caution says so.</summary>
    public int MostValues { get; init; } = 100_000;

    /// <summary>Refuses what cannot be estimated, before a row is read.</summary>
    /// <exception cref="StudyException">The level is not inside 0..1, or weights are given with comparisons.</exception>
    public void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        if (Weights is not null && !Statement.Comparisons.IsEmpty) throw new StudyException(DescribeFaults.WeightedTest(Statement.Comparisons[0]));
    }
}
