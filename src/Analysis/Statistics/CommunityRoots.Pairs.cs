using System.Collections.Immutable;

namespace CoProduction.Analysis;

public sealed partial record CommunityRoots
{
    /// <summary>For each of the k columns the formula's term that made it, such as <c>kind</c> of <c>kindmixed</c>; empty for the intercept; no entries when the roots were not made from a formula's plan.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>One root per observed pair of community and value of a further grouping field; the pair takes the place of the community.</summary>
    /// <exception cref="StudyException">The roots were not grouped by that field; names the nearest.</exception>
    internal CommunityRoots ByPair(string field)
    {
        int at = GroupFields.IndexOf(field);
        if (at < 0) throw new StudyException(LinearFaults.NotGrouped(field, GroupFields));
        return MergedBy(cluster => $"{cluster.Community}\u001f{cluster.Groups[at]}") with { GroupFields = [] };
    }
}
