using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Eigenvalues beside those of random normal rows of the same size.</summary>
/// <param name="Values">Eigenvalues, descending.</param>
/// <param name="Mean">Mean random eigenvalue by rank.</param>
/// <param name="Quantile">The asked quantile by rank, R's type 7.</param>
internal sealed record ParallelAxis(double[] Values, ImmutableArray<double> Mean, ImmutableArray<double> Quantile)
{
    /// <summary>Leading eigenvalues above the quantile.</summary>
    internal int Retained { get; } = Values.TakeWhile((value, at) => value > Quantile[at]).Count();

    internal ImmutableArray<FactorEigenvalue> Rows => [.. Values.Select((value, at) => new FactorEigenvalue(value, Mean[at], Quantile[at], at < Retained))];
}

/// <summary>Parallel analysis of components (Horn 1965) and of common factors (Humphreys and Ilgen 1969; Humphreys and Montanelli 1975): eigenvalues of the correlations, whole and with communalities on the diagonal.</summary>
/// <param name="Components">Of the whole correlations.</param>
/// <param name="Common">Of the reduced correlations.</param>
internal sealed record ParallelAnalysis(ParallelAxis Components, ParallelAxis Common)
{
    /// <summary>Correlations of n random rows are drawn whole, by Bartlett's (1933) decomposition of a Wishart matrix: the number of rows does not matter. Components and factors are found in the same ones.</summary>
    /// <param name="r">k × k correlations.</param>
    /// <param name="components">Their eigenvalues.</param>
    /// <param name="rows">Rows, n.</param>
    /// <param name="spec">How many samples, which quantile, which communalities.</param>
    internal static ParallelAnalysis Of(double[] r, double[] components, long rows, FactorSpec spec)
    {
        int p = components.Length;
        double[][] samples = [.. Enumerable.Range(0, spec.Draws).Select(draw => Correlations(p, rows - 1, RandomStream.Of(spec.UsedSeed, draw)))];
        return new ParallelAnalysis(
            Axis(components, [.. samples.Select(sample => OrderedEigen.Of(sample, p).Values)], spec),
            Axis(Reduced(r, p, spec.Parallel), [.. samples.Select(sample => Reduced(sample, p, spec.Parallel))], spec));
    }

    /// <summary>What retains factors where their number is not given.</summary>
    internal ParallelAxis Deciding(FactorSpec spec) => spec.Parallel == ParallelBasis.Components ? Components : Common;

    private static ParallelAxis Axis(double[] values, double[][] draws, FactorSpec spec) => new(
        values, [.. values.Select((_, at) => draws.Average(draw => draw[at]))], [.. values.Select((_, at) => Quantiles([.. draws.Select(draw => draw[at]).Order()], spec.Quantile))]);

    private static double[] Reduced(double[] r, int p, ParallelBasis basis)
    {
        var reduced = (double[])r.Clone();
        double[] communalities = basis == ParallelBasis.Minres
            ? [.. FactorExtraction.Of(r, 1, FactorCriterion.MinimumResidual).Uniquenesses.Select(uniqueness => 1 - uniqueness)]
            : SquaredMultipleCorrelations.Of(r, p);
        for (int i = 0; i < p; i++) reduced[i * p + i] = communalities[i];
        return OrderedEigen.Of(reduced, p).Values;
    }

    private static double Quantiles(double[] sorted, double probability)
    {
        double at = (sorted.Length - 1) * probability;
        int below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    private static double[] Correlations(int p, double df, RandomStream random)
    {
        var root = new double[p * p];
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < i; j++) root[i * p + j] = random.Normal();
            root[i * p + i] = Math.Sqrt(2 * Gamma((df - i) / 2, random));
        }
        var product = SmallMatrix.TimesTransposed(root, root, p);
        double[] lengths = [.. Enumerable.Range(0, p).Select(i => Math.Sqrt(product[i * p + i]))];
        for (int i = 0; i < p * p; i++) product[i] /= lengths[i / p] * lengths[i % p];
        return product;
    }

    // Marsaglia and Tsang (2000); a shape below 1 is raised by 1 and scaled back.
    private static double Gamma(double shape, RandomStream random)
    {
        if (shape < 1) return Gamma(shape + 1, random) * Math.Pow(1 - random.Uniform(), 1 / shape);
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal(), v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - random.Uniform()) < x * x / 2 + d - d * v + d * Math.Log(v)) return d * v;
        }
    }
}
