using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The complete rows of a design with equal rows counted once, in ascending order of their values: what a bootstrap of rows draws from, and where the percentiles of moderators come from. Answers
/// on scales have few different rows; measurements have as many as there are rows (then 8 bytes a value).
/// </summary>
public sealed record CaseRows
{
    private readonly ImmutableArray<double> _values;

    internal CaseRows(ImmutableArray<string> labels, bool weighted, ImmutableArray<double> values, ImmutableArray<int> counts)
    {
        Labels = labels;
        Weighted = weighted;
        _values = values;
        Counts = counts;
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>True when each row has a weight.</summary>
    public bool Weighted { get; }

    /// <summary>How often each different row occurs.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Number of different rows.</summary>
    public int Distinct => Counts.Length;

    /// <summary>Number of rows, N.</summary>
    public long Rows => Counts.Sum(count => (long)count);

    internal ReadOnlySpan<double> this[int row] => _values.AsSpan(row * Stride, Labels.Length);

    internal double Weight(int row) => Weighted ? _values[row * Stride + Labels.Length] : 1;

    private int Stride => Labels.Length + (Weighted ? 1 : 0);

    /// <summary>The different values of a column in ascending order, with the sum of their rows' weights.</summary>
    internal ImmutableArray<(double Value, double Weight)> Spread(string label)
    {
        int column = Labels.IndexOf(label);
        return [.. Enumerable.Range(0, Distinct).GroupBy(row => this[row][column]).Select(group => (group.Key, group.Sum(row => Weight(row) * Counts[row]))).OrderBy(pair => pair.Key)];
    }
}
