namespace CoProduction.Analysis;

/// <summary>
/// The second pass of HC0 to HC3: rows go by once more, with the root of the first pass, and leave one triangular root of their scaled scores R⁻ᵀx·u/(1-h)^a. Neither X'X
/// nor the meat is ever summed. Leverage h = |R⁻ᵀx|².
/// </summary>
public sealed class ScoreAccumulator
{
    private const int ChunkRows = 1024;

    /// <summary>A row with 1 - h below this decides a coefficient alone: its residual is zero and its scaled score would be noise over noise.</summary>
    private const double Alone = 1e-10;

    private readonly DesignPlan _plan;
    private readonly string? _weights;
    private readonly Vcov _vcov;
    private readonly Solution _solution;
    private readonly DesignReader _reader;
    private readonly Communities _communities;
    private readonly GrowingRoot _root;
    private readonly double[] _row;
    private long _rows;

    /// <summary>An empty accumulator.</summary>
    /// <param name="vcov">HC0, HC1, HC2 or HC3.</param>
    /// <param name="plan">Columns to make, as in the first pass.</param>
    /// <param name="roots">What the first pass left.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none. A row without one is left out, as in the first pass.</param>
    /// <exception cref="StudyException">The kind is not HC; the roots cannot be fitted.</exception>
    public ScoreAccumulator(Vcov vcov, DesignPlan plan, CommunityRoots roots, string? weights, string? cluster)
    {
        if (!vcov.ByRow) throw new StudyException(LinearFaults.NotByRow(vcov));
        _plan = plan;
        _weights = weights;
        _vcov = vcov;
        _solution = LinearModel.Solve(plan.Formula, roots);
        _reader = new DesignReader(plan, weights, ChunkRows);
        _communities = new Communities(1, cluster, roots.GroupFields);
        _root = new GrowingRoot(_solution.K);
        _row = new double[plan.Labels.Length];
    }

    /// <summary>Adds rows: the same ones as in the first pass, in any order.</summary>
    /// <exception cref="StudyException">With HC2 or HC3, a row decides a coefficient alone.</exception>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        _communities.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(start, Math.Min(ChunkRows, block.Rows - start));
    }

    /// <summary>The root of the scores so far.</summary>
    /// <exception cref="StudyException">The rows are not as many as in the first pass.</exception>
    public ScoreRoot Finish()
    {
        if (_rows != _solution.Pooled.Rows) throw new StudyException(LinearFaults.OtherRows(_rows, _solution.Pooled.Rows));
        return new ScoreRoot(_vcov, _plan.Formula.Text, _root.Finish(_plan.Terms).Root, _rows);
    }

    private void AddChunk(int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        _communities.Read(start, missing);
        for (int r = 0; r < rows; r++)
        {
            double weight = _weights is null ? 1 : _reader.Weight(r);
            if (missing[r] || weight == 0) continue;
            _reader.CopyRow(r, _row, Math.Sqrt(weight));
            AddScore(_root.NextRow(1, false));
        }
    }

    private void AddScore(Span<double> into)
    {
        _rows++;
        double residual = _row[^1] - SmallMatrix.Dot(_row.AsSpan(0, _solution.K), _solution.Beta), leverage = 0;
        for (int i = 0; i < into.Length; i++)
        {
            double value = _row[i];
            for (int j = 0; j < i; j++) value -= _solution.Root[j * _solution.P + i] * into[j];
            into[i] = value / _solution.Root[i * _solution.P + i];
            leverage += into[i] * into[i];
        }
        double factor = residual * Scale(1 - leverage);
        for (int i = 0; i < into.Length; i++) into[i] *= factor;
    }

    private double Scale(double free)
    {
        if (_vcov != Vcov.HC2 && _vcov != Vcov.HC3) return 1;
        if (free < Alone) throw new StudyException(LinearFaults.RowDecidesAlone(_vcov));
        return _vcov == Vcov.HC2 ? 1 / Math.Sqrt(free) : 1 / free;
    }
}
