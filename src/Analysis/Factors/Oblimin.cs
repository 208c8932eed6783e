namespace CoProduction.Analysis;

/// <summary>Oblique factors.</summary>
/// <param name="Loadings">k × m pattern, row-major.</param>
/// <param name="Correlations">m × m correlations of the factors.</param>
/// <param name="Iterations">Steps.</param>
/// <param name="Slope">Length of the projected gradient at the end.</param>
/// <param name="Converged">True when it is below the tolerance.</param>
internal sealed record ObliqueSolution(double[] Loadings, double[] Correlations, int Iterations, double Slope, bool Converged);

/// <summary>
/// Direct oblimin with γ = 0 (quartimin; Jennrich and Sampson 1966), raw, by gradient projection (Jennrich 2002; Bernaards and Jennrich 2005): the method and the defaults of GPArotation::oblimin,
/// followed to a smaller slope.
/// </summary>
internal static class Oblimin
{
    private const int MaximumSteps = 5000;
    private const int MaximumHalvings = 20;

    /// <summary>Rotates orthogonal loadings.</summary>
    /// <param name="loadings">k × m, row-major, m ≥ 2.</param>
    /// <param name="factors">m.</param>
    /// <param name="tolerance">Length of the projected gradient at which to stop.</param>
    internal static ObliqueSolution Of(double[] loadings, int factors, double tolerance)
    {
        var turn = new double[factors * factors];
        for (int f = 0; f < factors; f++) turn[f * factors + f] = 1;
        var point = Point.At(loadings, factors, turn)!;
        double step = 1;
        for (int iteration = 0; ; iteration++)
        {
            var slope = Projected(turn, point.Gradient(), factors);
            double length = Math.Sqrt(slope.Sum(value => value * value));
            if (length < tolerance || iteration == MaximumSteps) return point.Solution(iteration, length, tolerance);
            if (!TryStep(loadings, factors, ref turn, ref point, slope, length, ref step)) return point.Solution(iteration, length, tolerance);
        }
    }

    private static bool TryStep(double[] loadings, int m, ref double[] turn, ref Point point, double[] slope, double length, ref double step)
    {
        step *= 2;
        for (int halving = 0; halving < MaximumHalvings; halving++, step /= 2)
        {
            var next = Normalised(turn, slope, step, m);
            if (Point.At(loadings, m, next) is not { } reached) continue;
            // Rounding of the criterion hides gains below 1e-15 of it.
            if (point.Value - reached.Value < 0.5 * length * length * step - 1e-15 * point.Value) continue;
            (turn, point) = (next, reached);
            return true;
        }
        return false;
    }

    // The gradient without its part along the columns of T, which have unit length.
    private static double[] Projected(double[] turn, double[] gradient, int m)
    {
        var projected = new double[m * m];
        for (int c = 0; c < m; c++)
        {
            double along = 0;
            for (int i = 0; i < m; i++) along += turn[i * m + c] * gradient[i * m + c];
            for (int i = 0; i < m; i++) projected[i * m + c] = gradient[i * m + c] - along * turn[i * m + c];
        }
        return projected;
    }

    private static double[] Normalised(double[] turn, double[] slope, double step, int m)
    {
        var next = new double[m * m];
        for (int c = 0; c < m; c++)
        {
            double square = 0;
            for (int i = 0; i < m; i++)
            {
                next[i * m + c] = turn[i * m + c] - step * slope[i * m + c];
                square += next[i * m + c] * next[i * m + c];
            }
            for (int i = 0; i < m; i++) next[i * m + c] /= Math.Sqrt(square);
        }
        return next;
    }

    /// <summary>The criterion at a T: L = A (T')⁻¹, f = ¼ Σ_{a≠b} Σ_i l_ia² l_ib².</summary>
    private sealed record Point(double[] Turn, double[] Inverse, double[] Rotated, double[] Others, double Value, int M)
    {
        internal static Point? At(double[] loadings, int m, double[] turn)
        {
            if (SmallSystem.Inverse(turn, m) is not { } inverse) return null;
            var rotated = new double[loadings.Length];
            var others = new double[loadings.Length];
            double value = 0;
            for (int row = 0; row < loadings.Length; row += m)
            {
                double squares = 0;
                for (int f = 0; f < m; f++)
                {
                    double sum = 0;
                    for (int g = 0; g < m; g++) sum += loadings[row + g] * inverse[f * m + g];
                    rotated[row + f] = sum;
                    squares += sum * sum;
                }
                for (int f = 0; f < m; f++)
                {
                    others[row + f] = squares - rotated[row + f] * rotated[row + f];
                    value += rotated[row + f] * rotated[row + f] * others[row + f] / 4;
                }
            }
            return new Point(turn, inverse, rotated, others, value, m);
        }

        // G = -(L' Gq T⁻¹)' with Gq = L ∘ (the row's other squares).
        internal double[] Gradient()
        {
            int m = M;
            var inner = new double[m * m];
            for (int row = 0; row < Rotated.Length; row += m)
                for (int a = 0; a < m; a++)
                    for (int b = 0; b < m; b++) inner[a * m + b] += Rotated[row + a] * Rotated[row + b] * Others[row + b];
            var gradient = new double[m * m];
            for (int i = 0; i < m; i++)
                for (int a = 0; a < m; a++)
                {
                    double sum = 0;
                    for (int b = 0; b < m; b++) sum += inner[a * m + b] * Inverse[b * m + i];
                    gradient[i * m + a] = -sum;
                }
            return gradient;
        }

        internal ObliqueSolution Solution(int iterations, double slope, double tolerance)
        {
            var correlations = new double[M * M];
            for (int a = 0; a < M; a++)
                for (int b = 0; b < M; b++)
                    for (int i = 0; i < M; i++) correlations[a * M + b] += Turn[i * M + a] * Turn[i * M + b];
            return new ObliqueSolution(Rotated, correlations, iterations, slope, slope < Math.Max(tolerance, 1e-6));
        }
    }
}
