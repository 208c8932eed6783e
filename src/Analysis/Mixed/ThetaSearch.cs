using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A step of the search for θ.</summary>
/// <param name="Iteration">Number of the step, from 0, the start.</param>
/// <param name="Criterion">Deviance (ML) or REML criterion there.</param>
/// <param name="Decrement">Half of g'H^-1 g: how much of the criterion a quadratic would still lose.</param>
/// <param name="Change">Length of the step, in the scaled entries of θ; 0 at the start.</param>
public sealed record MixedStep(int Iteration, double Criterion, double Decrement, double Change);

/// <summary>
/// Newton's method on the deviance, with the Hessian by central differences of the analytic gradient. The deviance depends on Λ through ΛΛ' only, so that the search needs no bound: a variance
/// of zero is an ordinary minimum of an even function. It moves in full blocks of Λ, along whose rotations the gradient is exactly zero; the triangular factor is formed afterwards. Where the Hessian is not positive its eigenvalues are taken by their size.
/// </summary>
internal sealed class ThetaSearch
{
    /// <summary>The search ends when a quadratic would lose less of the deviance than this.</summary>
    internal const double Tolerance = 1e-10;

    private const double RelativeDifference = 1e-4;
    private const double Flat = 1e-9;
    private const double DifferenceError = 1e-5;
    private const double OffTheSaddle = 0.1;
    private const double Slack = 1e-13;
    private const double LongestStep = 4;
    private const int Halvings = 40;

    private readonly ProfiledDeviance _deviance;
    private readonly double[] _theta;
    private readonly double[] _gradient;
    private readonly double[] _trial;
    private double[]? _lowest;
    private readonly ImmutableArray<MixedStep>.Builder _diary = ImmutableArray.CreateBuilder<MixedStep>();

    private ThetaSearch(ProfiledDeviance deviance, double[] start)
    {
        (_deviance, _theta) = (deviance, start);
        (_gradient, _trial) = (new double[start.Length], new double[start.Length]);
    }

    internal ImmutableArray<MixedStep> Diary => _diary.ToImmutable();

    internal bool Converged { get; private set; }

    /// <summary>Searches from a start until convergence or for so many iterations; the deviance is left evaluated at the best θ.</summary>
    internal static ThetaSearch From(ProfiledDeviance deviance, double[] start, int iterations, IProgress<long>? progress, CancellationToken stop)
    {
        var search = new ThetaSearch(deviance, start);
        double change = 0;
        for (int i = 0; i <= iterations && !search.Converged; i++)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Report(i);
            if (i == iterations) search._diary.Add(new MixedStep(i, deviance.Evaluate(search._theta, search._gradient), search.Decrement(search.Direction()), change));
            else change = search.Step(i, change);
        }
        deviance.Evaluate(search._theta, search._gradient);
        return search;
    }

    /// <summary>Second derivatives by central differences of the gradient, m × m; of the profiled deviance, or for a fixed σ².</summary>
    internal static double[] Hessian(ProfiledDeviance deviance, double[] theta, double? variance)
    {
        int m = theta.Length;
        var hessian = new double[m * m];
        double[] moved = [.. theta], high = new double[m], low = new double[m];
        for (int j = 0; j < m; j++)
        {
            double step = RelativeDifference * Math.Max(Math.Abs(theta[j]), 0.1);
            moved[j] = theta[j] + step;
            deviance.Evaluate(moved, high, variance);
            moved[j] = theta[j] - step;
            deviance.Evaluate(moved, low, variance);
            moved[j] = theta[j];
            // The mean of the two halves: differences of a gradient are symmetric up to their error only.
            for (int i = 0; i < m; i++)
            {
                hessian[i * m + j] += (high[i] - low[i]) / (4 * step);
                hessian[j * m + i] += (high[i] - low[i]) / (4 * step);
            }
        }
        return hessian;
    }

    private double Step(int iteration, double change)
    {
        double value = _deviance.Evaluate(_theta, _gradient);
        var direction = Direction();
        double decrement = Decrement(direction), length = Length(direction), factor = Math.Min(1, LongestStep / length);
        _diary.Add(new MixedStep(iteration, value, decrement, change));
        if (decrement <= Tolerance)
        {
            Converged = _lowest is null;
            Move(_lowest ?? direction, 1);
            return Length(_lowest ?? direction);
        }
        for (int halving = 0; halving < Halvings; halving++, factor /= 2)
        {
            for (int i = 0; i < _theta.Length; i++) _trial[i] = _theta[i] + factor * direction[i];
            double there = _deviance.Evaluate(_trial);
            if (there <= value - 1e-4 * factor * decrement + Slack * Math.Abs(value)) break;
        }
        Move(direction, factor);
        return factor * length;
    }

    private void Move(double[] direction, double factor)
    {
        for (int i = 0; i < _theta.Length; i++) _theta[i] += factor * direction[i];
    }

    private double[] Direction()
    {
        if (_theta.Length == 0) return [];
        int m = _theta.Length;
        var split = new JacobiEigen(Hessian(_deviance, _theta, null), m);
        double largest = split.Largest, floor = Flat * largest;
        int lowest = Array.IndexOf(split.Values, split.Values.Min());
        // At a saddle the gradient is zero too: the way down is along the eigenvector of the negative eigenvalue.
        _lowest = split.Values[lowest] < -DifferenceError * largest ? [.. Enumerable.Range(0, m).Select(i => OffTheSaddle * split.Vectors[i * m + lowest])] : null;
        return split.Apply(value => largest == 0 ? 0 : -1 / Math.Max(Math.Abs(value), floor), _gradient);
    }

    private double Decrement(double[] direction) => -0.5 * direction.Zip(_gradient, (step, slope) => step * slope).Sum();

    private static double Length(double[] step) => Math.Sqrt(step.Sum(value => value * value));
}
