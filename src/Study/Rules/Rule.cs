using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A rule as data: a share of counts or amounts against a threshold, or an order of steps.</summary>
/// <param name="Id">Id of the rule, such as <c>operating-cap</c>.</param>
/// <param name="Version">Version of the rule's text.</param>
/// <param name="Place">Where the rule holds.</param>
/// <param name="EffectiveFrom">First day the rule holds.</param>
/// <param name="EffectiveTo">Last day the rule holds; null while it is in force.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Level">What one verdict is about: the key fields, such as community and year.</param>
/// <param name="Numerator">What is counted or summed above the line.</param>
/// <param name="Denominator">What is counted or summed below the line.</param>
/// <param name="Comparator">How the share stands to the threshold when the rule is kept.</param>
/// <param name="Threshold">Threshold of the share, in 0..1.</param>
/// <param name="Evidence">Source of the rule: regulation, article or interview.</param>
public sealed record ShareRule(
    string Id, string Version, string Place, DateOnly EffectiveFrom, DateOnly? EffectiveTo, Label Title, ImmutableArray<string> Level,
    RuleMeasure Numerator, RuleMeasure Denominator, Comparator Comparator, decimal Threshold, Label Evidence);

/// <summary>What a rule counts or sums.</summary>
/// <param name="Table">Table whose rows are taken.</param>
/// <param name="Measure">Count of rows, or sum of a money field: a share of counts and a share of amounts are different ideas.</param>
/// <param name="Field">Field that is summed; empty for a count.</param>
/// <param name="Where">Conditions a row must meet: field → allowed values.</param>
public sealed record RuleMeasure(string Table, Measure Measure, string Field, ImmutableArray<RowFilter> Where);

/// <summary>A condition on rows: the field has one of the values.</summary>
/// <param name="Field">Field of the table.</param>
/// <param name="Values">Allowed values as stored.</param>
public sealed record RowFilter(string Field, ImmutableArray<string> Values);

/// <summary>What a share is a share of.</summary>
public enum Measure
{
    /// <summary>A number of rows.</summary>
    Count,

    /// <summary>A sum of money.</summary>
    Amount,
}

/// <summary>How a share stands to a threshold when a rule is kept.</summary>
public enum Comparator
{
    /// <summary>The share is at most the threshold.</summary>
    AtMost,

    /// <summary>The share is at least the threshold.</summary>
    AtLeast,
}

/// <summary>The prescribed steps of a project, in order.</summary>
/// <param name="Id">Id of the rule, such as <c>nine-steps</c>.</param>
/// <param name="Version">Version of the rule's text.</param>
/// <param name="Place">Where the rule holds.</param>
/// <param name="EffectiveFrom">First day the rule holds.</param>
/// <param name="EffectiveTo">Last day the rule holds; null while it is in force.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Steps">Steps in their prescribed order; the first has number 1.</param>
/// <param name="Evidence">Source of the rule.</param>
public sealed record StepRule(
    string Id, string Version, string Place, DateOnly EffectiveFrom, DateOnly? EffectiveTo, Label Title, ImmutableArray<Label> Steps, Label Evidence);

/// <summary>A prescribed rate of a community.</summary>
/// <param name="Id">Id: <c>awareness</c>, <c>participation</c> or <c>voting</c>.</param>
/// <param name="Version">Version of the definition.</param>
/// <param name="Place">Where the definition holds.</param>
/// <param name="EffectiveFrom">First day the definition holds.</param>
/// <param name="EffectiveTo">Last day the definition holds; null while it is in force.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Level">What one rate is about: community and year.</param>
/// <param name="Numerator">Who is counted above the line.</param>
/// <param name="Denominator">Who is counted below the line.</param>
/// <param name="Evidence">Source of the definition.</param>
public sealed record RateRule(
    string Id, string Version, string Place, DateOnly EffectiveFrom, DateOnly? EffectiveTo, Label Title, ImmutableArray<string> Level,
    Label Numerator, Label Denominator, Label Evidence);

/// <summary>The rules of a place.</summary>
/// <param name="Shares">Rules on shares.</param>
/// <param name="Steps">Rules on steps.</param>
/// <param name="Rates">Definitions of rates.</param>
public sealed record RuleSet(ImmutableArray<ShareRule> Shares, ImmutableArray<StepRule> Steps, ImmutableArray<RateRule> Rates);
