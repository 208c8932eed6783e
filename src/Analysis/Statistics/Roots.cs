using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Rows of any origin reduced to the roots of a design: the one way for files and stores alike.</summary>
public static class Roots
{
    /// <summary>
    /// Reduces rows to roots. Enumerates the blocks once; once more for each pass that the constants of <c>scale()</c>, <c>center()</c>, <c>mean()</c> and <c>poly()</c> take.
    /// Memory grows with the communities, not the rows.
    /// </summary>
    /// <param name="plan">Columns to make.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="groups">Further fields to group the rows by; default for none.</param>
    /// <param name="blocks">The rows, the same at each enumeration.</param>
    /// <exception cref="StudyException">No row is complete, or a value cannot be used; see <see cref="RootsAccumulator.Add"/>.</exception>
    public static CommunityRoots Reduce(DesignPlan plan, string? weights, string? cluster, ImmutableArray<string> groups, IEnumerable<Frame> blocks)
    {
        var roots = new RootsAccumulator(plan.Bound(weights, cluster, groups, blocks), weights, cluster, groups);
        foreach (var block in blocks) roots.Add(block);
        return roots.Finish();
    }
}
