using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The joint covariance of the coefficients of several equations, row-major.</summary>
internal static class PathCovariance
{
    /// <summary>
    /// s_ij (X_i'X_i)⁻¹ X_i'X_j (X_j'X_j)⁻¹ with s_ij = e_i'e_j / √((N - k_i)(N - k_j)): least squares on each block of the diagonal, and between parallel mediators the covariance of their
    /// residuals, as in Zellner (1962), eq. 2.6. A mediator's residual is orthogonal to that of an equation that holds all its terms, so those blocks are 0.
    /// </summary>
    internal static double[] Classical(ImmutableArray<EquationFit> equations, int parameters)
    {
        var covariance = new double[parameters * parameters];
        var projections = equations.Select(Projection).ToArray();
        var residuals = equations.Select(Residual).ToArray();
        for (int i = 0; i < equations.Length; i++)
            for (int j = 0; j < equations.Length; j++)
            {
                double s = Dot(residuals[i], residuals[j]) / Math.Sqrt((double)equations[i].ResidualDf * equations[j].ResidualDf);
                Fill(covariance, parameters, equations[i].Equation.Offset, equations[j].Equation.Offset, projections[i], projections[j], s);
            }
        return covariance;
    }

    /// <summary>
    /// Cluster-robust by community over all equations together: Σ_g ψ_g ψ_g' with ψ_g the community's influence on all coefficients, each equation with the factor G/(G-1)·(N-1)/(N-k); within
    /// communities k counts their means once, between them the factor is G/(G-k).
    /// </summary>
    internal static double[] ByCommunity(ImmutableArray<EquationFit> equations, int parameters)
    {
        var covariance = new double[parameters * parameters];
        int communities = equations[0].Level.Units.Length;
        var influence = new double[parameters];
        for (int g = 0; g < communities; g++)
        {
            foreach (var fit in equations) Influence(fit, g).CopyTo(influence.AsSpan(fit.Equation.Offset));
            for (int i = 0; i < parameters; i++)
                for (int j = 0; j < parameters; j++) covariance[i * parameters + j] += influence[i] * influence[j];
        }
        return covariance;
    }

    private static double Factor(EquationFit fit)
    {
        double g = fit.Level.Units.Length, k = fit.Equation.K;
        if (fit.Level.Name == PathLevel.Between) return g / (g - k);
        double n = fit.Level.Name == PathLevel.Within ? fit.Level.Pooled.Rows + g : fit.Level.Pooled.Rows;
        return g / (g - 1) * ((n - 1) / (n - k - (fit.Level.Name == PathLevel.Within ? 1 : 0)));
    }

    // (X'X)⁻¹ X_g'u_g from the community's own root, as in Covariance.Influence of linear models.
    private static double[] Influence(EquationFit fit, int community)
    {
        int k = fit.Equation.K, p = k + 1;
        var root = fit.Level.Units[community].Select(fit.Root.Labels).Root.AsSpan();
        var rotated = Triangular.Column(root, p, k, k);
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) rotated[i] -= root[i * p + j] * fit.Beta[j];
        var score = new double[k];
        double factor = Math.Sqrt(Factor(fit));
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) score[j] += factor * root[i * p + j] * rotated[i];
        var pooled = fit.Root.Root.AsSpan();
        return Triangular.Solve(pooled, p, Triangular.SolveTransposed(pooled, p, score));
    }

    // (X'X)⁻¹X' in the rotated coordinates of the level's root: k rows of as many values as the level has columns.
    private static double[][] Projection(EquationFit fit)
    {
        int p = fit.Level.Columns, k = fit.Equation.K;
        var root = fit.Root.Root.AsSpan();
        var projection = Enumerable.Range(0, k).Select(_ => new double[p]).ToArray();
        for (int row = 0; row < p; row++)
        {
            double[] x = [.. fit.Equation.Terms.Select(term => Entry(fit.Level.Pooled, row, term))];
            var solved = Triangular.Solve(root, k + 1, Triangular.SolveTransposed(root, k + 1, x));
            for (int i = 0; i < k; i++) projection[i][row] = solved[i];
        }
        return projection;
    }

    private static double[] Residual(EquationFit fit) =>
        [.. Enumerable.Range(0, fit.Level.Columns).Select(row => Entry(fit.Level.Pooled, row, fit.Equation.Outcome) - fit.Equation.Terms.Select((term, i) => Entry(fit.Level.Pooled, row, term) * fit.Beta[i]).Sum())];

    private static double Entry(CrossProduct root, int row, string label) => root.Root[row * root.Labels.Length + root.Labels.IndexOf(label)];

    private static void Fill(double[] covariance, int parameters, int top, int left, double[][] rows, double[][] columns, double s)
    {
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < columns.Length; j++) covariance[(top + i) * parameters + left + j] = s * Dot(rows[i], columns[j]);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
