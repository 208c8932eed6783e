using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Complete rows of a design with their communities, ordered by community and values, so that the order of the file does not matter. Memory grows with the rows: trees cannot be grown from statistics.</summary>
public sealed class TreeRows
{
    internal TreeRows(DesignPlan plan, string[] communities, int[] communityOf, double[] values, long incomplete)
    {
        (Formula, Outcome, Communities, CommunityOf, Values, Incomplete) = (plan.Formula.Text, plan.Labels[^1], [.. communities], communityOf, values, incomplete);
        Width = plan.Labels.Length;
        Labels = plan.Labels[..plan.Terms.Length];
        var origins = plan.Origins;
        Terms = [.. origins.Where(origin => origin.Length > 0).Distinct(StringComparer.Ordinal)];
        Columns = [.. Terms.Select(term => Enumerable.Range(0, origins.Length).Where(column => origins[column] == term).ToImmutableArray())];
        Categories = [.. Terms.Select(term => plan.Atoms.FirstOrDefault(atom => atom.Name == term)?.Category?.Levels ?? [])];
    }

    internal string Formula { get; }

    internal string Outcome { get; }

    internal ImmutableArray<string> Labels { get; }

    /// <summary>Names of the predictors.</summary>
    internal ImmutableArray<string> Terms { get; }

    /// <summary>Columns of each predictor.</summary>
    internal ImmutableArray<ImmutableArray<int>> Columns { get; }

    /// <summary>Levels of each predictor that is a category, its reference first; empty for a number.</summary>
    internal ImmutableArray<ImmutableArray<string>> Categories { get; }

    internal ImmutableArray<string> Communities { get; }

    internal int[] CommunityOf { get; }

    /// <summary>n × width: the design, its intercept too, and the outcome last.</summary>
    internal double[] Values { get; }

    internal int Width { get; }

    /// <summary>Features of a row: the design without its intercept stays in place, so that columns keep their numbers.</summary>
    internal int Features => Width - 1;

    internal int Rows => CommunityOf.Length;

    internal long Incomplete { get; }

    internal ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Features);

    internal double OutcomeOf(int row) => Values[row * Width + Features];

    internal CrossProduct Root(IEnumerable<int> rows) => CrossProduct.Of([.. Labels, Outcome], [.. rows.SelectMany(row => Values.AsSpan(row * Width, Width).ToArray())]);
}

/// <summary>Gathers <see cref="TreeRows"/> block by block.</summary>
public sealed class TreeRowsAccumulator
{
    private const int ChunkRows = 1024;

    private readonly DesignPlan _plan;
    private readonly string _cluster;
    private readonly DesignReader _reader;
    private readonly LevelCodes _communities;
    private readonly List<double[]> _rows = [];
    private readonly List<int> _communityOf = [];
    private long _incomplete;

    /// <summary>An empty accumulator.</summary>
    /// <param name="plan">Columns to make.</param>
    /// <param name="cluster">Field of the communities.</param>
    public TreeRowsAccumulator(DesignPlan plan, string cluster)
    {
        (_plan, _cluster, _reader) = (plan, cluster, new DesignReader(plan, null, ChunkRows));
        _communities = new LevelCodes(cluster, int.MaxValue);
    }

    /// <summary>Adds rows; those with a missing value or community are counted and left out.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind, or a term is not finite.</exception>
    public void Add(Frame block)
    {
        _reader.Begin(block);
        _communities.Read(block);
        for (int start = 0; start < block.Rows; start += ChunkRows) AddChunk(block, start, Math.Min(ChunkRows, block.Rows - start));
    }

    /// <summary>The rows so far.</summary>
    /// <exception cref="StudyException">No row is complete.</exception>
    public TreeRows Finish()
    {
        if (_rows.Count == 0) throw new StudyException(LinearFaults.NoRows(_incomplete, _incomplete));
        string[] names = [.. _communities.Levels.Order(StringComparer.Ordinal)];
        int[] rank = [.. _communities.Levels.Select(name => Array.IndexOf(names, name))], order = [.. Enumerable.Range(0, _rows.Count)];
        Array.Sort(order, (a, b) => rank[_communityOf[a]] != rank[_communityOf[b]] ? rank[_communityOf[a]].CompareTo(rank[_communityOf[b]]) : _rows[a].AsSpan().SequenceCompareTo(_rows[b]));
        return new TreeRows(_plan, names, [.. order.Select(row => rank[_communityOf[row]])], [.. order.SelectMany(row => _rows[row])], _incomplete);
    }

    private void AddChunk(Frame block, int start, int rows)
    {
        var missing = _reader.Read(start, rows);
        Missingness.Mark(block[_cluster], start, missing);
        _reader.CheckFinite(missing);
        for (int r = 0; r < rows; r++)
        {
            if (missing[r])
            {
                _incomplete++;
                continue;
            }
            var row = new double[_plan.Labels.Length];
            _reader.CopyRow(r, row);
            _rows.Add(row);
            _communityOf.Add(_communities.Codes[start + r]);
        }
    }
}
