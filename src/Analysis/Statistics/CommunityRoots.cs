using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The roots of all communities for one model: all that a linear method ever sees of the rows.</summary>
/// <param name="Formula">The formula as given.</param>
/// <param name="Terms">R's names of the k terms, in the order of the columns; the last label of each root is the outcome.</param>
/// <param name="Clusters">Community → root, in ordinal order of the keys; one entry with the empty key when no cluster was named.</param>
/// <param name="Clustered">True when a cluster field was named.</param>
/// <param name="Weighted">True when a weight field was named.</param>
/// <param name="RowsRead">Rows seen, complete or not.</param>
/// <param name="RowsIncomplete">Rows left out because the outcome, a term, the weight or the cluster is missing.</param>
public sealed partial record CommunityRoots(
    string Formula, ImmutableArray<string> Terms, ImmutableArray<(string Community, CrossProduct Root)> Clusters, bool Clustered, bool Weighted, long RowsRead, long RowsIncomplete);

/// <summary>What to reduce to <see cref="CommunityRoots"/>.</summary>
/// <param name="Table">Table of the store.</param>
/// <param name="Formula">R formula over fields and scale scores.</param>
/// <param name="Weights">Field of the weights; null for none.</param>
/// <param name="Cluster">Field of the communities; null for none.</param>
/// <param name="Scales">Scales whose scores the formula may name.</param>
/// <param name="Where">Conditions a row must meet, all of them.</param>
public sealed record CrossProductSpec(
    string Table, string Formula, string? Weights, string? Cluster, ImmutableArray<ScaleSpec> Scales, ImmutableArray<RowFilter> Where);
