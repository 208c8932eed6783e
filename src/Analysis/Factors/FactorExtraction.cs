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

/// <summary>Extracts common factors by Newton steps on the uniquenesses, kept between bounds by projection (Bertsekas 1982).</summary>
internal static class FactorExtraction
{
    /// <summary>Lower bound of a uniqueness, as factanal and psych set it.</summary>
    internal const double LowestUniqueness = 0.005;

    /// <summary>Largest slope at which the minimum counts as found: eigenvalues near 1 carry about 1e-15.</summary>
    internal const double Tolerance = 1e-10;

    private const int MaximumSteps = 200;
    private const int MaximumHalvings = 40;

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
        for (int step = 0; ; step++)
        {
            var gradient = criterion.Gradient(eigen, factors);
            int[] free = [.. Enumerable.Range(0, k).Where(i => !(at[i] <= low && gradient[i] > 0) && !(at[i] >= high && gradient[i] < 0))];
            double largest = free.Length == 0 ? 0 : free.Max(i => Math.Abs(gradient[i]));
            if (largest <= tolerance || step == MaximumSteps) return (at, eigen, new FactorDiary(step, largest, largest <= tolerance));
            var direction = Direction(criterion, eigen, factors, gradient, free);
            if (!TrySearch(r, k, factors, criterion, ref at, ref eigen, gradient, direction, low, high))
                return (at, eigen, new FactorDiary(step, largest, largest <= Math.Sqrt(Tolerance) * 0.01));
        }
    }

    // The Newton step over the free parameters; where the Hessian is indefinite, that of its part that never is.
    private static double[] Direction(FactorCriterion criterion, OrderedEigen eigen, int factors, double[] gradient, int[] free)
    {
        double[] slope = [.. free.Select(i => -gradient[i])];
        double[]? found = null;
        foreach (var (across, ridge) in new[] { (true, 0.0), (false, 1e-8), (false, 1e-2) })
            if ((found = SmallSystem.SolvePositive(SmallSystem.Part(criterion.Hessian(eigen, factors, across), eigen.K, free, ridge), slope)) is not null) break;
        var direction = new double[eigen.K];
        for (int i = 0; i < free.Length; i++) direction[free[i]] = (found ?? slope)[i];
        return direction;
    }

    private static bool TrySearch(
        double[] r, int k, int factors, FactorCriterion criterion, ref double[] at, ref OrderedEigen eigen, double[] gradient, double[] direction, double low, double high)
    {
        double value = criterion.Value(eigen, factors), length = 1;
        for (int halving = 0; halving < MaximumHalvings; halving++, length /= 2)
        {
            var next = new double[k];
            double promised = 0;
            for (int i = 0; i < k; i++)
            {
                next[i] = Math.Clamp(at[i] + length * direction[i], low, high);
                promised += gradient[i] * (next[i] - at[i]);
            }
            var decomposed = criterion.Decompose(r, k, next);
            double reached = criterion.Value(decomposed, factors);
            if (!(reached <= value + 1e-4 * promised + 1e-15 * (1 + Math.Abs(value)))) continue;
            (at, eigen) = (next, decomposed);
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
