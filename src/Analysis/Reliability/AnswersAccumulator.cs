using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Counts the answers of a scale's items, block by block. Memory grows with the answers that occur, and with the rows only where patterns are kept.</summary>
public sealed class AnswersAccumulator
{
    private readonly ScaleFormula _scale;
    private readonly string? _weights;
    private readonly ImmutableArray<string> _keys;
    private readonly AnswerTally[] _tallies;
    private readonly TotalTally _totals;
    private readonly PatternTally? _patterns;
    private long _rows;
    private double _weightSum;

    /// <summary>An empty accumulator.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="weights">Field of the weights; null for none.</param>
    /// <param name="keys">Fields that a complete row must have besides, such as the cluster.</param>
    /// <param name="patterns">True to keep the patterns of answers.</param>
    public AnswersAccumulator(ScaleFormula scale, string? weights, ImmutableArray<string> keys, bool patterns)
    {
        (_scale, _weights, _keys) = (scale, weights, keys);
        _tallies = [.. scale.Items.Select(_ => new AnswerTally())];
        _totals = new TotalTally(scale);
        _patterns = patterns ? new PatternTally(scale.Items.Length, weights is not null) : null;
    }

    /// <summary>Adds rows; those with a missing item, weight or key are left out, and those of weight zero.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    public void Add(Frame block)
    {
        double[][] items = [.. _scale.Items.Select(item => block[item].Doubles())];
        double[]? weights = _weights is null ? null : block.Weights(_weights);
        var keys = _keys.Select(key => block[key]).ToArray();
        var row = new double[items.Length];
        for (int r = 0; r < block.Rows; r++)
        {
            double weight = weights is null ? 1 : weights[r];
            if (!(weight > 0) || keys.Any(key => key.IsMissing(r))) continue;
            bool complete = true;
            for (int i = 0; i < row.Length; i++) complete &= !double.IsNaN(row[i] = items[i][r]);
            if (complete) AddRow(row, weight);
        }
    }

    /// <summary>The counts so far.</summary>
    public ItemAnswers Answers() => new(_scale, [.. _tallies.Select(tally => tally.Finish())], _totals.Finish(), _rows, _weightSum);

    /// <summary>The patterns so far; null when none are kept.</summary>
    public AnswerPatterns? Patterns() => _patterns?.Finish();

    private void AddRow(double[] row, double weight)
    {
        _rows++;
        _weightSum += weight;
        for (int i = 0; i < row.Length; i++) _tallies[i].Add(row[i], weight);
        _totals.Add(row, weight);
        _patterns?.Add(row, weight);
    }
}
