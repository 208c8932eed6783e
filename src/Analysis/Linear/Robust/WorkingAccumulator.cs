using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reduces weighted rows to the roots of [X, WX, y] by community, for CR2 and CR3 under weights.</summary>
public sealed class WorkingAccumulator
{
    private const int ChunkRows = 1024;

    private readonly DesignPlan _plan;
    private readonly DesignReader _reader;
    private readonly Communities _communities;
    private readonly double[] _row;
    private readonly int _k;

    /// <summary>An empty accumulator.</summary>
    /// <param name="plan">Columns to make.</param>
    /// <param name="weights">Name of the weights' column.</param>
    /// <param name="cluster">Name of the communities' column.</param>
    public WorkingAccumulator(DesignPlan plan, string weights, string cluster)
    {
        _plan = plan;
        _k = plan.Terms.Length;
        _reader = new DesignReader(plan, weights, ChunkRows);
        _communities = new Communities(2 * _k + 1, cluster, []);
        _row = new double[plan.Labels.Length];
    }

    /// <summary>Adds rows; incomplete rows and rows of weight zero are left out, as by <see cref="RootsAccumulator"/>.</summary>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        _communities.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(start, Math.Min(ChunkRows, block.Rows - start));
    }

    /// <summary>The roots so far, communities in ordinal order.</summary>
    public WorkingRoots Finish() => new(_plan.Formula.Text, _communities.Finish([.. _plan.Terms, .. _plan.Terms.Select(term => "w·" + term), _plan.Labels[^1]]));

    private void AddChunk(int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        _communities.Read(start, missing);
        for (int r = 0; r < rows; r++)
            if (!missing[r] && _reader.Weight(r) is not 0 and var weight) AddRow(r, weight);
    }

    private void AddRow(int r, double weight)
    {
        _reader.CopyRow(r, _row);
        var into = _communities.Of(r).NextRow(weight, true);
        _row.AsSpan(0, _k).CopyTo(into);
        for (int j = 0; j < _k; j++) into[_k + j] = weight * _row[j];
        into[^1] = _row[^1];
    }
}
