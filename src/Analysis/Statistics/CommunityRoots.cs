using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The roots of all communities for one model: all that a linear method ever sees of the rows.</summary>
/// <param name="Formula">The formula as given.</param>
/// <param name="Terms">R's names of the k terms, in the order of the columns; the last label of each root is the outcome.</param>
/// <param name="Clusters">Community → root, in ordinal order of the keys; one entry with the empty key when no cluster was named. With further grouping fields a community has one entry per combination of their values.</param>
/// <param name="Clustered">True when a cluster field was named.</param>
/// <param name="Weighted">True when a weight field was named.</param>
/// <param name="RowsRead">Rows seen, complete or not.</param>
/// <param name="RowsIncomplete">Rows left out because the outcome, a term, the weight or the cluster is missing.</param>
public sealed partial record CommunityRoots(
    string Formula, ImmutableArray<string> Terms, ImmutableArray<CommunityRoot> Clusters, bool Clustered, bool Weighted, long RowsRead, long RowsIncomplete)
{
    /// <summary>Names of the further grouping fields, in the order of <see cref="CommunityRoot.Groups"/>; empty for none.</summary>
    public ImmutableArray<string> GroupFields { get; init; } = [];

    /// <summary>For each random part of the formula, the labels of its columns; empty for none.</summary>
    public ImmutableArray<ImmutableArray<string>> Random { get; init; } = [];

    /// <summary>Name of the field of the communities; null when none was named.</summary>
    public string? ClusterField { get; init; }

    /// <summary>What the functions of the formula took from the rows; see <see cref="DesignPlan.Constants"/>.</summary>
    public ImmutableArray<(string Function, string Value)> Constants { get; init; } = [];

    /// <summary>The terms that set a part of the people apart.</summary>
    public TermPeople PeopleOfTerms { get; init; } = TermPeople.All;
}

/// <summary>The root of one community, or of one part of it when further grouping fields were named.</summary>
/// <param name="Community">Key of the community; empty when no cluster was named.</param>
/// <param name="Root">Its root.</param>
public sealed record CommunityRoot(string Community, CrossProduct Root)
{
    /// <summary>Values of the further grouping fields (sub-district, year, stratum …); empty for none.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];
}

/// <summary>What to reduce to <see cref="CommunityRoots"/>.</summary>
/// <param name="Table">Table of the store.</param>
/// <param name="Formula">R formula over fields and scale scores.</param>
/// <param name="Weights">Field of the weights; null for none.</param>
/// <param name="Cluster">Field of the communities; null for none.</param>
/// <param name="Scales">Scales whose scores the formula may name.</param>
/// <param name="Where">Conditions a row must meet, all of them.</param>
public sealed record CrossProductSpec(
    string Table, string Formula, string? Weights, string? Cluster, ImmutableArray<ScaleSpec> Scales, ImmutableArray<RowFilter> Where)
{
    /// <summary>Further fields to group the rows by, beside the cluster; empty for none.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];
}
