using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>All path coefficients θ of all equations of all levels, with their joint covariance.</summary>
internal sealed class PathEstimates
{
    private readonly JointEstimate _joint;

    private PathEstimates(ImmutableArray<PathLevel> levels, ImmutableArray<EquationFit> equations, Vcov? vcov, JointEstimate joint)
    {
        Levels = levels;
        Equations = equations;
        Vcov = vcov;
        _joint = joint;
    }

    internal ImmutableArray<PathLevel> Levels { get; }

    /// <summary>The least-squares fit of each equation.</summary>
    internal ImmutableArray<EquationFit> Equations { get; }

    /// <summary>Kind of the covariance; null for that of mixed models.</summary>
    internal Vcov? Vcov { get; }

    internal double[] Theta => _joint.Theta;

    /// <summary>How the mixed models were found; empty for least squares.</summary>
    internal ImmutableArray<PathSearch> Searches => _joint.Searches;

    /// <summary>Covariance of θ, row-major.</summary>
    internal double[] Covariance => _joint.Covariance;

    internal static PathEstimates Of(MediationSpec spec, CommunityRoots roots)
    {
        var levels = LevelSplit.Of(spec, roots);
        ImmutableArray<EquationFit> equations = [.. levels.SelectMany(level => level.Equations.Select(equation => EquationFit.Of(level, equation)))];
        if (spec.Estimator == PathEstimator.RandomIntercepts) return new PathEstimates(levels, equations, null, MixedPaths.Of(levels, roots, spec.Level));
        var vcov = VcovOf(spec, roots);
        return new PathEstimates(levels, equations, vcov, LeastSquares(equations, vcov));
    }

    private static JointEstimate LeastSquares(ImmutableArray<EquationFit> equations, Vcov vcov)
    {
        double[] theta = [.. equations.SelectMany(equation => equation.Beta)];
        double[] df = [.. equations.SelectMany(fit => Enumerable.Repeat((double)(vcov == Vcov.CR1 && fit.Level.Name != PathLevel.Between ? fit.Level.Units.Length - 1 : fit.ResidualDf), fit.Equation.K))];
        return new JointEstimate(theta, vcov == Vcov.CR1 ? PathCovariance.ByCommunity(equations, theta.Length) : PathCovariance.Classical(equations, theta.Length), df);
    }

    private static Vcov VcovOf(MediationSpec spec, CommunityRoots roots)
    {
        var vcov = spec.Vcov ?? (roots.Clustered ? Vcov.CR1 : Vcov.Classical);
        if (vcov != Vcov.CR1 && vcov != Vcov.Classical) throw new StudyException(MediationFaults.OtherVcov(vcov));
        if (vcov == Vcov.CR1 && !roots.Clustered) throw new StudyException(MediationFaults.NoClusterColumn());
        if (vcov == Vcov.CR1 && roots.Communities < 2) throw new StudyException(MediationFaults.OneCommunity(roots.Communities));
        return vcov == Vcov.Classical && spec.Levels != PathLevels.Single ? throw new StudyException(MediationFaults.ClassicalLevels()) : vcov;
    }

    internal double StdError(int parameter) => Math.Sqrt(Covariance[parameter * Theta.Length + parameter]);

    /// <summary>g'Vh.</summary>
    internal double Product(ReadOnlySpan<double> g, ReadOnlySpan<double> h)
    {
        double sum = 0;
        for (int i = 0; i < g.Length; i++)
            for (int j = 0; j < h.Length; j++) sum += g[i] * Covariance[i * h.Length + j] * h[j];
        return sum;
    }

    /// <summary>Degrees of freedom of a coefficient's t: N - k; with CR1 G - 1, or G - k between communities; Satterthwaite's in mixed models.</summary>
    internal double Df(int parameter) => _joint.Df[parameter];

    internal EquationFit Of(string level, string outcome) => Equations.First(fit => fit.Level.Name == level && fit.Equation.Outcome == outcome);
}
