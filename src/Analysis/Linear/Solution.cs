namespace CoProduction.Analysis;

/// <summary>The least-squares solution of a merged root, with what every further quantity needs.</summary>
internal sealed class Solution
{
    private readonly long _absorbed;

    /// <summary>Solves a merged root.</summary>
    /// <param name="pooled">Root of the terms and the outcome.</param>
    /// <param name="absorbed">Parameters that were taken out of the root before.</param>
    internal Solution(CrossProduct pooled, long absorbed = 0)
    {
        _absorbed = absorbed;
        Pooled = pooled;
        K = pooled.Labels.Length - 1;
        Rotated = Triangular.Column(Root, P, K, K);
        Beta = Triangular.Solve(Root, P, Rotated);
        double last = Root[K * P + K];
        ResidualSumOfSquares = last * last;
        Sigma = last / Math.Sqrt(ResidualDf);
    }

    internal CrossProduct Pooled { get; }

    /// <summary>R⁻ᵀe_j: the contrast of one coefficient in the coordinates where X'WX is the identity.</summary>
    internal double[] Whitened(int j)
    {
        var unit = new double[K];
        unit[j] = 1;
        return Triangular.SolveTransposed(Root, P, unit);
    }

    /// <summary>Number of terms, k.</summary>
    internal int K { get; }

    /// <summary>Row length of the root, k + 1.</summary>
    internal int P => K + 1;

    internal ReadOnlySpan<double> Root => Pooled.Root.AsSpan();

    /// <summary>Q'y, the first k values: the outcome in the rotated coordinates of the terms.</summary>
    internal double[] Rotated { get; }

    internal double[] Beta { get; }

    internal double ResidualSumOfSquares { get; }

    /// <summary>Residual standard error, in units of the outcome.</summary>
    internal double Sigma { get; }

    internal long ResidualDf => Pooled.Rows - K - _absorbed;

    /// <summary>True when the first term is the intercept, so that sums of squares are about the mean.</summary>
    internal bool HasIntercept => Pooled.Labels[0] == DesignColumn.InterceptName;

    /// <summary>
    /// Sum of squares of the fitted values, about their weighted mean when there is an intercept: the first rotated coordinate is that mean.
    /// </summary>
    internal double ModelSumOfSquares => Rotated.Skip(HasIntercept ? 1 : 0).Sum(value => value * value);
}
