namespace CoProduction.Analysis;

/// <summary>Means and covariance (divisor n) of a multivariate normal by maximum likelihood.</summary>
internal sealed record EmEstimate(double[] Means, double[] Covariance, int Steps);

/// <summary>
/// EM for a multivariate normal from the moments of the patterns: a step costs patterns, not rows. Little and Rubin, Statistical Analysis with Missing Data (3rd ed.), section 11.2. The regression of the missing
/// on the observed variables is read from the inverse K of the covariance: B = -K(mm)⁻¹ K(mo), residual covariance K(mm)⁻¹.
/// </summary>
internal sealed class PatternEm
{
    internal const int MostSteps = 10_000;

    // Of standardised variables: a further step would change no printed digit.
    private const double Standstill = 1e-12;

    // A variable that others determine to ten digits makes the covariance singular for the test.
    private const double SmallestShare = 1e-10;

    private readonly int _q;
    private readonly double _rows;
    private readonly double[] _sum, _products, _filled, _cross;

    private PatternEm(IEnumerable<ObservedPattern> patterns, int q)
    {
        (_q, _rows) = (q, patterns.Sum(pattern => (double)pattern.Rows));
        (_sum, _products, _filled, _cross) = (new double[q], new double[q * q], new double[q], new double[q * q]);
    }

    /// <summary>The estimate; null when it is not reached in <see cref="MostSteps"/>.</summary>
    /// <exception cref="ArithmeticException">The covariance is singular.</exception>
    internal static EmEstimate? Of(IReadOnlyList<ObservedPattern> patterns, int q)
    {
        var em = new PatternEm(patterns, q);
        double[] means = new double[q], covariance = SmallMatrix.Identity(q);
        for (int step = 1; step <= MostSteps; step++)
        {
            var (nextMeans, next) = em.Step(patterns, means, covariance);
            double change = Math.Max(Apart(means, nextMeans), Apart(covariance, next));
            (means, covariance) = (nextMeans, next);
            if (change < Standstill) return new EmEstimate(means, covariance, step);
        }
        return null;
    }

    private (double[] Means, double[] Covariance) Step(IReadOnlyList<ObservedPattern> patterns, double[] means, double[] covariance)
    {
        double[] precision = Inverse(Root(covariance), _q);
        Array.Clear(_sum);
        Array.Clear(_products);
        foreach (var pattern in patterns) Expect(pattern, means, precision);
        double[] next = [.. _sum.Select(sum => sum / _rows)];
        return (next, [.. _products.Select((value, at) => value / _rows - next[at / _q] * next[at % _q])]);
    }

    private void Expect(ObservedPattern pattern, double[] means, double[] precision)
    {
        int[] missing = [.. Enumerable.Range(0, _q).Except(pattern.Observed)];
        pattern.Means.CopyTo(_filled, 0);
        pattern.Products.CopyTo(_cross, 0);
        if (missing.Length > 0) Fill(pattern, missing, means, precision);
        for (int i = 0; i < _q; i++)
        {
            _sum[i] += pattern.Rows * _filled[i];
            for (int j = 0; j < _q; j++) _products[i * _q + j] += _cross[i * _q + j] + pattern.Rows * _filled[i] * _filled[j];
        }
    }

    private void Fill(ObservedPattern pattern, int[] missing, double[] means, double[] precision)
    {
        int[] observed = pattern.Observed;
        int m = missing.Length, o = observed.Length;
        double[] residual = Inverse(Cholesky.Of([.. from i in missing from j in missing select precision[i * _q + j]], m), m);
        double[] slopes = SmallMatrix.Times(residual, [.. from i in missing from j in observed select -precision[i * _q + j]], m);
        double[] known = [.. from i in observed from j in observed select pattern.Products[i * _q + j]];
        double[] mixed = SmallMatrix.Times(slopes, known, o), within = SmallMatrix.TimesTransposed(mixed, slopes, o);
        for (int a = 0; a < m; a++)
        {
            _filled[missing[a]] = means[missing[a]] + observed.Select((i, b) => slopes[a * o + b] * (pattern.Means[i] - means[i])).Sum();
            for (int b = 0; b < o; b++) _cross[missing[a] * _q + observed[b]] = _cross[observed[b] * _q + missing[a]] = mixed[a * o + b];
            for (int b = 0; b < m; b++) _cross[missing[a] * _q + missing[b]] = within[a * m + b] + pattern.Rows * residual[a * m + b];
        }
    }

    private double[] Root(double[] covariance)
    {
        double[] root = Cholesky.Of(covariance, _q);
        for (int i = 0; i < _q; i++)
            if (root[i * _q + i] * root[i * _q + i] < SmallestShare * covariance[i * _q + i]) throw new ArithmeticException("A variable is a combination of the others.");
        return root;
    }

    private static double[] Inverse(double[] root, int n)
    {
        var inverse = new double[n * n];
        var unit = new double[n];
        for (int i = 0; i < n; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            Cholesky.Solve(root, unit).CopyTo(inverse, i * n);
        }
        return inverse;
    }

    private static double Apart(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
