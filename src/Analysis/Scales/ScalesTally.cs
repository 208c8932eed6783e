using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reliability and means of scales, added up block by block: memory grows with items and primary sampling units, not with rows. Mutable; one reader at a time.</summary>
public sealed class ScalesTally
{
    private const int FewestRows = 2, FewestItems = 2;

    private readonly ScalesSpec _spec;
    private readonly DesignPlaces _places;
    private readonly ImmutableArray<(ScaleSpec Scale, ItemSums Items, DesignSums Scores)> _scales;
    private long _rows;

    /// <summary>Begins with no rows.</summary>
    /// <param name="spec">The scales and the design.</param>
    /// <exception cref="StudyException">A scale has fewer than 2 items.</exception>
    public ScalesTally(ScalesSpec spec)
    {
        foreach (var scale in spec.Scales) if (scale.Items.IsDefault || scale.Items.Length < FewestItems) throw AnalysisFaults.FewItems(scale);
        (_spec, _places) = (spec, new DesignPlaces(spec.Design));
        _scales = [.. spec.Scales.Select(scale => (scale, new ItemSums(scale.Items), new DesignSums(_places, Middle(scale))))];
    }

    /// <summary>Adds rows.</summary>
    /// <param name="block">Respondents: the items, and the fields of the design.</param>
    /// <exception cref="StudyException">An item or a design field is absent or of the wrong type, or an answer is out of its range.</exception>
    public void Add(Frame block)
    {
        double[] weights = block.Weights(_spec.Design.Weight);
        int[] places = _places.Of(block);
        var scored = ScaleScores.Add(block, _spec.Scales);
        foreach (var (scale, items, scores) in _scales)
        {
            items.Add(block);
            scores.Add(scored[scale.Name].Doubles(), weights, places);
        }
        _rows += block.Rows;
    }

    /// <summary>Alpha, item statistics and mean score of each scale over the rows so far.</summary>
    /// <exception cref="StudyException">Fewer than 2 rows are complete.</exception>
    public ScalesResult Result() => new(_spec, [.. _scales.Select(one => Reliability(one.Scale, one.Items.Covariance(), one.Scores.Mean()))], Provenance.Of(
        "Cronbach's alpha on complete rows, unweighted; weighted means, linearised standard errors over primary sampling units", _rows, _places.Clusters,
        ("weight", _spec.Design.Weight ?? ""), ("strata", _spec.Design.Strata ?? ""), ("cluster", _spec.Design.Cluster ?? "")));

    private static double Middle(ScaleSpec scale) => (scale.Items[0].Minimum + scale.Items[0].Maximum) / 2.0;

    private static ScaleReliability Reliability(ScaleSpec scale, ItemCovariance s, DesignMean mean)
    {
        if (s.Rows < FewestRows) throw AnalysisFaults.FewRows($"Scale '{scale.Name}'", s.Rows, FewestRows);
        int[] all = [.. Enumerable.Range(0, s.Items)];
        var items = all.Select(i => new ItemReliability(scale.Items[i].Name, scale.Items[i].Reversed, s.Means[i], Math.Sqrt(s[i, i]), s.ItemRest(i),
            s.Items > 2 ? s.Alpha([.. all.Where(j => j != i)], _ => 1) : null, s.Alpha(all, j => j == i ? -1 : 1)));
        return new ScaleReliability(scale, s.Rows, s.Alpha(all, _ => 1), s.StandardisedAlpha(), [.. items], mean);
    }
}
