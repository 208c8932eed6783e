namespace CoProduction.Analysis;

public sealed partial record CommunityRoots
{
    /// <summary>The root of all communities together, merged pairwise in the order of <see cref="Clusters"/>.</summary>
    public CrossProduct Pooled() => CrossProduct.MergeAll([.. Clusters.Select(cluster => cluster.Root)]);

    /// <summary>Number of communities, G; 0 when no cluster field was named.</summary>
    public int Communities => Clustered ? Clusters.Select(cluster => cluster.Community).Distinct(StringComparer.Ordinal).Count() : 0;

    /// <summary>One root per community: the parts of a community that further grouping fields made are merged.</summary>
    public CommunityRoots ByCommunity() => GroupFields.IsEmpty ? this : MergedBy(cluster => cluster.Community) with { GroupFields = [] };

    /// <summary>One root per value of a further grouping field, which takes the place of the community.</summary>
    /// <exception cref="StudyException">The roots were not grouped by that field; names the nearest.</exception>
    public CommunityRoots ByGroup(string field)
    {
        int at = GroupFields.IndexOf(field);
        if (at < 0) throw new StudyException(LinearFaults.NotGrouped(field, GroupFields));
        return MergedBy(cluster => cluster.Groups[at]) with { GroupFields = [], Clustered = true };
    }

    private CommunityRoots MergedBy(Func<CommunityRoot, string> key) => this with
    {
        Clusters = [.. Clusters.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CommunityRoot(group.Key, CrossProduct.MergeAll([.. group.Select(cluster => cluster.Root)])))],
    };
}
