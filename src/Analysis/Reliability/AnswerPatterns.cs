using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The rows of a scale for a bootstrap of cases: the patterns of answers that occur. With weights every row is a pattern of its own.</summary>
/// <param name="Columns">For each item, its answers in the order of the patterns.</param>
/// <param name="PatternOfRow">For each complete row, the index of its pattern.</param>
/// <param name="Weights">Weights of the patterns; empty without weights.</param>
public sealed record AnswerPatterns(ImmutableArray<ImmutableArray<double>> Columns, ImmutableArray<int> PatternOfRow, ImmutableArray<double> Weights)
{
    /// <summary>Number of patterns.</summary>
    public int Count => Columns[0].Length;
}
