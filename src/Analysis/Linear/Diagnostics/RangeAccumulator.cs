namespace CoProduction.Analysis;

/// <summary>Finds the least and greatest value of a term's column in the rows of a fit.</summary>
public sealed class RangeAccumulator
{
    private const int ChunkRows = 1024;

    private readonly DesignReader _reader;
    private readonly Communities _communities;
    private readonly string? _weights;
    private readonly double[] _row;
    private readonly int _column;

    /// <summary>An empty accumulator.</summary>
    /// <param name="plan">Columns of the model.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="term">Name of the coefficient.</param>
    /// <exception cref="StudyException">The model has no such coefficient; names the nearest.</exception>
    public RangeAccumulator(DesignPlan plan, string? weights, string? cluster, string term)
    {
        _reader = new DesignReader(plan, weights, ChunkRows);
        _communities = new Communities(1, cluster, []);
        _weights = weights;
        _row = new double[plan.Labels.Length];
        _column = plan.Terms.IndexOf(term);
        if (_column < 0) throw new StudyException(LinearFaults.UnknownTermOfModel(term, plan.Terms));
    }

    /// <summary>Least and greatest value so far; the infinities the wrong way round before the first row.</summary>
    public (double Low, double High) Range { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Adds rows; those that the fit leaves out are left out here.</summary>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        _communities.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(start, Math.Min(ChunkRows, block.Rows - start));
    }

    private void AddChunk(int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        _communities.Read(start, missing);
        for (int r = 0; r < rows; r++)
        {
            if (missing[r] || (_weights is not null && _reader.Weight(r) == 0)) continue;
            _reader.CopyRow(r, _row);
            Range = (Math.Min(Range.Low, _row[_column]), Math.Max(Range.High, _row[_column]));
        }
    }
}
