using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Weighted totals of the columns in one domain, over the population and by unit. The last column is the constant 1, so that its total is the size of the domain.</summary>
/// <param name="Keys">Values of the domain's fields; empty without domains.</param>
/// <param name="Totals">p totals.</param>
/// <param name="Units">Units that add to the variance.</param>
/// <param name="Parts">Units × p totals, row-major; with adjusted weights of the residuals from the adjustment.</param>
/// <param name="Presence">Units and strata with rows.</param>
/// <param name="Moments">Root of the columns over the domain.</param>
internal sealed record DomainTotals(ImmutableArray<string> Keys, double[] Totals, int[] Units, double[] Parts, Presence Presence, CrossProduct Moments)
{
    internal int Columns => Totals.Length;

    internal double Size => Totals[^1];

    internal long Rows => Moments.Rows;

    /// <summary>Means, or shares of cells: totals over the last of them, the size.</summary>
    internal static double[] Means(double[] totals) => [.. totals[..^1].Select(total => total / totals[^1])];

    /// <summary>What each unit adds to these means once they are linearised: units × (p - 1), row-major.</summary>
    internal double[] MeanInfluences(double[] means)
    {
        int q = means.Length, p = q + 1;
        double[] z = new double[Units.Length * q];
        for (int u = 0; u < Units.Length; u++)
            for (int j = 0; j < q; j++) z[u * q + j] = (Parts[u * p + j] - means[j] * Parts[u * p + q]) / Size;
        return z;
    }

    internal static ImmutableArray<DomainTotals> Of(SurveyStatistics statistics) => statistics switch
    {
        SurveyRoots roots => OfRoots(roots),
        SurveyRows rows => OfRows(rows),
        _ => throw new ArgumentOutOfRangeException(nameof(statistics)),
    };

    private static ImmutableArray<DomainTotals> OfRoots(SurveyRoots statistics)
    {
        var units = statistics.Units;
        int strata = units.Design.Strata is null ? 0 : 1;
        var place = UnitPlaces(units);
        return [.. statistics.Roots.Clusters.GroupBy(cluster => cluster.Groups[strata..], KeyOrder.Ordinal).OrderBy(group => group.Key, KeyOrder.Ordinal).Select(group =>
        {
            var clusters = group.ToArray();
            int[] at = [.. clusters.Select(cluster => place[(strata == 0 ? "" : cluster.Groups[0], cluster.Community)])];
            double[] parts = [.. clusters.SelectMany(cluster => TotalsOf(cluster.Root))];
            var moments = CrossProduct.MergeAll([.. clusters.Select(cluster => cluster.Root)]);
            return new DomainTotals(group.Key, Sum(parts, moments.Labels.Length), at, parts, Presence.Of(units, at), moments);
        })];
    }

    /// <summary>Place of each unit by the keys of its stratum and its own.</summary>
    internal static Dictionary<(string Stratum, string Unit), int> UnitPlaces(SampleUnits units) =>
        Enumerable.Range(0, units.Count).ToDictionary(unit => (units.Strata[units.StratumOf[unit]].Key, units.Keys[unit]), unit => unit);

    private static ImmutableArray<DomainTotals> OfRows(SurveyRows rows)
    {
        int p = rows.Plan.Labels.Length;
        ImmutableArray<DomainTotals> found = [.. Enumerable.Range(0, rows.Domains.Length).Select(domain => OfRows(rows, domain, p)).OfType<DomainTotals>().OrderBy(totals => totals.Keys, KeyOrder.Ordinal)];
        return found.IsEmpty ? throw new StudyException(LinearFaults.NoRows(rows.Units.RowsRead, rows.Units.RowsRead)) : found;
    }

    private static DomainTotals? OfRows(SurveyRows rows, int domain, int p)
    {
        var root = new GrowingRoot(p, 256);
        var influence = new RowInfluence(rows, p);
        foreach (var block in rows.Blocks)
        {
            for (int r = 0; r < block.Rows; r++)
            {
                if (block.Domains[r] != domain || !block.Answers(r)) continue;
                var values = block.Values.AsSpan(r * p, p);
                root.Add(values, block.Weights[r], true);
                var into = influence.Row(block, r);
                for (int j = 0; j < p; j++) into[j] += block.Weights[r] * values[j];
            }
        }
        if (root.IsEmpty) return null;
        double[] totals = influence.Sums();
        var presence = influence.Presence;
        var (units, parts) = influence.ByUnit();
        return new DomainTotals(rows.Domains[domain], totals, units, parts, presence, root.Finish(rows.Plan.Labels));
    }

    // R'R of the columns with the last one, which is 1 in every row.
    private static double[] TotalsOf(CrossProduct root)
    {
        int p = root.Labels.Length;
        double[] totals = new double[p];
        for (int j = 0; j < p; j++)
            for (int i = 0; i <= j; i++) totals[j] += root.Root[i * p + j] * root.Root[i * p + p - 1];
        return totals;
    }

    private static double[] Sum(double[] parts, int p)
    {
        double[] sums = new double[p];
        for (int i = 0; i < parts.Length; i++) sums[i % p] += parts[i];
        return sums;
    }
}

/// <summary>Units and strata of a sample that hold rows of a domain.</summary>
internal readonly record struct Presence(int Units, int Strata)
{
    internal int Df => Units - Strata;

    internal static Presence Of(SampleUnits units, IEnumerable<int> present)
    {
        var found = present.Distinct().ToArray();
        return new Presence(found.Length, found.Select(unit => units.StratumOf[unit]).Distinct().Count());
    }
}
