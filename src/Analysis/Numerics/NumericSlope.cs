namespace CoProduction.Analysis;

/// <summary>Derivatives of smooth functions by central differences of fourth order: about eleven digits.</summary>
internal static class NumericSlope
{
    private const double Step = 1e-3;

    /// <summary>The k derivatives of a function.</summary>
    internal static double[] Of(Func<double[], double> function, double[] at)
    {
        double[] moved = [.. at], slope = new double[at.Length];
        for (int k = 0; k < at.Length; k++)
        {
            double step = Step * Math.Max(1e-2, Math.Abs(at[k]));
            double At(int times)
            {
                moved[k] = at[k] + times * step;
                return function(moved);
            }
            slope[k] = (8 * (At(1) - At(-1)) - (At(2) - At(-2))) / (12 * step);
            moved[k] = at[k];
        }
        return slope;
    }

    /// <summary>The derivatives of m functions at once: m × k, row-major. The functions write into an array of their own, of which a copy is kept.</summary>
    internal static double[] OfMany(Func<double[], double[]> functions, double[] at, int m)
    {
        int k = at.Length;
        double[] moved = [.. at], slopes = new double[m * k];
        for (int j = 0; j < k; j++)
        {
            double step = Step * Math.Max(1e-2, Math.Abs(at[j]));
            foreach (var (times, weight) in Weights)
            {
                moved[j] = at[j] + times * step;
                double[] values = functions(moved);
                for (int i = 0; i < m; i++) slopes[i * k + j] += weight * values[i] / (12 * step);
            }
            moved[j] = at[j];
        }
        return slopes;
    }

    private static readonly (int Times, int Weight)[] Weights = [(-2, 1), (-1, -8), (1, 8), (2, -1)];
}
