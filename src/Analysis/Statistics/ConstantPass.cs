using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A pass over the rows that a model uses, for the constants of the functions of its formula.</summary>
internal sealed class ConstantPass
{
    private const int ChunkRows = 1024;

    private readonly UsableRows _rows;
    private readonly Evaluation _evaluation;
    private readonly ImmutableArray<ConstantSeeker> _seekers;
    private readonly bool[] _missing = new bool[ChunkRows];
    private readonly double[] _values = new double[ChunkRows];

    /// <param name="plan">The plan so far.</param>
    /// <param name="asked">Functions whose constants are wanted; what they are a function of needs none.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="groups">Further fields that a row must have; default for none.</param>
    internal ConstantPass(DesignPlan plan, ImmutableArray<FunctionExpression> asked, string? weights, string? cluster, ImmutableArray<string> groups)
    {
        _rows = new UsableRows(plan.Formula, weights, cluster, groups, ChunkRows);
        _seekers = [.. asked.Select(function => ConstantSeeker.For(function, plan.Formula.Text))];
        _evaluation = new Evaluation(_seekers.Select(seeker => seeker.Inner), ChunkRows);
    }

    /// <summary>The functions in their bound form, by the function as printed; none when there is no row, since then the reduction itself says so.</summary>
    /// <exception cref="StudyException">A column to scale is constant, or a polynomial has too few different values.</exception>
    internal ImmutableDictionary<string, Expression> Read(IEnumerable<Frame> blocks)
    {
        foreach (var block in blocks) Add(block);
        return _seekers.ToImmutableDictionary(seeker => seeker.Asked.Printed, seeker => (Expression)seeker.Found(), StringComparer.Ordinal);
    }

    private void Add(Frame block)
    {
        _rows.Begin(block);
        _evaluation.Begin(block);
        foreach (var seeker in _seekers) seeker.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(start, Math.Min(ChunkRows, block.Rows - start));
    }

    private void AddChunk(int start, int rows)
    {
        Span<bool> missing = _missing.AsSpan(0, rows);
        _rows.Mark(start, missing);
        foreach (var seeker in _seekers)
        {
            var values = _values.AsSpan(0, rows);
            _evaluation.Evaluate(seeker.Inner, start, missing, values);
            for (int r = 0; r < rows; r++)
                if (!missing[r] && !double.IsFinite(values[r])) throw new StudyException(FormulaFaults.NotFinite(seeker.Inner, values[r]));
            seeker.Add(start, values, missing);
        }
    }
}
