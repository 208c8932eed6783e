using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>Reduces rows, block by block, to the roots of their communities. Rows of different communities may be interleaved; memory grows with the communities, not the rows.</summary>
public sealed class RootsAccumulator
{
    private const int ChunkRows = 1024;

    private readonly DesignPlan _plan;
    private readonly string? _weights;
    private readonly string? _cluster;
    private readonly ImmutableArray<string> _groups;
    private readonly DesignReader _reader;
    private readonly Communities _communities;
    private readonly TermTally _tally;
    private readonly bool[] _used = new bool[ChunkRows];
    private long _read;
    private long _incomplete;

    /// <summary>An empty accumulator.</summary>
    /// <param name="plan">Columns to make.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="groups">Further fields to group the rows by; default for none.</param>
    public RootsAccumulator(DesignPlan plan, string? weights, string? cluster, ImmutableArray<string> groups = default)
    {
        _plan = plan;
        _weights = weights;
        _cluster = cluster;
        _reader = new DesignReader(plan, weights, ChunkRows);
        _tally = new TermTally(plan);
        _groups = groups.IsDefault ? [] : groups;
        _communities = new Communities(plan.Labels.Length, cluster, _groups);
    }

    /// <summary>Adds rows. A row with a missing outcome, variable, weight or community is counted and left out; a row of weight zero is left out, as R does.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind, a weight is negative, a level is undeclared, or a term is not finite.</exception>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        _communities.Begin(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(start, Math.Min(ChunkRows, block.Rows - start));
    }

    /// <summary>The roots so far, communities in ordinal order.</summary>
    /// <exception cref="StudyException">No complete row arrived.</exception>
    public CommunityRoots Finish()
    {
        var clusters = _communities.Finish(_plan.Labels);
        if (clusters.IsEmpty) throw new StudyException(LinearFaults.NoRows(_read, _incomplete));
        return new CommunityRoots(_plan.Formula.Text, _plan.Terms, clusters, _cluster is not null, _weights is not null, _read, _incomplete)
        {
            GroupFields = _groups,
            Origins = _plan.Origins,
            Random = _plan.Random,
            ClusterField = _cluster,
            Constants = _plan.Constants,
            PeopleOfTerms = _tally.Finish(),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChunk(int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        _communities.Read(start, missing);
        _reader.CheckFinite(missing);
        _read += rows;
        for (int r = 0; r < rows; r++)
        {
            if (missing[r]) _incomplete++;
            else if (_weights is null) _reader.CopyRow(r, _communities.Of(r).NextRow(1, false));
            else AddWeighted(r);
        }
        if (!_tally.IsDone) Tally(missing);
    }

    private void Tally(ReadOnlySpan<bool> missing)
    {
        for (int r = 0; r < missing.Length; r++) _used[r] = !missing[r] && (_weights is null || _reader.Weight(r) > 0);
        _tally.Add(_reader, _used.AsSpan(0, missing.Length));
    }

    private void AddWeighted(int r)
    {
        double weight = _reader.Weight(r);
        if (weight < 0) throw new StudyException(LinearFaults.NegativeWeight(weight));
        if (weight > 0) _reader.CopyRow(r, _communities.Of(r).NextRow(weight, true), Math.Sqrt(weight));
    }
}
