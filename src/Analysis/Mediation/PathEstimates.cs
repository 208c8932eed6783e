using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>All path coefficients θ of all equations of all levels, with their joint covariance.</summary>
internal sealed class PathEstimates
{
    private PathEstimates(ImmutableArray<PathLevel> levels, ImmutableArray<EquationFit> equations, Vcov vcov)
    {
        Levels = levels;
        Equations = equations;
        Vcov = vcov;
        Theta = [.. equations.SelectMany(equation => equation.Beta)];
        Covariance = vcov == Vcov.CR1 ? PathCovariance.ByCommunity(equations, Theta.Length) : PathCovariance.Classical(equations, Theta.Length);
    }

    internal ImmutableArray<PathLevel> Levels { get; }

    internal ImmutableArray<EquationFit> Equations { get; }

    internal Vcov Vcov { get; }

    internal double[] Theta { get; }

    /// <summary>Covariance of θ, row-major.</summary>
    internal double[] Covariance { get; }

    internal static PathEstimates Of(MediationSpec spec, CommunityRoots roots)
    {
        var levels = LevelSplit.Of(spec, roots);
        var vcov = spec.Vcov ?? (roots.Clustered ? Vcov.CR1 : Vcov.Classical);
        if (vcov != Vcov.CR1 && vcov != Vcov.Classical) throw new StudyException(MediationFaults.OtherVcov(vcov));
        if (vcov == Vcov.CR1 && !roots.Clustered) throw new StudyException(LinearFaults.NoClusterColumn());
        if (vcov == Vcov.CR1 && roots.Communities < 2) throw new StudyException(LinearFaults.TooFewCommunities(roots.Communities));
        if (vcov == Vcov.Classical && spec.Levels != PathLevels.Single) throw new StudyException(MediationFaults.ClassicalLevels());
        return new PathEstimates(levels, [.. levels.SelectMany(level => level.Equations.Select(equation => EquationFit.Of(level, equation)))], vcov);
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

    /// <summary>Degrees of freedom of the t statistics of an equation: N - k; with CR1 G - 1, or G - k between communities.</summary>
    internal double Df(EquationFit fit) => Vcov == Vcov.CR1 && fit.Level.Name != PathLevel.Between ? fit.Level.Units.Length - 1 : fit.ResidualDf;

    internal EquationFit Of(string level, string outcome) => Equations.First(fit => fit.Level.Name == level && fit.Equation.Outcome == outcome);
}
