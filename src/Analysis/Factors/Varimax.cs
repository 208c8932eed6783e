namespace CoProduction.Analysis;

/// <summary>Kaiser's (1958) normal varimax by rotations in planes.</summary>
internal static class Varimax
{
    private const int MaximumSweeps = 200;
    private const double SmallestAngle = 1e-12;

    /// <summary>The rotated loadings.</summary>
    /// <param name="loadings">k × m, row-major.</param>
    /// <param name="factors">m.</param>
    internal static double[] Of(double[] loadings, int factors)
    {
        int k = loadings.Length / factors;
        double[] lengths = [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(loadings.AsSpan(i * factors, factors).ToArray().Sum(value => value * value)))];
        double[] rotated = [.. loadings.Select((value, at) => lengths[at / factors] > 0 ? value / lengths[at / factors] : 0)];
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            double largest = 0;
            for (int a = 0; a < factors; a++)
                for (int b = a + 1; b < factors; b++) largest = Math.Max(largest, Math.Abs(Rotate(rotated, factors, a, b)));
            if (largest < SmallestAngle) break;
        }
        return [.. rotated.Select((value, at) => value * lengths[at / factors])];
    }

    // Kaiser's angle: tan 4φ = (D - 2AB/k) / (C - (A² - B²)/k) with u = x² - y², v = 2xy.
    private static double Rotate(double[] loadings, int factors, int a, int b)
    {
        double sumU = 0, sumV = 0, difference = 0, product = 0;
        int k = loadings.Length / factors;
        for (int i = 0; i < k; i++)
        {
            double x = loadings[i * factors + a], y = loadings[i * factors + b], u = x * x - y * y, v = 2 * x * y;
            (sumU, sumV, difference, product) = (sumU + u, sumV + v, difference + u * u - v * v, product + 2 * u * v);
        }
        double angle = Math.Atan2(product - 2 * sumU * sumV / k, difference - (sumU * sumU - sumV * sumV) / k) / 4;
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        for (int i = 0; i < k; i++)
        {
            double x = loadings[i * factors + a], y = loadings[i * factors + b];
            (loadings[i * factors + a], loadings[i * factors + b]) = (cos * x + sin * y, cos * y - sin * x);
        }
        return angle;
    }
}
