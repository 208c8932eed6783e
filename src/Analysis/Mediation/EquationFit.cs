using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The least-squares solution of one equation of a level.</summary>
internal sealed class EquationFit
{
    private EquationFit(PathLevel level, LevelEquation equation, CrossProduct root)
    {
        Equation = equation;
        Level = level;
        Root = root;
        int k = equation.K, p = k + 1;
        var span = root.Root.AsSpan();
        var rotated = Triangular.Column(span, p, k, k);
        Beta = Triangular.Solve(span, p, rotated);
        double last = span[k * p + k];
        bool intercept = equation.Terms[0] == DesignColumn.InterceptName;
        double explained = rotated.Skip(intercept ? 1 : 0).Sum(value => value * value);
        ResidualSumOfSquares = last * last;
        RSquared = explained + ResidualSumOfSquares > 0 ? explained / (explained + ResidualSumOfSquares) : null;
    }

    internal PathLevel Level { get; }

    internal LevelEquation Equation { get; }

    /// <summary>Root of the terms and the outcome.</summary>
    internal CrossProduct Root { get; }

    internal double[] Beta { get; }

    internal double ResidualSumOfSquares { get; }

    internal double? RSquared { get; }

    /// <summary>Rows (or communities, between them) less coefficients.</summary>
    internal long ResidualDf => Level.Pooled.Rows - Equation.K;

    /// <exception cref="StudyException">There are no more rows than terms, terms are collinear, or they explain the outcome without a residual.</exception>
    internal static EquationFit Of(PathLevel level, LevelEquation equation)
    {
        var root = level.Pooled.Select([.. equation.Terms, equation.Outcome]);
        if (root.Rows <= equation.K) throw new StudyException(MediationFaults.TooFew(level.Name, equation, root.Rows));
        Collinearity.Check(root);
        var fit = new EquationFit(level, equation, root);
        return fit.RSquared > 1 - Collinearity.Tolerance ? throw new StudyException(MediationFaults.NoResidual(equation.Outcome)) : fit;
    }
}
