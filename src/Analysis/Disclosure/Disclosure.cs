namespace CoProduction.Analysis;

/// <summary>The one gate of waist 2: makes released tables and figures out of candidates.</summary>
public static partial class Disclosure
{
    /// <summary>A figure whose data has been reviewed; its texts say no more than the data's own.</summary>
    public static ReleasedFigure Review(CandidateFigure figure, PrivacyPlan policy)
    {
        var data = Review(figure.Data, policy);
        return new ReleasedFigure(Redaction.Texts(figure, data), data);
    }

    /// <summary>A figure of data that has been reviewed already; its texts say no more than the data's own.</summary>
    /// <param name="data">The released data.</param>
    /// <param name="figure">The figure, whose own data is not looked at.</param>
    public static ReleasedFigure Figure(ReleasedTable data, CandidateFigure figure) => new(Redaction.Texts(figure, data), data);

    /// <summary>A cube with every slice withheld that rests on too few people, or whose difference from what is shown around it does.</summary>
    /// <exception cref="StudyException">The policy is impossible.</exception>
    public static ReleasedCube Review(CandidateCube cube, PrivacyPlan policy)
    {
        if (policy.MinimumCell < 1 || policy.Rounding < 1) throw AnalysisFaults.BadPolicy(policy);
        return new ReleasedCube(cube, CubeAudit.Shown(cube, policy.MinimumCell, _ => true), policy);
    }

    /// <summary>A table for a reader with less right than another: rows that were withheld from the other are withheld here too, so that the two together know no more than the other alone.</summary>
    /// <param name="table">The table before the review.</param>
    /// <param name="policy">The stricter policy.</param>
    /// <param name="wider">The same table as the other reader sees it.</param>
    /// <exception cref="StudyException">As for <see cref="Review(CandidateTable, PrivacyPlan)"/>.</exception>
    public static ReleasedTable Review(CandidateTable table, PrivacyPlan policy, ReleasedTable wider)
    {
        if (table.Subject == Subject.PublicMoney) return Review(table, policy);
        TableShape.Check(table);
        var already = Enumerable.Range(0, table.Rows.Length).Where(row => wider.Rows[row].Values.Any(value => value.State == ValueState.Suppressed)).ToHashSet();
        var withheld = new HashSet<int>();
        foreach (var part in TableShape.Of(table).Parts(table)) withheld.UnionWith(Withholding.Of(part, table, policy.MinimumCell, already));
        return Redaction.Of(table, withheld, policy);
    }
}
