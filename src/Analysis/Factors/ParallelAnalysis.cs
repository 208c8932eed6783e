using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Horn's (1965) parallel analysis of components: eigenvalues beside those of random normal rows of the same size.</summary>
/// <param name="Mean">Mean random eigenvalue by rank.</param>
/// <param name="Quantile">The asked quantile by rank, R's type 7.</param>
/// <param name="Retained">Leading eigenvalues above the quantile.</param>
internal sealed record ParallelAnalysis(ImmutableArray<double> Mean, ImmutableArray<double> Quantile, int Retained)
{
    /// <summary>Correlations of n random rows are drawn whole, by Bartlett's (1933) decomposition of a Wishart matrix: the number of rows does not matter.</summary>
    internal static ParallelAnalysis Of(double[] eigenvalues, long rows, FactorSpec spec)
    {
        int p = eigenvalues.Length;
        double[][] draws = [.. Enumerable.Range(0, spec.Draws).Select(draw => OrderedEigen.Of(Correlations(p, rows - 1, RandomStream.Of(spec.UsedSeed, draw)), p).Values)];
        ImmutableArray<double> quantiles = [.. Enumerable.Range(0, p).Select(at => Quantiles([.. draws.Select(draw => draw[at]).Order()], spec.Quantile))];
        return new ParallelAnalysis([.. Enumerable.Range(0, p).Select(at => draws.Average(draw => draw[at]))], quantiles, eigenvalues.TakeWhile((value, at) => value > quantiles[at]).Count());
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
