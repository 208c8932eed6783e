using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a rule says of one community and year.</summary>
/// <param name="Key">The level's values, in the order of the rule's level.</param>
/// <param name="Verdict">Pass, breach, undetermined, or not in force.</param>
/// <param name="Numerator">Count or amount above the line, of the rows that surely belong there.</param>
/// <param name="Denominator">Count or amount below the line, of the rows that surely belong there.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Threshold">Threshold of the rule.</param>
/// <param name="Comparator">How the share should stand to it.</param>
/// <param name="Evidence">The rows the verdict rests on.</param>
public sealed record RuleVerdict(
    ImmutableArray<string> Key, Verdict Verdict, decimal Numerator, decimal Denominator, Label Reason, decimal Threshold, Comparator Comparator, RuleEvidence Evidence)
{
    /// <summary>Numerator / denominator of the rows whose place is sure; null when the denominator is not positive.</summary>
    public decimal? Share => Denominator > 0 ? Numerator / Denominator : null;

    /// <summary>Distance to the threshold, positive when the rule is kept: threshold - share for «at most», share - threshold for «at least».</summary>
    public decimal? Margin => Comparator == Comparator.AtMost ? Threshold - Share : Share - Threshold;
}

/// <summary>Outcome of a rule.</summary>
public enum Verdict
{
    /// <summary>The rule is kept, however the missing values fall.</summary>
    Pass,

    /// <summary>The rule is broken, however the missing values fall.</summary>
    Breach,

    /// <summary>What is missing could turn the verdict, or there is nothing to judge.</summary>
    Undetermined,

    /// <summary>The rule did not hold in that year.</summary>
    NotInForce,
}

/// <summary>The rows of a verdict; of each kind the first <see cref="RulesSpec.Listed"/>.</summary>
/// <param name="Numerator">Rows surely above the line.</param>
/// <param name="Denominator">Rows surely below the line.</param>
/// <param name="Unknown">Rows whose place is open, because a field is missing; some of them are surely below the line.</param>
public sealed record RuleEvidence(ImmutableArray<EvidenceRow> Numerator, ImmutableArray<EvidenceRow> Denominator, ImmutableArray<EvidenceRow> Unknown)
{
    /// <summary>Number of rows surely above the line, listed or not.</summary>
    public int InNumerator { get; init; }

    /// <summary>Number of rows surely below the line, listed or not.</summary>
    public int InDenominator { get; init; }

    /// <summary>Number of rows whose place is open, listed or not.</summary>
    public int Open { get; init; }

    /// <summary>Number of rows that the verdict rests on: those below the line and those whose place is open, each once.</summary>
    public int Rows { get; init; }
}

/// <summary>One row of a source.</summary>
/// <param name="Source">Id of the source; empty when the frame does not say.</param>
/// <param name="Row">Row in its file; the row's place in the frame, from 1, when the frame does not say.</param>
public readonly record struct EvidenceRow(string Source, long Row);
