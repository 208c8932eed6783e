using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>How weights are adjusted to a population.</summary>
public enum WeightingMethod
{
    /// <summary>Not at all: only trimmed.</summary>
    None,

    /// <summary>The weights of each value of one field are scaled to its population (Holt and Smith 1979).</summary>
    PostStratification,

    /// <summary>Post-stratification by several fields in turn until all agree (Deming and Stephan 1940).</summary>
    Raking,

    /// <summary>The weights nearest to the sampling weights, in the sense of the linear distance, that give known totals: the generalised regression estimator (Deville and Särndal 1992).</summary>
    Calibration,
}

/// <summary>A field's population.</summary>
/// <param name="Field">The field.</param>
/// <param name="Population">Its values with their numbers, or their shares when these sum to 1.</param>
public sealed record PopulationMargin(string Field, ImmutableSortedDictionary<string, double> Population);

/// <summary>A known total of the population.</summary>
/// <param name="Field">A field of numbers; null for the number of people.</param>
/// <param name="Total">Its total over the population.</param>
public sealed record PopulationTotal(string? Field, double Total);

/// <summary>An adjustment of sampling weights to known figures of the population, and their trimming after it.</summary>
public sealed record WeightingSpec
{
    private const double SharesSumTo = 1e-6;

    private WeightingSpec(WeightingMethod method, ImmutableArray<PopulationMargin> margins, ImmutableArray<PopulationTotal> totals)
    {
        Method = method;
        Margins = margins;
        Totals = totals;
    }

    /// <summary>The method.</summary>
    public WeightingMethod Method { get; }

    /// <summary>Margins of post-stratification (one) and raking.</summary>
    public ImmutableArray<PopulationMargin> Margins { get; }

    /// <summary>Totals of calibration.</summary>
    public ImmutableArray<PopulationTotal> Totals { get; }

    /// <summary>Smallest weight after trimming; null for none.</summary>
    public double? Lower { get; init; }

    /// <summary>Largest weight after trimming; null for none.</summary>
    public double? Upper { get; init; }

    /// <summary>Most rounds of raking and trimming.</summary>
    public int Rounds { get; init; } = 1000;

    /// <summary>Raking has converged when no weight changes by more than this share in a round.</summary>
    public double Tolerance { get; init; } = 1e-13;

    internal ImmutableArray<string> Categories => [.. Margins.Select(margin => margin.Field)];

    internal ImmutableArray<string> Numbers => [.. Totals.Select(total => total.Field).OfType<string>()];

    /// <summary>Trimming alone.</summary>
    public static WeightingSpec None { get; } = new(WeightingMethod.None, [], []);

    /// <summary>Raking to several margins.</summary>
    /// <exception cref="StudyException">A population is not above 0, or the margins have different sums.</exception>
    public static WeightingSpec Rake(params ImmutableArray<PopulationMargin> margins) => new WeightingSpec(WeightingMethod.Raking, margins, []).Checked();

    /// <summary>Post-stratification by one margin.</summary>
    /// <exception cref="StudyException">A population is not above 0.</exception>
    public static WeightingSpec PostStratify(PopulationMargin margin) => new WeightingSpec(WeightingMethod.PostStratification, [margin], []).Checked();

    /// <summary>Calibration to totals.</summary>
    public static WeightingSpec Calibrate(params ImmutableArray<PopulationTotal> totals) => new(WeightingMethod.Calibration, [], totals);

    /// <summary>Reads margins such as <c>kind: commodity=0.6, unit=0.4; tenure: owner=0.7, renter=0.3</c>.</summary>
    /// <exception cref="StudyException">The text is not a list of margins.</exception>
    public static ImmutableArray<PopulationMargin> ParseMargins(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':', 2, StringSplitOptions.TrimEntries) is [var field, var values]
            ? new PopulationMargin(field.Trim('`'), ParsePairs(text, values).ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal))
            : throw new StudyException(WeightingFaults.BadMargins(text)))];

    /// <summary>Reads totals such as <c>1=20000, age=912000</c>, where 1 stands for the number of people.</summary>
    /// <exception cref="StudyException">The text is not a list of totals.</exception>
    public static ImmutableArray<PopulationTotal> ParseTotals(string text) => [.. ParsePairs(text, text).Select(pair => new PopulationTotal(pair.Name == "1" ? null : pair.Name.Trim('`'), pair.Value))];

    internal static bool AreShares(PopulationMargin margin) => Math.Abs(margin.Population.Values.Sum() - 1) <= SharesSumTo;

    private static IEnumerable<(string Name, double Value)> ParsePairs(string text, string pairs) =>
        pairs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair =>
            pair.LastIndexOf('=') is var at and > 0 && double.TryParse(pair[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? (pair[..at].Trim(), value) : throw new StudyException(WeightingFaults.BadPair(text, pair)));

    private WeightingSpec Checked()
    {
        foreach (var margin in Margins)
            foreach (var (value, number) in margin.Population)
                if (!(number > 0) || !double.IsFinite(number)) throw new StudyException(WeightingFaults.BadPopulation(margin.Field, value, number));
        double[] sums = [.. Margins.Where(margin => !AreShares(margin)).Select(margin => margin.Population.Values.Sum())];
        if (sums.Length > 0 && sums.Max() > sums.Min() * (1 + SharesSumTo)) throw new StudyException(WeightingFaults.UnlikeMargins(Margins.Select(margin => (margin.Field, margin.Population.Values.Sum()))));
        return this;
    }
}
