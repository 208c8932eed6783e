using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Reliability of scales and design-based means of their scores.</summary>
public static class Scales
{
    private const int FewestRows = 2, FewestItems = 2;

    /// <summary>Alpha, item statistics and mean score of each scale.</summary>
    /// <param name="spec">The scales and the design.</param>
    /// <param name="rows">Respondents: the items, and the fields of the design.</param>
    /// <exception cref="StudyException">An item or a design field is absent or of the wrong type, a scale has fewer than 2 items, or fewer than 2 rows are complete.</exception>
    public static ScalesResult Fit(ScalesSpec spec, Frame rows)
    {
        var design = spec.Design;
        double[] weights = rows.Weights(design.Weight);
        string[] strata = Texts(rows, design.Strata, _ => ""), units = Texts(rows, design.Cluster, row => row.ToString(CultureInfo.InvariantCulture));
        var scored = ScaleScores.Add(rows, spec.Scales);
        var scales = spec.Scales.Select(scale => Reliability(scale, rows, DesignMeans.Of(scored[scale.Name].Doubles(), weights, strata, units)));
        return new ScalesResult(spec, [.. scales], Provenance.Of("Cronbach's alpha on complete rows, unweighted; weighted means, linearised standard errors over primary sampling units", rows.Rows,
            design.Cluster is null ? 0 : units.Distinct().Count(), ("weight", design.Weight ?? ""), ("strata", design.Strata ?? ""), ("cluster", design.Cluster ?? "")));
    }

    private static string[] Texts(Frame rows, string? field, Func<int, string> otherwise) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => field is null ? otherwise(row) : rows[field].Text(row))];

    private static ScaleReliability Reliability(ScaleSpec scale, Frame rows, DesignMean mean)
    {
        if (scale.Items.Length < FewestItems) throw AnalysisFaults.FewItems(scale);
        var s = ItemCovariance.Of([.. scale.Items.Select(item => Turned(rows[item.Name].Doubles(), item))]);
        if (s.Rows < FewestRows) throw AnalysisFaults.FewRows($"Scale '{scale.Name}'", s.Rows, FewestRows);
        int[] all = [.. Enumerable.Range(0, s.Items)];
        var items = all.Select(i => new ItemReliability(scale.Items[i].Name, scale.Items[i].Reversed, s.Means[i], Math.Sqrt(s[i, i]), s.ItemRest(i),
            s.Items > 2 ? s.Alpha([.. all.Where(j => j != i)], _ => 1) : null, s.Alpha(all, j => j == i ? -1 : 1)));
        return new ScaleReliability(scale, s.Rows, s.Alpha(all, _ => 1), s.StandardisedAlpha(), [.. items], mean);
    }

    private static double[] Turned(double[] answers, ScaleItem item) => item.Reversed ? [.. answers.Select(answer => item.Minimum + item.Maximum - answer)] : answers;
}
