using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Common factors of a correlation matrix.</summary>
/// <param name="Loadings">k × m, row-major; the columns orthogonal, each with a sum that is not negative.</param>
/// <param name="Uniquenesses">k uniquenesses, at least <see cref="FactorExtraction.LowestUniqueness"/>.</param>
/// <param name="Diary">How the minimum was found.</param>
internal sealed record FactorSolution(double[] Loadings, double[] Uniquenesses, FactorDiary Diary)
{
    /// <summary>Variables, k.</summary>
    internal int Variables => Uniquenesses.Length;

    /// <summary>Factors, m.</summary>
    internal int Factors => Loadings.Length / Uniquenesses.Length;

    /// <summary>Variables whose uniqueness stands at its lower bound: Heywood cases.</summary>
    internal ImmutableArray<int> Heywood => [.. Enumerable.Range(0, Variables).Where(i => Uniquenesses[i] <= FactorExtraction.LowestUniqueness * (1 + 1e-9))];

    /// <summary>Communality of a variable as the loadings give it.</summary>
    internal double Communality(int variable) => Loadings.AsSpan(variable * Factors, Factors).ToArray().Sum(loading => loading * loading);
}

/// <summary>The diary of an extraction.</summary>
/// <param name="Iterations">Newton steps.</param>
/// <param name="LargestSlope">Largest slope of the criterion at the end, over the parameters that are not at a bound.</param>
/// <param name="Converged">True when it is below the tolerance.</param>
internal readonly record struct FactorDiary(int Iterations, double LargestSlope, bool Converged);

/// <summary>Extracts common factors by Newton steps on the uniquenesses, with a ridge where they overshoot (Levenberg 1944), kept between bounds by projection (Bertsekas 1982).</summary>
internal static class FactorExtraction
{
    /// <summary>Lower bound of a uniqueness, as factanal and psych set it.</summary>
    internal const double LowestUniqueness = 0.005;

    /// <summary>Largest slope at which the minimum counts as found: eigenvalues near 1 carry about 1e-15.</summary>
    internal const double Tolerance = 1e-10;

    private const int MaximumSteps = 500;
    private const double SmallestRidge = 1e-6, LargestRidge = 1e9;

    /// <summary>Slope that rounding may leave where steps lower it no more.</summary>
    private const double RoundingSlope = 1e-7;

    /// <summary>Loadings of m factors.</summary>
    /// <param name="r">k × k correlations, row-major.</param>
    /// <param name="factors">m, below k.</param>
    /// <param name="criterion">What to minimise.</param>
    /// <param name="tolerance">Largest slope at which to stop.</param>
    /// <param name="start">k uniquenesses to start from; null for one minus the squared multiple correlations.</param>
    internal static FactorSolution Of(double[] r, int factors, FactorCriterion criterion, double tolerance = Tolerance, double[]? start = null)
    {
        int k = (int)Math.Sqrt(r.Length);
        start ??= [.. SquaredMultipleCorrelations.Of(r, k).Select(share => 1 - share)];
        double low = criterion.Parameter(LowestUniqueness), high = criterion.Parameter(1);
        double[] at = [.. start.Select(uniqueness => criterion.Parameter(Math.Clamp(uniqueness, LowestUniqueness, 1)))];
        var (parameters, eigen, diary) = Minimum(r, k, factors, criterion, at, low, high, tolerance);
        return new FactorSolution(Loadings(criterion, eigen, parameters, factors), [.. parameters.Select(criterion.Uniqueness)], diary);
    }

    private static (double[] Parameters, OrderedEigen Eigen, FactorDiary Diary) Minimum(
        double[] r, int k, int factors, FactorCriterion criterion, double[] at, double low, double high, double tolerance)
    {
        var eigen = criterion.Decompose(r, k, at);
        double ridge = 0, before = double.PositiveInfinity;
        for (int step = 0; ; step++)
        {
            int real = criterion.Real(eigen, factors);
            var gradient = criterion.Gradient(eigen, real);
            int[] free = [.. Enumerable.Range(0, k).Where(i => !(at[i] <= low && gradient[i] > 0) && !(at[i] >= high && gradient[i] < 0))];
            double largest = free.Length == 0 ? 0 : free.Max(i => Math.Abs(gradient[i]));
            bool rounding = largest <= RoundingSlope && largest > before / 2;
            if (largest <= tolerance || rounding || step == MaximumSteps) return (at, eigen, new FactorDiary(step, largest, largest <= tolerance || rounding));
            before = largest;
            var hessian = criterion.Hessian(eigen, real);
            if (!TryStep(r, k, factors, criterion, ref at, ref eigen, gradient, hessian, free, low, high, ref ridge))
                return (at, eigen, new FactorDiary(step, largest, largest <= RoundingSlope));
        }
    }

    // A Newton step with a ridge that grows until the step gains what it promises, and shrinks again: a narrow valley would cut the length of a plain step to nothing.
    private static bool TryStep(
        double[] r, int k, int factors, FactorCriterion criterion, ref double[] at, ref OrderedEigen eigen, double[] gradient, double[] hessian, int[] free, double low, double high, ref double ridge)
    {
        double value = criterion.Value(eigen, criterion.Real(eigen, factors));
        double[] slope = [.. free.Select(i => -gradient[i])];
        for (; ridge < LargestRidge; ridge = Math.Max(10 * ridge, SmallestRidge))
        {
            if (SmallSystem.SolvePositive(SmallSystem.Part(hessian, k, free, ridge), slope) is not { } direction) continue;
            var next = (double[])at.Clone();
            double promised = 0;
            for (int i = 0; i < free.Length; i++)
            {
                next[free[i]] = Math.Clamp(at[free[i]] + direction[i], low, high);
                promised += gradient[free[i]] * (next[free[i]] - at[free[i]]);
            }
            var decomposed = criterion.Decompose(r, k, next);
            double reached = criterion.Value(decomposed, criterion.Real(decomposed, factors));
            if (promised > 0 || !(reached <= value + 1e-4 * promised + 1e-15 * (1 + Math.Abs(value)))) continue;
            (at, eigen, ridge) = (next, decomposed, ridge <= SmallestRidge ? 0 : ridge / 10);
            return true;
        }
        return false;
    }

    private static double[] Loadings(FactorCriterion criterion, OrderedEigen eigen, double[] parameters, int factors)
    {
        var loadings = new double[eigen.K * factors];
        for (int f = 0; f < factors; f++)
            for (int i = 0; i < eigen.K; i++) loadings[i * factors + f] = criterion.Loading(eigen.Values[f], eigen[i, f], parameters[i]);
        return LoadingSigns.Positive(loadings, factors);
    }
}
