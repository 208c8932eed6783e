using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The answers to the items of a scale, counted block by block. Mutable; one reader at a time.</summary>
public sealed class LikertTally
{
    private readonly double[][] _weights;
    private readonly long[][] _counts;

    /// <summary>Begins with no rows.</summary>
    /// <param name="scale">The items, in order, with their ranges.</param>
    /// <param name="weight">Field of the weights; null for none.</param>
    public LikertTally(ScaleSpec scale, string? weight)
    {
        (Scale, Weight) = (scale, weight);
        _weights = [.. scale.Items.Select(item => new double[item.Maximum - item.Minimum + 1])];
        _counts = [.. scale.Items.Select(item => new long[item.Maximum - item.Minimum + 1])];
    }

    /// <summary>The answers of blocks of rows.</summary>
    /// <param name="scale">The items, in order, with their ranges.</param>
    /// <param name="weight">Field of the weights; null for none.</param>
    /// <param name="blocks">Blocks of respondents.</param>
    /// <exception cref="StudyException">As for <see cref="Add(Frame)"/>.</exception>
    public static LikertTally Of(ScaleSpec scale, string? weight, IEnumerable<Frame> blocks)
    {
        var tally = new LikertTally(scale, weight);
        foreach (var block in blocks) tally.Add(block);
        return tally;
    }

    /// <summary>The scale.</summary>
    public ScaleSpec Scale { get; }

    /// <summary>Field of the weights; null for none.</summary>
    public string? Weight { get; }

    /// <summary>Rows read, with and without answers.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="block">Respondents: the items and the weights.</param>
    /// <exception cref="StudyException">An item is absent, not numeric or out of its range, or a weight is negative.</exception>
    public void Add(Frame block)
    {
        double[] weights = block.Weights(Weight);
        for (int item = 0; item < Scale.Items.Length; item++) Add(Scale.Items[item], block[Scale.Items[item].Name].Doubles(), weights, _weights[item], _counts[item]);
        Rows += block.Rows;
    }

    /// <summary>Sum of weights by answer of an item, from the lowest on.</summary>
    internal ImmutableArray<double> Weights(int item) => [.. _weights[item]];

    /// <summary>Number of respondents by answer of an item, from the lowest on.</summary>
    internal ImmutableArray<long> Counts(int item) => [.. _counts[item]];

    private static void Add(ScaleItem item, double[] answers, double[] weights, double[] sums, long[] counts)
    {
        for (int row = 0; row < answers.Length; row++)
        {
            double answer = answers[row];
            if (double.IsNaN(answer) || double.IsNaN(weights[row])) continue;
            if (answer < item.Minimum || answer > item.Maximum || answer != Math.Floor(answer)) throw AnalysisFaults.OutOfRange(item.Name, answer, item);
            sums[(int)answer - item.Minimum] += weights[row];
            counts[(int)answer - item.Minimum]++;
        }
    }
}
