using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One estimate of a survey. Null where a quantity does not apply or cannot be had.</summary>
/// <param name="Term">What is estimated.</param>
/// <param name="Domain">Values of the domain's fields; empty for the whole population.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="StdError">Its standard error.</param>
/// <param name="Df">Degrees of freedom of the t distribution behind the interval.</param>
/// <param name="ConfLow">Lower bound.</param>
/// <param name="ConfHigh">Upper bound.</param>
/// <param name="Rows">Rows it rests on, those of weight 0 not counted.</param>
public sealed record SurveyEstimate(string Term, ImmutableArray<string> Domain, double? Estimate, double? StdError, double Df, double? ConfLow, double? ConfHigh, long Rows)
{
    /// <summary>People it speaks of, for the disclosure review: the rows, or for a share or total of a category the fewest rows that its weights allow.</summary>
    internal long People { get; init; } = Rows;

    /// <summary>The fewest rows of a category whose weights have this sum: each weighs at most the largest weight of the sample.</summary>
    internal static long FewestRows(double weightSum, SampleUnits units) => weightSum <= 0 ? 0 : (long)Math.Max(1, Math.Ceiling(weightSum / units.Weights.Largest * (1 - 1e-12)));

    /// <summary>Statistic of the test that the estimate is 0; of models only.</summary>
    public double? Statistic { get; init; }

    /// <summary>Two-sided p value, 0..1.</summary>
    public double? PValue { get; init; }

    /// <summary>Design effect against simple random sampling without replacement from a population of the sum of the weights; R's <c>deff = TRUE</c>. Null where that sum is less than twice the rows: such weights do not count people.</summary>
    public double? Deff { get; init; }

    /// <summary>Design effect against simple random sampling with replacement; R's <c>deff = "replace"</c>.</summary>
    public double? DeffReplace { get; init; }

    /// <summary>Rows over <see cref="DeffReplace"/>: the rows of a simple random sample of the same precision.</summary>
    public double? EffectiveRows => DeffReplace is > 0 and var effect ? Rows / effect : null;

    /// <summary>Estimated size of the domain: the sum of its weights.</summary>
    public double? Size { get; init; }

    internal TidyRow Tidy() => new(Domain.IsEmpty ? Term : $"{string.Join(", ", Domain)}: {Term}", Estimate, StdError, Statistic, Df, PValue, ConfLow, ConfHigh);
}
