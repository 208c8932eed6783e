namespace CoProduction.Analysis;

/// <summary>Where Newton's steps on a log-likelihood ended; a step that lowers it is halved.</summary>
/// <param name="Theta">P parameters.</param>
/// <param name="At">The log-likelihood at the last point whose derivatives were taken, one last step before the end where it settled.</param>
/// <param name="Step">The last step.</param>
/// <param name="Iterations">Steps made.</param>
/// <param name="LastChange">Length of the last step, in standard errors.</param>
/// <param name="Converged">True where the last step was short enough.</param>
internal sealed record Maximum(double[] Theta, LikelihoodSum At, double[] Step, int Iterations, double LastChange, bool Converged)
{
    /// <summary>
    /// A step of this many standard errors times the root of the number of rows is the last one: a billionth of the distance over which the information changes. What is left after it is about its square.
    /// </summary>
    internal const double Tolerance = 1e-9;

    /// <summary>A model with a maximum settles in about ten steps; where terms separate the outcomes each step moves on by about 1.</summary>
    internal const int MostSteps = 25;
    private const int MostHalvings = 30;

    internal static Maximum Of(ResponseCurve curve, IndexMap map, ChoiceSource source, double[] start)
    {
        double[] theta = start, step = new double[start.Length];
        var at = LikelihoodSum.Of(curve, map, source, theta);
        double length = double.PositiveInfinity, enough = Tolerance * Math.Sqrt(Math.Max(1, at.Size));
        for (int steps = 1; steps <= MostSteps; steps++)
        {
            if (StepOf(curve, map, source, theta, at) is not { } next) return new Maximum(theta, at, step, steps, length, false);
            step = next;
            length = Math.Sqrt(Math.Max(0, SmallMatrix.Dot(step, at.Slope)));
            if (length <= enough) return new Maximum(Moved(theta, step, 1), at, step, steps, length, true);
            if (Climb(curve, map, source, theta, step, at) is not { } higher) return new Maximum(theta, at, step, steps, length, false);
            (theta, at) = higher;
        }
        return new Maximum(theta, at, step, MostSteps, length, false);
    }

    // Where the surface is not concave, the expected information still points upwards.
    private static double[]? StepOf(ResponseCurve curve, IndexMap map, ChoiceSource source, double[] theta, LikelihoodSum at) =>
        Solved(at.Information, at.Slope) ?? (curve.UsesExpected ? Solved(LikelihoodSum.Of(curve, map, source, theta, expected: true).Information, at.Slope) : null);

    internal static double[]? Solved(double[] information, double[] slope)
    {
        try
        {
            double[] step = Cholesky.Solve(Cholesky.Of(information, slope.Length), slope);
            return step.All(double.IsFinite) ? step : null;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private static (double[] Theta, LikelihoodSum At)? Climb(ResponseCurve curve, IndexMap map, ChoiceSource source, double[] theta, double[] step, LikelihoodSum from)
    {
        double share = 1, slack = 1e-12 * Math.Abs(from.Value);
        for (int halving = 0; halving <= MostHalvings; halving++, share /= 2)
        {
            double[] next = Moved(theta, step, share);
            var at = LikelihoodSum.Of(curve, map, source, next);
            if (at.Value >= from.Value - slack) return (next, at);
        }
        return null;
    }

    private static double[] Moved(double[] theta, double[] step, double share) => [.. theta.Zip(step, (from, by) => from + share * by)];
}
