namespace CoProduction.Tests;

/// <summary>Ordinary least squares by elimination on the normal equations: enough for the signs of well-conditioned scores.</summary>
internal static class Regression
{
    /// <summary>Intercept and slopes with their classical standard errors.</summary>
    public static (double[] Estimates, double[] Errors) Fit(IReadOnlyList<double[]> x, IReadOnlyList<double> y)
    {
        int k = x[0].Length + 1;
        var a = new double[k, k + 1 + k];
        double squares = 0;
        for (int row = 0; row < x.Count; row++)
        {
            double[] z = [1, .. x[row]];
            squares += y[row] * y[row];
            for (int i = 0; i < k; i++)
            {
                a[i, k] += z[i] * y[row];
                for (int j = 0; j < k; j++) a[i, j] += z[i] * z[j];
            }
        }
        double[] moments = [.. Enumerable.Range(0, k).Select(i => a[i, k])];
        for (int i = 0; i < k; i++) a[i, k + 1 + i] = 1;
        Eliminate(a, k);
        double[] estimates = [.. Enumerable.Range(0, k).Select(i => a[i, k])];
        double variance = (squares - estimates.Zip(moments, (b, m) => b * m).Sum()) / (x.Count - k);
        return (estimates, [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(variance * a[i, k + 1 + i]))]);
    }

    private static void Eliminate(double[,] a, int k)
    {
        for (int pivot = 0; pivot < k; pivot++)
        {
            double scale = a[pivot, pivot];
            for (int j = 0; j < a.GetLength(1); j++) a[pivot, j] /= scale;
            for (int i = 0; i < k; i++)
            {
                double factor = i == pivot ? 0 : a[i, pivot];
                for (int j = 0; j < a.GetLength(1); j++) a[i, j] -= factor * a[pivot, j];
            }
        }
    }
}
