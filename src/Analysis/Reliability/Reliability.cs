using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The reliability of a scale, from the roots of the communities and the counts of the answers.</summary>
public static class Reliability
{
    /// <summary>Estimates alpha, omega, splits and the statistics of the items.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="statistics">The rows, reduced for the same scale.</param>
    /// <param name="progress">Told the bootstrap draws made; null for none.</param>
    /// <param name="stop">Stops the draws.</param>
    /// <exception cref="StudyException">
    /// There are fewer than 2 items or too few rows; an item does not vary, is a combination of others, or holds an answer outside the range; a bootstrap is asked for and there is one community; or the factors
    /// do not converge.
    /// </exception>
    public static ReliabilityFit Fit(ReliabilitySpec spec, ItemStatistics statistics, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        spec.Check();
        if (spec.Scale.Roots.Text != statistics.Roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Scale.Roots.Text, statistics.Roots.Formula));
        var space = new ItemSpace(statistics);
        var moments = space.Moments();
        double[] r = moments.Correlations();
        var range = Range(spec, statistics.Answers);
        var omegas = Omegas.Of(r, moments.K, spec.Factors);
        if (omegas.OneFactor is { Diary.Converged: false } || omegas.Hierarchy is { Converged: false }) throw new StudyException(ReliabilityFaults.NotConverged(omegas, spec.Factors));
        int draws = spec.Draws ?? (statistics.Roots.Clustered || statistics.Roots.Weighted ? ReliabilitySpec.DefaultDraws : 0);
        if (draws == 0 && spec.Interval is not null) throw new StudyException(ReliabilityFaults.IntervalWithoutDraws());
        var bootstrap = draws == 0 ? null : ReliabilityBootstrap.Of(spec, Resampling.Of(space, statistics), new Whole(omegas, omegas.Coefficients(moments, r)), draws, progress, stop);
        return Assemble(new Estimated(spec, statistics, moments, r, omegas, bootstrap, range));
    }

    private static (double Minimum, double Maximum) Range(ReliabilitySpec spec, ItemAnswers answers)
    {
        if (spec.Range is not var (minimum, maximum)) return answers.Observed;
        for (int i = 0; i < answers.Answers.Length; i++)
            foreach (var answer in answers.Answers[i])
                if (answer.Value < minimum || answer.Value > maximum) throw new StudyException(ReliabilityFaults.OutOfRange(spec.Scale.Items[i], answer.Value, minimum, maximum));
        return (minimum, maximum);
    }

    private static ReliabilityFit Assemble(Estimated found)
    {
        var (spec, statistics, moments, r) = (found.Spec, found.Statistics, found.Moments, found.Correlations);
        var groups = new ScoreGroups(statistics.Answers, statistics.Roots.Weighted);
        var fit = new ReliabilityFit(spec)
        {
            Coefficients = CoefficientsOf(found),
            Items = ItemsOf(found, groups),
            Splits = SplitHalves.Named(moments, spec.Scale.Items),
            AllSplits = SplitHalves.All(moments, spec.Scale.Items, spec.UsedSeed),
            Loadings = LoadingsOf(found),
            AverageCorrelation = moments.AverageCorrelation,
            Lambda6 = moments.Lambda6(r),
            CommonShare = found.Omegas.Hierarchy?.CommonShare,
            Range = found.Range,
            ScoreGroups = groups.Sizes,
            Rows = statistics.Answers.Rows,
            RowsIncomplete = statistics.Roots.RowsIncomplete,
            Communities = statistics.Roots.Communities,
            Uncertainty = found.Uncertainty,
            Cautions = ReliabilityCautions.Of(found, groups),
            Provenance = ProvenanceOf(found),
        };
        return fit;
    }

    private static ImmutableArray<ScaleCoefficient> CoefficientsOf(Estimated found)
    {
        var values = found.Omegas.Coefficients(found.Moments, found.Correlations);
        var names = ScaleCoefficient.Names(found.Spec.Factors);
        return [.. Enumerable.Range(0, ScaleCoefficients.Count).Where(at => values[at] is not null).Select(at => Coefficient(found, at, names[at], values[at]!.Value))];
    }

    private static ScaleCoefficient Coefficient(Estimated found, int at, (string Name, string Variant) name, double value)
    {
        if (found.Bootstrap is { } bootstrap) return new ScaleCoefficient(name.Name, name.Variant, value, bootstrap.StdErrors[at], bootstrap.Intervals[at]?.Low, bootstrap.Intervals[at]?.High);
        if (at > 0) return new ScaleCoefficient(name.Name, name.Variant, value, null, null, null);
        var (low, high) = Feldt.Interval(value, found.Statistics.Answers.Rows, found.Moments.K, found.Spec.Level);
        return new ScaleCoefficient(name.Name, name.Variant, value, Math.Sqrt(found.Moments.AsymptoticVariance() / found.Statistics.Answers.Rows), low, high);
    }

    private static ImmutableArray<ItemStatistic> ItemsOf(Estimated found, ScoreGroups groups)
    {
        var (scale, moments) = (found.Spec.Scale, found.Moments);
        var corrected = moments.CorrectedTotals(found.Correlations);
        return [.. scale.Items.Select((item, i) =>
        {
            var shape = ItemShape.Of(found.Statistics.Answers, i, found.Range);
            return new ItemStatistic(item, scale.Reversed[i], shape.Mean, shape.StdDev, shape.Skewness, shape.Kurtosis, shape.Floor, shape.Ceiling,
                moments.ItemTotal(i), moments.ItemRest(i), corrected[i], moments.AlphaWithout(i), moments.AlphaTurned(i), groups.Of(i, found.Range));
        })];
    }

    private static ImmutableArray<ItemLoading> LoadingsOf(Estimated found)
    {
        var (factor, hierarchy, m) = (found.Omegas.OneFactor, found.Omegas.Hierarchy, found.Spec.Factors);
        if (factor is null) return [];
        return [.. found.Spec.Scale.Items.Select((item, i) => new ItemLoading(item, factor.Loadings[i], hierarchy?.General[i],
            hierarchy is null ? [] : [.. hierarchy.Groups.AsSpan(i * m, m)], hierarchy?.Communalities[i]))];
    }

    private static Provenance ProvenanceOf(Estimated found)
    {
        var spec = found.Spec;
        string weighted = found.Statistics.Roots.Weighted ? "weighted covariances of" : "covariances of", intervals = found.Bootstrap?.Words ?? "Feldt's F interval of alpha";
        var provenance = Provenance.Of($"Reliability from {weighted} complete rows; {intervals}", found.Statistics.Answers.Rows, found.Statistics.Roots.Communities,
            ("scale", spec.Scale.Text), ("range", string.Create(CultureInfo.InvariantCulture, $"{found.Range.Minimum}..{found.Range.Maximum}{(spec.Range is null ? " (observed)" : "")}")),
            ("factors", spec.Factors.ToString(CultureInfo.InvariantCulture)), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)), ("diary", Diary(found)));
        return found.Bootstrap is null && spec.Scale.Items.Length <= SplitHalves.MostItemsForAll ? provenance : provenance with { Seed = spec.UsedSeed };
    }

    private static string Diary(Estimated found)
    {
        var (one, hierarchy) = (found.Omegas.OneFactor?.Diary, found.Omegas.Hierarchy);
        string extraction = Steps(hierarchy?.Solution.Diary.Iterations, hierarchy?.Solution.Diary.LargestSlope, FactorExtraction.Tolerance);
        return $"one factor ML: {Steps(one?.Iterations, one?.LargestSlope, FactorExtraction.Tolerance)}; minimum residual: {extraction}; oblimin: {Steps(hierarchy?.Oblique.Iterations, hierarchy?.Oblique.Slope, Omegas.Tight)}";
    }

    private static string Steps(int? steps, double? slope, double tolerance) =>
        steps is null ? "none" : string.Create(CultureInfo.InvariantCulture, $"{steps} steps, slope {slope:0.0E+0}, tolerance {tolerance:0E+0}, converged");
}

/// <summary>All that was estimated, before it is written down.</summary>
internal sealed record Estimated(
    ReliabilitySpec Spec, ItemStatistics Statistics, ItemMoments Moments, double[] Correlations, Omegas Omegas, ReliabilityBootstrap? Bootstrap, (double Minimum, double Maximum) Range)
{
    internal string Uncertainty => Bootstrap is null ? "Feldt" : Statistics.Roots.Clustered ? "cluster bootstrap" : "bootstrap";
}
