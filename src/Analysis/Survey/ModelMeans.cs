using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Design-based means of a model's outcome and terms over its rows, from the same unit roots: the first line of every article's table.</summary>
internal static class ModelMeans
{
    /// <summary>The table; none without an intercept, whose column counts the people.</summary>
    internal static IEnumerable<FitPart> Of(SurveySpec spec, SurveyRoots statistics, CrossProduct pooled, int[] units, Sampling sampling)
    {
        if (pooled.Labels[0] != DesignColumn.InterceptName) yield break;
        int q = pooled.Labels.Length - 1;
        double[] parts = [.. statistics.Roots.Clusters.SelectMany(cluster => TotalsOf(cluster.Root))], totals = TotalsOf(pooled), means = DomainTotals.Means(totals);
        var presence = Presence.Of(statistics.Units, units);
        var domain = new DomainTotals([], totals, units, parts, presence, pooled);
        double[] variance = sampling.Variance(q, domain, () => domain.MeanInfluences(means), DomainTotals.Means);
        double df = sampling.Df(presence.Df);
        yield return new FitPart(
            "means", new("模型变量的加权均值", "Weighted means of the model's variables"),
            [new("term", new("变量", "Variable"), MeasureKind.Text), new("mean", new("均值", "Mean")), new("std_error", new("标准误", "Std. error")), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High"))],
            [.. Enumerable.Range(0, q).Select(i => (i + q - 1) % q).Select(j => Row(pooled.Labels[j + 1], means[j], Math.Sqrt(variance[j * q + j]), df, spec.Level))])
        {
            People = [.. Enumerable.Range(0, q).Select(i => (i + q - 1) % q).Select(j => People(pooled, j + 1, totals[j], totals[^1], statistics.Units))],
        };
    }

    // The mean of a column of 0 and 1, known by Σwx² = Σwx, is a share: it tells of those who have it and of those who have not.
    private static long People(CrossProduct pooled, int column, double total, double size, SampleUnits units)
    {
        int p = pooled.Labels.Length;
        double squares = Enumerable.Range(0, column + 1).Sum(i => pooled.Root[i * p + column] * pooled.Root[i * p + column]);
        return Math.Abs(squares - total) > 1e-9 * size ? pooled.Rows : Math.Min(SurveyEstimate.FewestRows(total, units), SurveyEstimate.FewestRows(size - total, units));
    }

    private static ImmutableArray<PartValue> Row(string term, double mean, double error, double df, double level)
    {
        var bounds = SurveyInterval.Of(mean, error, df, level);
        return [term, mean, error, bounds?.Low, bounds?.High];
    }

    // Totals of the columns but the intercept, whose total comes last: R'R of the intercept's column.
    private static double[] TotalsOf(CrossProduct root)
    {
        int p = root.Labels.Length;
        return [.. Enumerable.Range(1, p - 1).Append(0).Select(j => root.Root[0] * root.Root[j])];
    }
}
