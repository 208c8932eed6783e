namespace CoProduction;

/// <summary>Choices from a set of rules.</summary>
public static class RuleSetQueries
{
    /// <summary>Ids of all rules: shares, then steps, then rates, each in the file's order.</summary>
    public static IEnumerable<string> Ids(this RuleSet rules) =>
        rules.Shares.Select(rule => rule.Id).Concat(rules.Steps.Select(rule => rule.Id)).Concat(rules.Rates.Select(rule => rule.Id));

    /// <summary>The rules in force on a day.</summary>
    public static RuleSet On(this RuleSet rules, DateOnly day) => new(
        [.. rules.Shares.Where(rule => Holds(rule.EffectiveFrom, rule.EffectiveTo, day))],
        [.. rules.Steps.Where(rule => Holds(rule.EffectiveFrom, rule.EffectiveTo, day))],
        [.. rules.Rates.Where(rule => Holds(rule.EffectiveFrom, rule.EffectiveTo, day))]);

    /// <summary>The rules of the given ids, such as <see cref="StudyPlan.Rules"/>.</summary>
    public static RuleSet Only(this RuleSet rules, IReadOnlyCollection<string> ids) => new(
        [.. rules.Shares.Where(rule => ids.Contains(rule.Id))],
        [.. rules.Steps.Where(rule => ids.Contains(rule.Id))],
        [.. rules.Rates.Where(rule => ids.Contains(rule.Id))]);

    private static bool Holds(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is null || day <= to);
}
