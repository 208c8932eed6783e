using System.Collections.Immutable;

namespace CoProduction.Analysis;

public static partial class Disclosure
{
    private static readonly Label Open = new("公开数据，未作隐匿处理。", "Public money and acts: released as it is.");

    /// <summary>
    /// A table with every value withheld that rests on too few people, and enough others that none can be recovered from what is released.
    /// <list type="bullet">
    /// <item>Tables on public money pass as they are.</item>
    /// <item>A row whose base, or any of whose counts of people, lies in 1..minimum - 1 is withheld whole. A base of 0 is shown.</item>
    /// <item>Rows are added up by dimensions with totals, by shares that sum to one, and by bases that sum to the rows of the provenance. After complements are withheld, the audit asks for each
    /// withheld row whether the totals still fix it for a reader who knows that it is at least 1 (and below the minimum, where nothing but small rows is withheld); while one is fixed, more is withheld:
    /// the smallest row of its line, then of its part of the table, then zeros, then totals, and last the whole part.</item>
    /// <item>Bases and counts of people are rounded to the policy's base, never below the minimum.</item>
    /// </list>
    /// </summary>
    /// <exception cref="StudyException">The table is malformed, has totals over more than two dimensions, or the policy is impossible.</exception>
    public static ReleasedTable Review(CandidateTable table, PrivacyPlan policy)
    {
        if (policy.MinimumCell < 1 || policy.Rounding < 1) throw AnalysisFaults.BadPolicy(policy);
        TableShape.Check(table);
        if (table.Subject == Subject.PublicMoney) return new ReleasedTable(table, 0, Open);
        var lines = TableShape.Of(table);
        var withheld = new HashSet<int>();
        foreach (var part in lines.Parts(table)) withheld.UnionWith(Withholding.Of(part, table, policy.MinimumCell, ImmutableHashSet<int>.Empty));
        return Redaction.Of(table, withheld, policy);
    }
}
