namespace CoProduction.Analysis;

/// <summary>Reliability of scales and design-based means of their scores.</summary>
public static class Scales
{
    /// <summary>Alpha, item statistics and mean score of each scale.</summary>
    /// <param name="spec">The scales and the design.</param>
    /// <param name="rows">Respondents: the items, and the fields of the design.</param>
    /// <exception cref="StudyException">An item or a design field is absent or of the wrong type, a scale has fewer than 2 items, or fewer than 2 rows are complete.</exception>
    public static ScalesResult Fit(ScalesSpec spec, Frame rows) => Fit(spec, [rows]);

    /// <summary>The same from rows in blocks, in one pass: memory grows with items and primary sampling units, not with rows.</summary>
    /// <param name="spec">The scales and the design.</param>
    /// <param name="blocks">Blocks of respondents, each with the same columns.</param>
    /// <exception cref="StudyException">As for one frame.</exception>
    public static ScalesResult Fit(ScalesSpec spec, IEnumerable<Frame> blocks)
    {
        var tally = new ScalesTally(spec);
        foreach (var block in blocks) tally.Add(block);
        return tally.Result();
    }
}
