namespace CoProduction.Analysis;

public sealed partial record CommunityRoots
{
    /// <summary>The root of all communities together, merged pairwise in the order of <see cref="Clusters"/>.</summary>
    public CrossProduct Pooled() => CrossProduct.MergeAll([.. Clusters.Select(cluster => cluster.Root)]);

    /// <summary>Number of communities, G; 0 when no cluster field was named.</summary>
    public int Communities => Clustered ? Clusters.Length : 0;
}
