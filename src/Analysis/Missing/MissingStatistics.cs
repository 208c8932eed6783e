using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The missing values of rows: reasons by variable, and the patterns in which variables are missing together.</summary>
public sealed record MissingStatistics
{
    /// <summary>The p variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>For each variable, whether it holds numbers: what Little's test can use.</summary>
    public required ImmutableArray<bool> Numeric { get; init; }

    /// <summary>p × 6 counts of rows by <see cref="MissingReason"/>, present values first.</summary>
    public required ImmutableArray<long> Reasons { get; init; }

    /// <summary>The patterns, the most frequent first, then in order of the variables missing; those beyond <see cref="MissingAccumulator.MostPatterns"/> are left out.</summary>
    public required ImmutableArray<MissingPattern> Patterns { get; init; }

    /// <summary>Rows whose pattern is not among <see cref="Patterns"/>.</summary>
    public required long RowsBeyond { get; init; }

    /// <summary>For each variable, the rows in which no other variable is missing.</summary>
    public required ImmutableArray<long> CompleteWithout { get; init; }

    /// <summary>Rows, n.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows with every value.</summary>
    public required long Complete { get; init; }

    /// <summary>True when every pattern has its moments.</summary>
    public required bool HasMoments { get; init; }

    internal long Missing(int variable) => Rows - Reasons[variable * MissingAccumulator.ReasonCount];
}

/// <summary>Rows in which the same variables are missing.</summary>
/// <param name="Missing">p marks, true where the variable is missing.</param>
/// <param name="Rows">Number of rows.</param>
public sealed record MissingPattern(ImmutableArray<bool> Missing, long Rows)
{
    /// <summary>Means of the q numeric variables over the rows; 0 where missing.</summary>
    internal double[] Means { get; init; } = [];

    /// <summary>q × q sums of squares and products about the means; 0 where missing.</summary>
    internal double[] Products { get; init; } = [];
}
