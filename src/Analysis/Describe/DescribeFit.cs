using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A number, described.</summary>
/// <param name="Name">Variable or scale.</param>
/// <param name="Count">Values, n.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Mean">Mean, weighted where weights are given.</param>
/// <param name="StdDev">Standard deviation; null for one value.</param>
/// <param name="Skewness">Skewness; null where it does not vary.</param>
/// <param name="Kurtosis">Excess kurtosis; null where it does not vary.</param>
/// <param name="Quartiles">Lower quartile, median, upper quartile; null with too many distinct values.</param>
/// <param name="Minimum">Smallest value and the rows that have it.</param>
/// <param name="Maximum">Largest value and the rows that have it.</param>
/// <param name="Alpha">Cronbach's alpha where it is a scale; null otherwise.</param>
public sealed record NumberSummary(
    string Name, long Count, long Missing, double Mean, double? StdDev, double? Skewness, double? Kurtosis, (double Lower, double Median, double Upper)? Quartiles,
    (double Value, long Rows) Minimum, (double Value, long Rows) Maximum, double? Alpha);

/// <summary>A level of a category.</summary>
/// <param name="Name">The category.</param>
/// <param name="Level">The level.</param>
/// <param name="Count">Rows.</param>
/// <param name="Share">Share of the rows with a level, weighted where weights are given; 0..1.</param>
public sealed record LevelShare(string Name, string Level, long Count, double Share);

/// <summary>A correlation.</summary>
/// <param name="Left">One variable.</param>
/// <param name="Right">The other.</param>
/// <param name="Rows">Rows with both, n.</param>
/// <param name="Estimate">Pearson's r; null where one does not vary.</param>
/// <param name="ConfLow">Lower end after Fisher's z; null with weights or fewer than 4 rows.</param>
/// <param name="ConfHigh">Upper end.</param>
/// <param name="PValue">Of t with n - 2 degrees of freedom; null with weights.</param>
/// <param name="HolmP">Adjusted for all correlations of the request.</param>
/// <param name="BenjaminiHochbergP">Adjusted for all correlations of the request.</param>
public sealed record PairCorrelation(string Left, string Right, long Rows, double? Estimate, double? ConfLow, double? ConfHigh, double? PValue, double? HolmP, double? BenjaminiHochbergP);

/// <summary>A group of a comparison of numbers.</summary>
/// <param name="Variable">The number.</param>
/// <param name="Group">The grouping.</param>
/// <param name="Level">Its value.</param>
/// <param name="Count">Rows.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StdDev">Standard deviation; null for one row.</param>
/// <param name="Median">Median; null with too many distinct values.</param>
public sealed record GroupSummary(string Variable, string Group, string Level, long Count, double Mean, double? StdDev, double? Median);

/// <summary>A cell of two categories.</summary>
/// <param name="Variable">One category.</param>
/// <param name="Level">Its level.</param>
/// <param name="Group">The other category.</param>
/// <param name="GroupLevel">Its level.</param>
/// <param name="Count">Rows.</param>
/// <param name="Share">Share of the group, 0..1.</param>
public sealed record CellShare(string Variable, string Level, string Group, string GroupLevel, long Count, double Share);

/// <summary>Variables described and compared.</summary>
public sealed record DescribeFit : IModelFit
{
    internal DescribeFit(DescribeSpec spec) => Spec = spec;

    /// <summary>What was described.</summary>
    public DescribeSpec Spec { get; }

    /// <summary>The numbers, in order.</summary>
    public required ImmutableArray<NumberSummary> Numbers { get; init; }

    /// <summary>The levels of the categories, in order.</summary>
    public required ImmutableArray<LevelShare> Levels { get; init; }

    /// <summary>The correlations of the numbers, row by row below the diagonal.</summary>
    public required ImmutableArray<PairCorrelation> Correlations { get; init; }

    /// <summary>The groups of the comparisons of numbers.</summary>
    public required ImmutableArray<GroupSummary> Groups { get; init; }

    /// <summary>The cells of the comparisons of categories.</summary>
    public required ImmutableArray<CellShare> Cells { get; init; }

    /// <summary>The comparisons, numbers first.</summary>
    public required ImmutableArray<Comparison> Comparisons { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required long RowsIncomplete { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "describe";

    /// <summary>How intervals were found.</summary>
    public string Uncertainty => Spec.Weights is null ? "independent rows" : "none";

    /// <inheritdoc/>
    public int Communities => 0;

    string IModelFit.Formula => Spec.Statement.Text;

    double IModelFit.Level => Spec.Level;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary><c>summary</c>, <c>extremes</c>, <c>levels</c>, <c>correlations</c>, <c>correlation_tests</c>, <c>groups</c>, <c>cells</c>, <c>tests</c>, <c>effects</c>, <c>adjusted</c>; those without rows are left out.</summary>
    public ImmutableArray<FitPart> Parts => DescribeParts.Of(this);

    /// <summary>The means of the numbers, then the main effect size of each comparison with the main test.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Numbers.Select(Mean), .. Comparisons.Select(Effect)];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [new("variables", Numbers.Length + Levels.Select(level => level.Name).Distinct(StringComparer.Ordinal).Count()), new("comparisons", Comparisons.Length), new("nobs", Rows)];

    long IModelFit.PeopleBehind(int row) => row < Numbers.Length ? Numbers[row].Count : Comparisons[row - Numbers.Length].Smallest;

    private TidyRow Mean(NumberSummary number)
    {
        if (Spec.Weights is not null || number.StdDev is not { } deviation) return new TidyRow(number.Name, number.Mean);
        double error = deviation / Math.Sqrt(number.Count), reach = error * StudentT.Critical(1 - Spec.Level, number.Count - 1);
        return new TidyRow(number.Name, number.Mean, error, Df: number.Count - 1, ConfLow: number.Mean - reach, ConfHigh: number.Mean + reach);
    }

    private static TidyRow Effect(Comparison one)
    {
        var (effect, test) = (one.Effects.FirstOrDefault(), one.Tests.FirstOrDefault());
        return new TidyRow($"{one.Variable} ~ {one.Group}: {effect?.Name}", effect?.Estimate, null, test?.Statistic, test?.Df2 ?? test?.Df1, test?.PValue, effect?.ConfLow, effect?.ConfHigh);
    }
}
