using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Draws the path coefficients from the normal distribution of their estimates; Preacher and Selig (2012).</summary>
internal static class MonteCarlo
{
    private const int Pace = 1024;

    internal static EffectDraws Run(PathEstimates estimates, ImmutableArray<PathEffect> effects, int draws, ulong seed, IProgress<long>? progress, CancellationToken stop)
    {
        int n = estimates.Theta.Length;
        double[] factor = Factor(estimates.Covariance, n), theta = new double[n], z = new double[n];
        double[][] values = [.. effects.Select(_ => new double[draws])];
        for (int draw = 0; draw < draws; draw++)
        {
            if (draw % Pace == 0) Report(draw, progress, stop);
            var stream = RandomStream.Of(seed, draw);
            for (int i = 0; i < n; i++) z[i] = stream.Normal();
            for (int i = 0; i < n; i++) theta[i] = estimates.Theta[i] + Dot(factor.AsSpan(i * n, i + 1), z);
            for (int i = 0; i < values.Length; i++) values[i][draw] = effects[i].Of(theta);
        }
        foreach (double[] one in values) Array.Sort(one);
        return new EffectDraws(values, 0, []);
    }

    /// <summary>The lower Cholesky factor of a covariance that may be singular, as CR1 is with fewer communities than coefficients: a pivot of rounding leaves its column 0.</summary>
    internal static double[] Factor(double[] covariance, int n)
    {
        var factor = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            double pivot = covariance[j * n + j] - Dot(factor.AsSpan(j * n, j), factor.AsSpan(j * n, j));
            if (!(pivot > 1e-12 * covariance[j * n + j])) continue;
            factor[j * n + j] = Math.Sqrt(pivot);
            for (int i = j + 1; i < n; i++)
                factor[i * n + j] = (covariance[i * n + j] - Dot(factor.AsSpan(i * n, j), factor.AsSpan(j * n, j))) / factor[j * n + j];
        }
        return factor;
    }

    private static void Report(int draw, IProgress<long>? progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        progress?.Report(draw);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
