using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One absorbed field.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Levels">Values with complete rows.</param>
/// <param name="Nested">True when each value lies in one cluster (of either way): its effects then do not count as parameters of clustered errors.</param>
/// <param name="Singletons">Values with a single row.</param>
public sealed record EffectWay(string Field, int Levels, bool Nested, int Singletons)
{
    internal static EffectWay Of(string field, FixedEffectsSpec spec, CommunityRoots roots)
    {
        string[] values = Values(field, spec, roots);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int c = 0; c < values.Length; c++) rows[values[c]] = rows.GetValueOrDefault(values[c]) + roots.Clusters[c].Root.Rows;
        bool nested = IsNested(values, Values(spec.Cluster, spec, roots)) || (spec.SecondCluster is { } second && IsNested(values, Values(second, spec, roots)));
        return new EffectWay(field, rows.Count, nested, rows.Values.Count(count => count == 1));
    }

    /// <summary>Values of a field in each cell of the roots.</summary>
    internal static string[] Values(string field, FixedEffectsSpec spec, CommunityRoots roots)
    {
        if (field == spec.Cluster) return [.. roots.Clusters.Select(cell => cell.Community)];
        int at = roots.GroupFields.IndexOf(field);
        return at >= 0 ? [.. roots.Clusters.Select(cell => cell.Groups[at])] : throw new StudyException(FixedEffectsFaults.NotGrouped(field));
    }

    /// <summary>
    /// Parameters that clustered errors count, as fixest states with <c>ssc(adj = TRUE, fixef.K = "nested")</c>: the terms and the effects not nested in a cluster; one more for the
    /// intercept when all are nested.
    /// </summary>
    internal static double NestedParameters(int terms, ImmutableArray<EffectWay> ways) => ways.All(way => way.Nested)
        ? terms + 1
        : AllParameters(terms, ways) - ways.Where(way => way.Nested).Sum(way => way.Levels - 1);

    /// <summary>Parameters with all effects: terms + values - (fields - 1).</summary>
    internal static double AllParameters(int terms, ImmutableArray<EffectWay> ways) => terms + ways.Sum(way => way.Levels) - (ways.Length - 1);

    private static bool IsNested(string[] values, string[] clusters)
    {
        var of = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int c = 0; c < values.Length; c++)
            if (!of.TryAdd(values[c], clusters[c]) && of[values[c]] != clusters[c]) return false;
        return true;
    }
}
