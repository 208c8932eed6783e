using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Verdicts of one rule.</summary>
/// <param name="Spec">The rule and whom it was to judge.</param>
/// <param name="Verdicts">One per key, in ordinal order.</param>
/// <param name="Provenance">Where the verdicts come from.</param>
public sealed record RulesResult(RulesSpec Spec, ImmutableArray<RuleVerdict> Verdicts, Provenance Provenance) : IResult
{
    /// <summary>Number of verdicts of one kind.</summary>
    public int Count(Verdict verdict) => Verdicts.Count(found => found.Verdict == verdict);

    /// <summary>The verdict of a key; null when it was not judged.</summary>
    public RuleVerdict? Of(params ImmutableArray<string> key) => Verdicts.FirstOrDefault(verdict => verdict.Key.SequenceEqual(key));

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Verdicts.Select(verdict => new TidyRow(
        $"{Spec.Rule.Id}:{string.Join(":", verdict.Key)}", (double?)verdict.Share, Statistic: (double?)verdict.Margin))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("judged", Verdicts.Length - Count(Verdict.NotInForce)), new("pass", Count(Verdict.Pass)), new("breach", Count(Verdict.Breach)),
        new("undetermined", Count(Verdict.Undetermined)), new("not_in_force", Count(Verdict.NotInForce)), new("threshold", (double)Spec.Rule.Threshold),
    ];
}
