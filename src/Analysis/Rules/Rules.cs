using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Rules on shares, judged in exact decimals. The verdict is decided on N - tD (t the threshold), which is linear in the rows: each row whose membership is unknown is let fall
/// both ways, and only a verdict that stands either way is given.
/// </summary>
public static class Rules
{
    /// <summary>One verdict per key of the rule's level.</summary>
    /// <param name="spec">The rule.</param>
    /// <param name="evidence">Rows with the level, the filtered and summed fields, and where possible <c>_source</c> and <c>_row</c>; see <see cref="RulesSpec.Evidence"/>.</param>
    /// <exception cref="StudyException">A field is absent, the rule divides unlike things, or sums amounts of more than one phase.</exception>
    public static RulesResult Fit(RulesSpec spec, Frame evidence) => Fit(spec, [evidence]);

    /// <summary>One verdict per key of the rule's level, from rows in blocks: memory grows with keys, and with rows only as far as they are listed.</summary>
    /// <param name="spec">The rule.</param>
    /// <param name="evidence">Blocks of rows; each has the columns that <see cref="RulesSpec.Evidence"/> names.</param>
    /// <exception cref="StudyException">As for one frame.</exception>
    public static RulesResult Fit(RulesSpec spec, IEnumerable<Frame> evidence)
    {
        var rule = spec.Rule;
        var groups = new Dictionary<ImmutableArray<string>, RuleSums>(KeyOrder.Ordinal);
        foreach (var key in spec.Expected) groups.TryAdd(key, new RuleSums(rule.Threshold, spec.Listed));
        int read = 0;
        foreach (var block in evidence)
        {
            Check(rule, block);
            var rows = new RuleRows(rule, block, read);
            for (int row = 0; row < block.Rows; row++) Into(groups, rows.Key(row), spec).Add(rows.Place(row), rows.Amount(row), rows.Id(row));
            read += block.Rows;
        }
        var verdicts = groups.OrderBy(group => group.Key, KeyOrder.Ordinal).Select(group => Judge(rule, group.Key, group.Value)).ToImmutableArray();
        int at = rule.Level.IndexOf("community");
        return new RulesResult(spec, verdicts, Provenance.Of("share rule, exact, bounds over missing fields", read,
            at < 0 ? 0 : verdicts.Select(verdict => verdict.Key[at]).Distinct().Count(), ("rule", rule.Id), ("version", rule.Version), ("place", rule.Place)));
    }

    private static RuleSums Into(Dictionary<ImmutableArray<string>, RuleSums> groups, ImmutableArray<string> key, RulesSpec spec) =>
        groups.TryGetValue(key, out var sums) ? sums : groups[key] = new RuleSums(spec.Rule.Threshold, spec.Listed);

    private static void Check(ShareRule rule, Frame evidence)
    {
        if (rule.Numerator.Table != rule.Denominator.Table) throw AnalysisFaults.UnlikeTables(rule);
        if (rule.Numerator.Measure != rule.Denominator.Measure || rule.Numerator.Field != rule.Denominator.Field) throw AnalysisFaults.UnlikeMeasures(rule);
        if (rule.Denominator.Measure != Measure.Amount || !evidence.Has("phase")) return;
        string[] asked = [.. Phases(rule.Numerator).Concat(Phases(rule.Denominator)).Distinct()];
        if (asked.Length != 1 || Phases(rule.Numerator).Length == 0 && !rule.Level.Contains("phase")) throw AnalysisFaults.TwoPhases(rule.Id, asked.Length == 0 ? ["all"] : asked);
    }

    private static ImmutableArray<string> Phases(RuleMeasure measure) => measure.Where.FirstOrDefault(filter => filter.Field == "phase")?.Values ?? [];

    private static RuleVerdict Judge(ShareRule rule, ImmutableArray<string> key, RuleSums sums)
    {
        var (verdict, reason) = !InForce(rule, key) ? (Verdict.NotInForce, new Label("该年度规则未施行", "the rule was not in force that year")) : sums.Decide(rule.Comparator);
        return new RuleVerdict(key, verdict, sums.Numerator, sums.Denominator, reason, rule.Threshold, rule.Comparator, sums.Evidence());
    }

    /// <summary>A rule holds for a year when it was in force on some day of it.</summary>
    private static bool InForce(ShareRule rule, ImmutableArray<string> key)
    {
        int at = rule.Level.IndexOf(RulesSpec.YearFields.FirstOrDefault(rule.Level.Contains, ""));
        if (at < 0 || !int.TryParse(key[at], out int year)) return true;
        return rule.EffectiveFrom.Year <= year && (rule.EffectiveTo is not { } to || year <= to.Year);
    }
}
