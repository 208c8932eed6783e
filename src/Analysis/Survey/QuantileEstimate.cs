using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// Quantiles of the weighted distribution, the lowest value whose share reaches p (R's <c>qrule = "math"</c>), with Woodruff's interval (1952): the interval of the share below the quantile, read back as quantiles.
/// Equals R's <c>survey::svyquantile</c> of version 4.1.
/// </summary>
internal static class QuantileEstimate
{
    internal static SurveyOutcome Of(SurveySpec spec, SurveyRows rows)
    {
        var found = Enumerable.Range(0, rows.Domains.Length).OrderBy(domain => rows.Domains[domain], KeyOrder.Ordinal).Select(domain => (Key: rows.Domains[domain], Sorted: Sorted(rows, domain), domain)).Where(one => one.Sorted.Values.Length > 0).ToArray();
        if (found.Length == 0) throw new StudyException(LinearFaults.NoRows(rows.Units.RowsRead, rows.Units.RowsRead));
        return new SurveyOutcome([.. found.SelectMany(one => spec.Statement.Probabilities.Select(p => Estimate(spec, rows, one.domain, one.Sorted, p)))])
        {
            Rows = found.Sum(one => (long)one.Sorted.Values.Length),
            Estimator = "quantiles by rule 'math', Woodruff interval on the mean scale",
        };
    }

    private static SurveyEstimate Estimate(SurveySpec spec, SurveyRows rows, int domain, (double[] Values, double[] Cumulated) sorted, double p)
    {
        double quantile = Quantile(sorted, p), size = sorted.Cumulated[^1];
        var influence = new RowInfluence(rows, 1);
        double share = ShareBelow(rows, domain, quantile, size);
        Fill(rows, domain, influence, quantile, share, size);
        double df = influence.Presence.Df;
        var (units, z) = influence.ByUnit();
        double error = Math.Sqrt(DesignVariance.Of(rows.Units, units, z, 1, spec.Lonely)[0]);
        double t = df > 0 ? StudentT.Critical(1 - spec.Level, df) : double.NaN;
        double? low = share - t * error >= 0 ? Quantile(sorted, share - t * error) : null, high = share + t * error <= 1 ? Quantile(sorted, share + t * error) : null;
        string term = string.Create(CultureInfo.InvariantCulture, $"{rows.Plan.Formula.Outcome} p={p:0.####}");
        return new SurveyEstimate(term, rows.Domains[domain], quantile, (high - low) / (2 * t), df, low, high, sorted.Values.Length) { Size = size };
    }

    // The last place whose cumulated weight is at most p of all; the value above it unless it is met exactly.
    private static double Quantile((double[] Values, double[] Cumulated) sorted, double p)
    {
        double size = sorted.Cumulated[^1], aim = p * size;
        int place = Array.BinarySearch(sorted.Cumulated, aim);
        int last = place >= 0 ? place : ~place - 1;
        while (last >= 0 && last + 1 < sorted.Cumulated.Length && sorted.Cumulated[last + 1] <= aim) last++;
        if (last < 0) return sorted.Values[0];
        return p - sorted.Cumulated[last] / size == 0 ? sorted.Values[last] : sorted.Values[Math.Min(last + 1, sorted.Values.Length - 1)];
    }

    private static (double[] Values, double[] Cumulated) Sorted(SurveyRows rows, int domain)
    {
        int p = rows.Plan.Labels.Length;
        var values = new List<double>();
        var weights = new List<double>();
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
            {
                if (block.Domains[r] != domain || !block.Answers(r)) continue;
                values.Add(block.Values[(r + 1) * p - 1]);
                weights.Add(block.Weights[r]);
            }
        double[] sorted = [.. values], cumulated = [.. weights];
        Array.Sort(sorted, cumulated);
        for (int i = 1; i < cumulated.Length; i++) cumulated[i] += cumulated[i - 1];
        return (sorted, cumulated);
    }

    private static double ShareBelow(SurveyRows rows, int domain, double quantile, double size)
    {
        int p = rows.Plan.Labels.Length;
        double below = 0;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
                if (block.Domains[r] == domain && block.Answers(r) && block.Values[(r + 1) * p - 1] <= quantile) below += block.Weights[r];
        return below / size;
    }

    private static void Fill(SurveyRows rows, int domain, RowInfluence influence, double quantile, double share, double size)
    {
        int p = rows.Plan.Labels.Length;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
                if (block.Domains[r] == domain && block.Answers(r)) influence.Row(block, r)[0] += block.Weights[r] * ((block.Values[(r + 1) * p - 1] <= quantile ? 1 : 0) - share) / size;
    }
}
