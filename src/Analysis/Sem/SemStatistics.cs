using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>All that a structural model sees of the rows: moments of each group, and of each community within it.</summary>
public sealed record SemStatistics
{
    private SemStatistics(ImmutableArray<string> observed, ImmutableArray<string> groups, ImmutableArray<GroupMoments> moments) =>
        (Observed, Groups, Moments) = (observed, groups, moments);

    /// <summary>Names of the p observed variables.</summary>
    public ImmutableArray<string> Observed { get; }

    /// <summary>Names of the groups in ordinal order; one empty name for none.</summary>
    public ImmutableArray<string> Groups { get; }

    internal ImmutableArray<GroupMoments> Moments { get; private init; }

    /// <summary>For each group its communities; empty when no cluster was named.</summary>
    internal ImmutableArray<ImmutableArray<(string Community, RootMoments Sums)>> Communities { get; private init; } = [];

    /// <summary>Field of the communities; null for none.</summary>
    public string? ClusterField { get; private init; }

    /// <summary>Field of the probability weights; null for none.</summary>
    public string? WeightField { get; private init; }

    /// <summary>What makes the weights 1 on average.</summary>
    internal double WeightScale { get; private init; } = 1;

    /// <summary>Rows seen.</summary>
    public long RowsRead { get; private init; }

    /// <summary>Rows left out.</summary>
    public long RowsIncomplete { get; private init; }

    /// <summary>Where the moments come from, in words of the result.</summary>
    public string Origin { get; private init; } = "community roots";

    internal bool Clustered => !Communities.IsEmpty;

    private int _communities;

    internal int CommunityCount => Communities.IsEmpty ? _communities : Communities.SelectMany(group => group.Select(one => one.Community)).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The formula whose roots hold the variables of a model: an intercept, the variables, the last as outcome.</summary>
    /// <param name="observed">Names of the p observed variables, at least 1.</param>
    public static Formula Roots(ImmutableArray<string> observed)
    {
        string others = string.Join(" + ", observed[..^1].Select(name => $"`{name}`"));
        return Formula.Parse($"`{observed[^1]}` ~ {(others.Length > 0 ? others : "1")}");
    }

    /// <summary>Statistics of complete rows from the roots of communities, or of one group where none are named.</summary>
    /// <param name="observed">The observed variables, as <see cref="Roots"/> took them.</param>
    /// <param name="roots">Roots of that formula, grouped by one further field at most: the groups of the model.</param>
    /// <param name="weights">Field of the weights that the roots were made with; null for none.</param>
    /// <exception cref="StudyException">There are weights and several groups.</exception>
    public static SemStatistics Of(ImmutableArray<string> observed, CommunityRoots roots, string? weights = null)
    {
        double scale = weights is null ? 1 : roots.Clusters.Sum(one => (double)one.Root.Rows) / roots.Clusters.Sum(one => one.Root.WeightSum);
        if (weights is not null && roots.GroupFields.Length > 0) throw new StudyException(StructuralFaults.WeightsOfGroups());
        var groups = roots.Clusters.GroupBy(one => one.Groups.IsDefaultOrEmpty ? "" : one.Groups[0], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var parts = groups.Select(group => group.Select(one => (one.Community, Sums: RootMoments.Of(one.Root, scale))).ToImmutableArray()).ToImmutableArray();
        var moments = groups.Select(group => GroupMoments.Merge([RootMoments.Of(CrossProduct.MergeAll([.. group.Select(one => one.Root)]), scale)]));
        return new SemStatistics(observed, [.. groups.Select(group => group.Key)], [.. moments])
        {
            Communities = roots.Clustered ? parts : [],
            ClusterField = roots.ClusterField,
            WeightField = weights,
            WeightScale = scale,
            RowsRead = roots.RowsRead,
            RowsIncomplete = roots.RowsIncomplete,
        };
    }

    /// <summary>Statistics from a published covariance matrix with divisor n - 1; its labels may stand in any order.</summary>
    /// <param name="observed">The observed variables of the model.</param>
    /// <param name="covariance">Covariances of these variables and perhaps others.</param>
    /// <param name="means">Means by the same labels; null for none.</param>
    /// <param name="rows">Rows that it rests on.</param>
    /// <exception cref="StudyException">A variable is not among the labels, or the matrix is no covariance matrix.</exception>
    public static SemStatistics Of(ImmutableArray<string> observed, LabelledMatrix covariance, IReadOnlyDictionary<string, double>? means, long rows)
    {
        int p = observed.Length;
        if (rows <= p) throw new StudyException(StructuralFaults.FewRows("", rows, p));
        var s = new double[p * p];
        for (int i = 0; i < p; i++)
            for (int j = 0; j < p; j++)
            {
                double value = covariance[observed[i], observed[j]], turned = covariance[observed[j], observed[i]];
                if (!(Math.Abs(value - turned) <= 1e-6 * (Math.Abs(value) + Math.Abs(turned)))) throw new StudyException(StructuralFaults.NotSymmetric(observed[i], observed[j], value, turned));
                s[i * p + j] = (value + turned) / 2 * ((rows - 1.0) / rows);
            }
        var moments = new GroupMoments(rows, [.. observed.Select(name => means is null ? 0 : means[name])], s);
        return new SemStatistics(observed, [""], [moments]) { RowsRead = rows, Origin = means is null ? "a covariance matrix" : "a covariance matrix and means" };
    }

    /// <summary>The same moments for normal-theory tests, which need no row again: without weights' errors, and without clusters where only rows have them.</summary>
    internal SemStatistics Plain() => this with { WeightField = null, ClusterField = Clustered ? ClusterField : null };

    /// <summary>The same statistics of some of the variables, in a given order.</summary>
    internal SemStatistics Of(ImmutableArray<string> observed)
    {
        if (observed.SequenceEqual(Observed)) return this;
        int[] at = [.. observed.Select(name => Observed.IndexOf(name))];
        return new SemStatistics(observed, Groups, [.. Moments.Select((moments, g) => moments.Patterns is { } patterns ? GroupMoments.Of(patterns.Of(at), Groups[g]) : moments.Of(at))])
        {
            Communities = [.. Communities.Select(group => group.Select(one => (one.Community, one.Sums.Of(at))).ToImmutableArray())],
            ClusterField = ClusterField,
            WeightField = WeightField,
            WeightScale = WeightScale,
            _communities = _communities,
            RowsRead = RowsRead,
            RowsIncomplete = RowsIncomplete,
            Origin = Origin,
        };
    }

    /// <summary>Statistics of rows by pattern of missing answers.</summary>
    internal static SemStatistics Of(ImmutableArray<string> observed, ImmutableArray<string> groups, ImmutableArray<GroupMoments> moments, (string? Field, int Count) cluster, long read, long left) =>
        new(observed, groups, moments) { ClusterField = cluster.Field, _communities = cluster.Count, RowsRead = read, RowsIncomplete = left, Origin = "patterns of missing answers" };
}
