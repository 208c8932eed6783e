namespace CoProduction.Analysis;

/// <summary>Complete rows of a group with their weights, variable by variable.</summary>
/// <param name="p">Number of variables.</param>
internal sealed class CaseBlock(int p)
{
    private readonly double[] _values = new double[p * LaneBlocks.Room], _weights = new double[LaneBlocks.Room];
    private bool _weighted;

    /// <summary>Rows so far; the places behind them hold what was there before.</summary>
    internal int Rows { get; private set; }

    internal bool IsFull => Rows == LaneBlocks.Room;

    /// <summary>Weight of a row.</summary>
    internal double Weight(int row) => _weights[row];

    /// <summary>Adds a row.</summary>
    internal void Add(ReadOnlySpan<double> row, double weight)
    {
        for (int i = 0; i < p; i++) _values[i * LaneBlocks.Room + Rows] = row[i];
        _weighted |= weight != 1;
        _weights[Rows++] = weight;
    }

    /// <summary>Adds rows of weight 1 until it is full.</summary>
    /// <param name="columns">The variables.</param>
    /// <param name="from">The first row.</param>
    /// <param name="end">Behind the last row.</param>
    /// <returns>Rows taken.</returns>
    internal int Add(double[][] columns, int from, int end)
    {
        int taken = Math.Min(LaneBlocks.Room - Rows, end - from);
        for (int i = 0; i < p; i++) columns[i].AsSpan(from, taken).CopyTo(_values.AsSpan(i * LaneBlocks.Room + Rows));
        _weights.AsSpan(Rows, taken).Fill(1);
        Rows += taken;
        return taken;
    }

    /// <summary>Begins anew.</summary>
    internal void Clear() => (Rows, _weighted) = (0, false);

    /// <summary>The rows' deviations from a center.</summary>
    /// <param name="center">p numbers.</param>
    /// <param name="into">p × <see cref="LaneBlocks.Room"/>.</param>
    internal void Deviations(ReadOnlySpan<double> center, Span<double> into)
    {
        for (int i = 0; i < p; i++) LaneBlocks.Subtract(_values.AsSpan(i * LaneBlocks.Room, LaneBlocks.Room), center[i], into.Slice(i * LaneBlocks.Room, LaneBlocks.Room));
    }

    /// <summary>Multiplies the rows' scores by their weights; behind the last row there is nothing.</summary>
    /// <param name="scores">k × <see cref="LaneBlocks.Room"/>.</param>
    internal void Weigh(Span<double> scores)
    {
        for (int at = 0; at < scores.Length; at += LaneBlocks.Room)
        {
            for (int row = 0; _weighted && row < Rows; row++) scores[at + row] *= _weights[row];
            scores[(at + Rows)..(at + LaneBlocks.Room)].Clear();
        }
    }
}
