using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How near the columns of a model are to a linear dependence.</summary>
/// <param name="Terms">Variance inflation of each term; empty for fewer than two terms.</param>
/// <param name="Kappa">Condition number of the columns as they are, in the 2-norm: R's <c>kappa(fit, exact = TRUE)</c>.</param>
/// <param name="ScaledKappa">Condition number of the columns scaled to equal length; Belsley, Kuh and Welsch (1980): from 30 on a dependence is strong.</param>
public sealed record Conditioning(ImmutableArray<Inflation> Terms, double Kappa, double ScaledKappa)
{
    /// <summary>The conditioning of a fit's columns, those of a weighted fit scaled by the roots of the weights.</summary>
    public static Conditioning Of(LinearFit fit)
    {
        var solution = fit.Solution;
        int k = solution.K;
        var columns = new double[k][];
        for (int c = 0; c < k; c++) columns[c] = Triangular.Column(solution.Root, solution.P, c, k);
        double[][] scaled = [.. columns.Select(column => Scaled(column))];
        return new Conditioning(Inflation.Of(fit.Roots, solution.Pooled), Condition(columns), Condition(scaled));
    }

    private static double[] Scaled(double[] column)
    {
        double length = Math.Sqrt(SmallMatrix.Dot(column, column));
        return [.. column.Select(value => value / length)];
    }

    private static double Condition(double[][] columns)
    {
        var lengths = SingularValues.Of(columns);
        return lengths.Max() / lengths.Min();
    }
}
