using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Describes variables and compares groups.</summary>
public static class Describe
{
    /// <summary>Summaries, correlations and tests from what one pass over the rows left.</summary>
    /// <param name="spec">What to describe.</param>
    /// <param name="statistics">The rows, reduced for the same spec.</param>
    /// <exception cref="StudyException">Weights are given with comparisons, a comparison has one group, or its variable does not vary.</exception>
    public static DescribeFit Fit(DescribeSpec spec, DescribeStatistics statistics)
    {
        spec.Check();
        ImmutableArray<NumberSummary> numbers = [.. statistics.Numbers.Select((name, at) => Summary(spec, statistics, name, statistics.Sums[at]))];
        ImmutableArray<CellComparison> cells = [.. statistics.Cells.Select(sums => new CellComparison(sums, statistics.Codes(sums.Variable).Order(), statistics.Codes(sums.Group).Order()))];
        return new DescribeFit(spec)
        {
            Numbers = numbers,
            Levels = [.. statistics.Categories.SelectMany((name, at) => LevelsOf(statistics, name, at))],
            Correlations = Correlations.Of(spec, statistics),
            Groups = [.. statistics.Groups.SelectMany(group => GroupsOf(spec, statistics, group))],
            Cells = [.. cells.SelectMany((table, at) => CellsOf(statistics, statistics.Cells[at], table))],
            Comparisons = Adjusted([.. statistics.Groups.Select(group => Compared(spec, statistics, group)), .. cells.Select((table, at) => Compared(spec, statistics, statistics.Cells[at], table))]),
            Rows = statistics.Rows,
            RowsIncomplete = statistics.RowsWithout,
            Cautions = [.. Cautions(spec, statistics, numbers, cells)],
            Provenance = ProvenanceOf(spec, statistics),
        };
    }

    private static double Shift(DescribeSpec spec, DescribeStatistics statistics, string name) => statistics.Scales.FirstOrDefault(scale => scale.Scale.Name == name)?.Shift(spec.Range) ?? 0;

    private static NumberSummary Summary(DescribeSpec spec, DescribeStatistics statistics, string name, ValueSums sums)
    {
        double shift = Shift(spec, statistics, name);
        var values = sums.Values?.Finish();
        (double, double, double)? quartiles = values is { } counts ? (Quantile(0.25), Quantile(0.5), Quantile(0.75)) : null;
        return new NumberSummary(name, sums.Moments.Count, sums.Missing, sums.Moments.Mean + shift, sums.Moments.Deviation, sums.Moments.Skewness(spec.Moments), sums.Moments.Kurtosis(spec.Moments), quartiles,
            (sums.Minimum + shift, sums.AtMinimum), (sums.Maximum + shift, sums.AtMaximum), statistics.Scales.FirstOrDefault(scale => scale.Scale.Name == name)?.Alpha);

        double Quantile(double probability) => ValueQuantile.Of(values!.Value, probability, spec.Weights is not null) + shift;
    }

    private static IEnumerable<LevelShare> LevelsOf(DescribeStatistics statistics, string name, int at)
    {
        double total = statistics.Levels[at].Values.Sum(level => level.Weight);
        var codes = statistics.Codes(name);
        return codes.Order().Where(statistics.Levels[at].ContainsKey).Select(code => new LevelShare(name, codes.Levels[code], statistics.Levels[at][code].Count, statistics.Levels[at][code].Weight / total));
    }

    private static IEnumerable<GroupSummary> GroupsOf(DescribeSpec spec, DescribeStatistics statistics, GroupSums group)
    {
        double shift = Shift(spec, statistics, group.Variable);
        var codes = statistics.Codes(group.Group);
        return codes.Order().Where(group.Of.ContainsKey).Select(code => (Level: codes.Levels[code], Sums: group.Of[code])).Select(one => new GroupSummary(
            group.Variable, group.Group, one.Level, one.Sums.Moments.Count, one.Sums.Moments.Mean + shift, one.Sums.Moments.Deviation, one.Sums.Values is { } values ? ValueQuantile.Of(values.Finish(), 0.5, false) + shift : null));
    }

    private static IEnumerable<CellShare> CellsOf(DescribeStatistics statistics, CellSums sums, CellComparison table) => table.Cells.Select(cell => new CellShare(
        sums.Variable, statistics.Codes(sums.Variable).Levels[cell.Variable], sums.Group, statistics.Codes(sums.Group).Levels[cell.Group], cell.Count, cell.Share));

    private static Comparison Compared(DescribeSpec spec, DescribeStatistics statistics, GroupSums group)
    {
        var codes = statistics.Codes(group.Group);
        if (group.Of.Count < 2) throw new StudyException(DescribeFaults.OneGroup(group.Variable, group.Group, group.Of.Count == 0 ? "" : codes.Levels[group.Of.Keys.First()]));
        var order = codes.Order();
        ImmutableArray<AnswerCount>[]? values = group.Of.Values.Any(sums => sums.Values is null) ? null : [.. order.Where(group.Of.ContainsKey).Select(code => group.Of[code].Values!.Finish())];
        return new MeanComparison(group, order, spec.Level).Of(spec.Test, values);
    }

    private static Comparison Compared(DescribeSpec spec, DescribeStatistics statistics, CellSums sums, CellComparison table)
    {
        int[] groups = [.. sums.Counts.Keys.Select(key => key.Group).Distinct()];
        if (groups.Length < 2) throw new StudyException(DescribeFaults.OneGroup(sums.Variable, sums.Group, groups.Length == 0 ? "" : statistics.Codes(sums.Group).Levels[groups[0]]));
        return table.Of(spec.Level);
    }

    private static ImmutableArray<Comparison> Adjusted(ImmutableArray<Comparison> comparisons)
    {
        double[] p = [.. comparisons.Select(one => one.Tests.FirstOrDefault()?.PValue ?? 1)];
        var (holm, hochberg) = (AdjustedP.Holm(p), AdjustedP.BenjaminiHochberg(p));
        return [.. comparisons.Select((one, at) => one with { HolmP = holm[at], BenjaminiHochbergP = hochberg[at] })];
    }

    private static IEnumerable<Label> Cautions(DescribeSpec spec, DescribeStatistics statistics, ImmutableArray<NumberSummary> numbers, ImmutableArray<CellComparison> cells)
    {
        if (!spec.Statement.Comparisons.IsEmpty) yield return DescribeFaults.Independent();
        if (spec.Weights is not null) yield return DescribeFaults.WeightedCorrelations();
        foreach (var number in numbers.Where(number => number.Quartiles is null)) yield return DescribeFaults.ManyValues(number.Name, spec.MostValues);
        foreach (var number in numbers.Where(number => number.StdDev == 0)) yield return DescribeFaults.ConstantVariable(number.Name);
        foreach (var group in statistics.Groups.Where(group => !new MeanComparison(group, group.Of.Keys, spec.Level).HasWelch)) yield return DescribeFaults.SmallGroups(group.Variable, group.Group);
        for (int at = 0; at < cells.Length; at++)
            if (cells[at].Thin is { Smallest: < 5 } thin) yield return DescribeFaults.SmallExpected(statistics.Cells[at].Variable, statistics.Cells[at].Group, thin.Smallest, thin.ShareBelowFive);
        foreach (var scale in statistics.Scales.Where(scale => scale.Turns && spec.Range is null)) yield return DescribeFaults.ObservedRange(scale.Scale.Name, scale.Minimum, scale.Maximum);
    }

    private static Provenance ProvenanceOf(DescribeSpec spec, DescribeStatistics statistics)
    {
        string quantiles = spec.Weights is null ? "quantiles type 7" : "weighted; quantiles by inverse of the weights' distribution", pairs = spec.Listwise ? "listwise" : "pairwise";
        return Provenance.Of($"Summaries: {quantiles}, skewness and kurtosis type {(int)spec.Moments}, {pairs} Pearson correlations", statistics.Rows, 0,
            ("statement", spec.Statement.Text), ("test", spec.Test.ToString().ToLowerInvariant()), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)),
            ("distinct_values_at_most", spec.MostValues.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>The correlations of the numbers of a description.</summary>
internal static class Correlations
{
    internal static ImmutableArray<PairCorrelation> Of(DescribeSpec spec, DescribeStatistics statistics)
    {
        ImmutableArray<PairCorrelation> pairs = [.. from i in Enumerable.Range(0, statistics.Numbers.Length) from j in Enumerable.Range(0, i)
            select One(statistics.Numbers[i], statistics.Numbers[j], statistics.Pair(i, j), spec)];
        int[] tested = [.. Enumerable.Range(0, pairs.Length).Where(at => pairs[at].PValue is not null)];
        double[] p = [.. tested.Select(at => pairs[at].PValue!.Value)];
        var (holm, hochberg) = (AdjustedP.Holm(p), AdjustedP.BenjaminiHochberg(p));
        return [.. pairs.Select((pair, at) => Array.IndexOf(tested, at) is var k and >= 0 ? pair with { HolmP = holm[k], BenjaminiHochbergP = hochberg[k] } : pair)];
    }

    private static PairCorrelation One(string left, string right, PairSums sums, DescribeSpec spec)
    {
        if (sums.Correlation is not { } r || spec.Weights is not null || sums.Count < 4) return new(left, right, sums.Count, sums.Correlation, null, null, null, null, null);
        double df = sums.Count - 2, t = r * Math.Sqrt(df / (1 - r * r)), reach = Normal.Critical(1 - spec.Level) / Math.Sqrt(sums.Count - 3), z = Math.Atanh(r);
        return new(left, right, sums.Count, r, Math.Tanh(z - reach), Math.Tanh(z + reach), Math.Abs(r) >= 1 ? 0 : StudentT.TwoSided(t, df), null, null);
    }
}
