namespace CoProduction.Analysis;

/// <summary>Oblique factors.</summary>
/// <param name="Loadings">k × m pattern, row-major.</param>
/// <param name="Correlations">m × m correlations of the factors.</param>
/// <param name="Iterations">Steps.</param>
/// <param name="Slope">Length of the projected gradient at the end.</param>
/// <param name="Converged">True when it is below the tolerance, or as small as rounding lets it be.</param>
internal sealed record ObliqueSolution(double[] Loadings, double[] Correlations, int Iterations, double Slope, bool Converged);

/// <summary>
/// Direct oblimin with γ = 0 (quartimin; Jennrich and Sampson 1966), raw, as GPArotation::oblimin: from the given loadings by gradient projection (Jennrich 2002; Bernaards and Jennrich 2005) into the valley, then by
/// Newton steps on the unit columns of T, with the Hessian from differences of the gradient. Gradient projection alone may need thousands of steps.
/// </summary>
internal static class Oblimin
{
    private const int MaximumProjections = 40;
    private const int MaximumSteps = 200;
    private const int MaximumHalvings = 30;
    private const double Valley = 1e-3;
    private const double Difference = 1e-5;

    /// <summary>Slope that rounding may leave.</summary>
    private const double RoundingSlope = 1e-7;

    /// <summary>Rotates orthogonal loadings.</summary>
    /// <param name="loadings">k × m, row-major, m ≥ 2.</param>
    /// <param name="factors">m.</param>
    /// <param name="tolerance">Length of the projected gradient at which to stop.</param>
    internal static ObliqueSolution Of(double[] loadings, int factors, double tolerance)
    {
        var turn = new double[factors * factors];
        for (int f = 0; f < factors; f++) turn[f * factors + f] = 1;
        var point = ObliquePoint.At(loadings, factors, turn)!;
        double step = 1;
        for (int iteration = 0; ; iteration++)
        {
            var slope = Projected(point);
            double length = Math.Sqrt(slope.Sum(value => value * value));
            if (length < tolerance || iteration == MaximumSteps) return point.Solution(iteration, length, length < tolerance);
            bool moved = iteration < MaximumProjections && length > Valley
                ? TryProject(loadings, ref point, slope, length, ref step)
                : TryNewton(loadings, ref point) || TryProject(loadings, ref point, slope, length, ref step);
            if (!moved) return point.Solution(iteration, length, length < Math.Max(tolerance, RoundingSlope));
        }
    }

    private static bool TryProject(double[] loadings, ref ObliquePoint point, double[] slope, double length, ref double step)
    {
        step *= 2;
        for (int halving = 0; halving < MaximumHalvings; halving++, step /= 2)
        {
            if (ObliquePoint.At(loadings, point.M, Moved(point.Turn, slope, -step, point.M)) is not { } reached) continue;
            if (point.Value - reached.Value < 0.5 * length * length * step) continue;
            point = reached;
            return true;
        }
        return false;
    }

    // Coordinates u: for each column t of T, an orthonormal basis B of the directions across it, and the column (t + B u) / |t + B u|.
    private static bool TryNewton(double[] loadings, ref ObliquePoint point)
    {
        int m = point.M, q = m * (m - 1);
        var basis = Across(point.Turn, m);
        double[] gradient = Gradient(loadings, point, basis, new double[q])!, hessian = new double[q * q];
        for (int c = 0; c < q; c++)
        {
            var u = new double[q];
            u[c] = Difference;
            var up = Gradient(loadings, point, basis, u);
            u[c] = -Difference;
            var down = Gradient(loadings, point, basis, u);
            if (up is null || down is null) return false;
            for (int r = 0; r < q; r++) hessian[r * q + c] = (up[r] - down[r]) / (2 * Difference);
        }
        return TrySearch(loadings, ref point, basis, gradient, hessian);
    }

    private static bool TrySearch(double[] loadings, ref ObliquePoint point, double[][] basis, double[] gradient, double[] hessian)
    {
        int q = gradient.Length;
        int[] all = [.. Enumerable.Range(0, q)];
        var symmetric = new double[q * q];
        for (int i = 0; i < q; i++)
            for (int j = 0; j < q; j++) symmetric[i * q + j] = (hessian[i * q + j] + hessian[j * q + i]) / 2;
        for (double ridge = 0; ridge < 100; ridge = Math.Max(10 * ridge, 1e-6))
        {
            if (SmallSystem.SolvePositive(SmallSystem.Part(symmetric, q, all, ridge), [.. gradient.Select(value => -value)]) is not { } direction) continue;
            double promised = direction.Zip(gradient, (d, g) => d * g).Sum();
            if (ObliquePoint.At(loadings, point.M, Moved(point.Turn, basis, direction, point.M)) is not { } reached) continue;
            if (!(reached.Value <= point.Value + 1e-4 * promised + 1e-15 * point.Value)) continue;
            point = reached;
            return true;
        }
        return false;
    }

    private static double[]? Gradient(double[] loadings, ObliquePoint point, double[][] basis, double[] u)
    {
        int m = point.M;
        if (ObliquePoint.At(loadings, m, Moved(point.Turn, basis, u, m)) is not { } reached) return null;
        var projected = Projected(reached);
        var gradient = new double[u.Length];
        for (int c = 0; c < m; c++)
        {
            double length = 1;
            for (int b = 0; b < m - 1; b++) length += u[c * (m - 1) + b] * u[c * (m - 1) + b];
            for (int b = 0; b < m - 1; b++)
                for (int i = 0; i < m; i++) gradient[c * (m - 1) + b] += basis[c * (m - 1) + b][i] * projected[i * m + c] / Math.Sqrt(length);
        }
        return gradient;
    }

    // The gradient without its part along the columns of T, which have unit length.
    private static double[] Projected(ObliquePoint point)
    {
        int m = point.M;
        var gradient = point.Gradient();
        for (int c = 0; c < m; c++)
        {
            double along = 0;
            for (int i = 0; i < m; i++) along += point.Turn[i * m + c] * gradient[i * m + c];
            for (int i = 0; i < m; i++) gradient[i * m + c] -= along * point.Turn[i * m + c];
        }
        return gradient;
    }

    // For each column of T, m - 1 directions across it: the unit vectors but the one it leans on most, made orthogonal.
    private static double[][] Across(double[] turn, int m)
    {
        var basis = new List<double[]>();
        for (int c = 0; c < m; c++)
        {
            double[] column = [.. Enumerable.Range(0, m).Select(i => turn[i * m + c])];
            int lean = Enumerable.Range(0, m).MaxBy(i => Math.Abs(column[i]));
            List<double[]> found = [column];
            foreach (int axis in Enumerable.Range(0, m).Where(i => i != lean)) found.Add(Orthogonal(found, axis, m));
            basis.AddRange(found.Skip(1));
        }
        return [.. basis];
    }

    private static double[] Orthogonal(List<double[]> to, int axis, int m)
    {
        var vector = new double[m];
        vector[axis] = 1;
        foreach (var other in to)
        {
            double along = vector.Zip(other, (a, b) => a * b).Sum();
            for (int i = 0; i < m; i++) vector[i] -= along * other[i];
        }
        double length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }

    private static double[] Moved(double[] turn, double[][] basis, double[] u, int m)
    {
        var step = new double[m * m];
        for (int at = 0; at < u.Length; at++)
            for (int i = 0; i < m; i++) step[i * m + at / (m - 1)] += u[at] * basis[at][i];
        return Moved(turn, step, 1, m);
    }

    private static double[] Moved(double[] turn, double[] direction, double step, int m)
    {
        var next = new double[m * m];
        for (int c = 0; c < m; c++)
        {
            double square = 0;
            for (int i = 0; i < m; i++)
            {
                next[i * m + c] = turn[i * m + c] + step * direction[i * m + c];
                square += next[i * m + c] * next[i * m + c];
            }
            for (int i = 0; i < m; i++) next[i * m + c] /= Math.Sqrt(square);
        }
        return next;
    }
}

/// <summary>The oblimin criterion at a T: L = A (T')⁻¹, f = ¼ Σ_{a≠b} Σ_i l_ia² l_ib².</summary>
internal sealed record ObliquePoint(double[] Turn, double[] Inverse, double[] Rotated, double[] Others, double Value, int M)
{
    /// <summary>The criterion; null where T is singular.</summary>
    internal static ObliquePoint? At(double[] loadings, int m, double[] turn)
    {
        if (SmallSystem.Inverse(turn, m) is not { } inverse) return null;
        double[] rotated = new double[loadings.Length], others = new double[loadings.Length];
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
        return new ObliquePoint(turn, inverse, rotated, others, value, m);
    }

    /// <summary>G = -(L' Gq T⁻¹)' with Gq = L ∘ (the row's other squares).</summary>
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
                for (int b = 0; b < m; b++) gradient[i * m + a] -= inner[a * m + b] * Inverse[b * m + i];
        return gradient;
    }

    internal ObliqueSolution Solution(int iterations, double slope, bool converged)
    {
        var correlations = new double[M * M];
        for (int a = 0; a < M; a++)
            for (int b = 0; b < M; b++)
                for (int i = 0; i < M; i++) correlations[a * M + b] += Turn[i * M + a] * Turn[i * M + b];
        return new ObliqueSolution(Rotated, correlations, iterations, slope, converged);
    }
}
