using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Adjusts sampling weights to a population: post-stratification, raking, calibration, and trimming after any of them. Equals R's <c>survey::postStratify</c>, <c>rake</c>, <c>calibrate</c> and <c>trimWeights(strict = TRUE)</c>.</summary>
public static class Weighting
{
    /// <summary>Finds the adjusted weights.</summary>
    /// <param name="spec">What the weights must agree with.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="StudyException">A value of a margin has no population or no row, raking does not converge, calibration makes a weight negative, or trimming leaves nothing between its bounds.</exception>
    public static WeightingResult Fit(WeightingSpec spec, WeightingRows rows)
    {
        double sum = rows.Weights.Sum();
        if (!(sum > 0)) throw new StudyException(WeightingFaults.AllZero());
        double[][] targets = [.. spec.Margins.Select((margin, m) => Targets(margin, rows.Margins[m], rows.Weights, SizeOf(spec, sum)))];
        var adjusted = spec.Method switch
        {
            WeightingMethod.Raking => Rake(spec, rows, targets),
            WeightingMethod.PostStratification => new Adjusted([Scaled(rows.Weights, rows.Margins[0], targets[0])], 1, 0),
            WeightingMethod.Calibration => new Adjusted([Calibrated(spec, rows)], 1, 0),
            _ => new Adjusted([rows.Weights.ToArray()], 0, 0),
        };
        var (trimmed, rounds, cut) = Trim(spec, adjusted.Stages[^1]);
        return new WeightingResult(spec, rows, adjusted.Stages, trimmed)
        {
            Rounds = adjusted.Rounds,
            LastChange = adjusted.LastChange,
            Trimmed = cut,
            TrimmingRounds = rounds,
        };
    }

    private sealed record Adjusted(double[][] Stages, int Rounds, double LastChange);

    // Shares are of the margins that give numbers, or of the sum of the sampling weights.
    private static double SizeOf(WeightingSpec spec, double sum) => spec.Margins.FirstOrDefault(margin => !WeightingSpec.AreShares(margin)) is { } counted ? counted.Population.Values.Sum() : sum;

    private static double[] Targets(PopulationMargin margin, MarginCodes codes, double[] weights, double size)
    {
        double scale = WeightingSpec.AreShares(margin) ? size / margin.Population.Values.Sum() : 1;
        double[] sums = Sums(weights, codes);
        if (margin.Population.Keys.FirstOrDefault(value => !(codes.Levels.IndexOf(value) is var at and >= 0 && sums[at] > 0)) is { } absent) throw new StudyException(WeightingFaults.NoRows(margin.Field, absent));
        return [.. codes.Levels.Select(level => margin.Population.TryGetValue(level, out double number) ? number * scale : throw new StudyException(WeightingFaults.NoPopulation(margin.Field, level)))];
    }

    private static double[] Sums(double[] weights, MarginCodes codes)
    {
        double[] sums = new double[codes.Levels.Length];
        for (int i = 0; i < weights.Length; i++) sums[codes.Codes[i]] += weights[i];
        return sums;
    }

    private static double[] Scaled(double[] weights, MarginCodes codes, double[] targets)
    {
        double[] sums = Sums(weights, codes);
        return [.. weights.Select((weight, i) => weight * (targets[codes.Codes[i]] / sums[codes.Codes[i]]))];
    }

    private static Adjusted Rake(WeightingSpec spec, WeightingRows rows, double[][] targets)
    {
        double[] weights = rows.Weights;
        for (int round = 1; round <= spec.Rounds; round++)
        {
            double[][] stages = new double[targets.Length][];
            for (int m = 0; m < targets.Length; m++) stages[m] = Scaled(m == 0 ? weights : stages[m - 1], rows.Margins[m], targets[m]);
            double change = weights.Zip(stages[^1], (before, after) => before == 0 ? 0 : Math.Abs(after / before - 1)).Max();
            weights = stages[^1];
            if (change <= spec.Tolerance) return new Adjusted(stages, round, change);
        }
        throw new StudyException(WeightingFaults.RakingNotConverged(spec.Rounds));
    }

    // g = 1 + x'λ with X'WX λ = totals - X'w, the normal equations solved by the root of √W X.
    private static double[] Calibrated(WeightingSpec spec, WeightingRows rows)
    {
        int m = spec.Totals.Length, n = rows.Weights.Length;
        var root = new GrowingRoot(m, 256);
        double[] gap = [.. spec.Totals.Select(total => total.Total)];
        for (int i = 0; i < n; i++)
        {
            root.Add(rows.Columns.AsSpan(i * m, m), rows.Weights[i], true);
            for (int j = 0; j < m; j++) gap[j] -= rows.Weights[i] * rows.Columns[i * m + j];
        }
        var finished = root.Finish([.. spec.Totals.Select(total => total.Field ?? "1")]);
        if (Enumerable.Range(0, m).Any(j => finished.Root[j * m + j] <= Collinearity.Tolerance * Math.Sqrt(Enumerable.Range(0, j + 1).Sum(i => finished.Root[i * m + j] * finished.Root[i * m + j]))))
            throw new StudyException(WeightingFaults.CollinearTotals(finished.Labels));
        double[] lambda = Triangular.Solve(finished.Root.AsSpan(), m, Triangular.SolveTransposed(finished.Root.AsSpan(), m, gap));
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) weights[i] = rows.Weights[i] * (1 + SurveyTarget.Dot(lambda, rows.Columns.AsSpan(i * m, m)));
        int negative = weights.Zip(rows.Weights, (after, before) => before > 0 && after <= 0).Count(bad => bad);
        return negative == 0 ? weights : throw new StudyException(WeightingFaults.NegativeCalibration(negative));
    }

    private static (double[] Weights, int Rounds, long Cut) Trim(WeightingSpec spec, double[] weights)
    {
        double lower = spec.Lower ?? double.NegativeInfinity, upper = spec.Upper ?? double.PositiveInfinity;
        if (!(lower < upper)) throw new StudyException(WeightingFaults.BadBounds(lower, upper));
        bool Outside(double weight) => weight > 0 && (weight < lower || weight > upper);
        long cut = weights.LongCount(Outside);
        for (int round = 0; round < spec.Rounds; round++)
        {
            if (!weights.Any(Outside)) return (weights, round, cut);
            long inside = weights.LongCount(weight => weight > 0 && !Outside(weight));
            if (inside == 0) throw new StudyException(WeightingFaults.NothingInside(lower, upper));
            double share = weights.Where(Outside).Sum(weight => weight - Math.Clamp(weight, lower, upper)) / inside;
            weights = [.. weights.Select(weight => weight == 0 ? 0 : Outside(weight) ? Math.Clamp(weight, lower, upper) : weight + share)];
        }
        throw new StudyException(WeightingFaults.TrimmingNotConverged(lower, upper, spec.Rounds));
    }
}
