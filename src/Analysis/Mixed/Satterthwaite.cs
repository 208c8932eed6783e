using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace CoProduction.Analysis;

/// <summary>
/// Degrees of freedom of contrasts of the fixed terms after Satterthwaite: df = 2 v² / (g'A g) with v the variance of the contrast, g its gradient in (θ, σ) and A the covariance of (θ, σ),
/// twice the inverse of the Hessian of the deviance in (θ, σ); Fai and Cornelius (1996), as lmerTest computes it (Kuznetsova, Brockhoff and Christensen 2017, section 2.2).
/// </summary>
internal sealed class Satterthwaite
{
    /// <summary>Directions in which the deviance is flatter than this share of its steepest are left out, as the reference does.</summary>
    private const double FlatShare = 1e-10;

    private readonly MixedEstimate _estimate;
    private readonly Matrix<double> _covariance;
    private readonly Matrix<double>[] _derivatives;

    internal Satterthwaite(MixedEstimate estimate)
    {
        _estimate = estimate;
        _covariance = Inverse(HessianOf(estimate)) * 2;
        _derivatives = [.. Derivatives(estimate)];
    }

    /// <summary>Degrees of freedom of a contrast of k weights; infinite when its variance does not depend on the parameters.</summary>
    internal double Df(ReadOnlySpan<double> contrast)
    {
        var weights = Vector<double>.Build.DenseOfArray(contrast.ToArray());
        double variance = Variance(contrast);
        var gradient = Vector<double>.Build.DenseOfEnumerable(_derivatives.Select(derivative => weights.DotProduct(derivative * weights)));
        return 2 * variance * variance / gradient.DotProduct(_covariance * gradient);
    }

    /// <summary>Variance of a contrast.</summary>
    internal double Variance(ReadOnlySpan<double> contrast)
    {
        double sum = 0;
        for (int a = 0; a < contrast.Length; a++)
            for (int b = 0; b < contrast.Length; b++) sum += contrast[a] * contrast[b] * _estimate.Vcov(a, b);
        return sum;
    }

    // D(θ, σ) = ln|L|² [+ ln|R_X|²] + df ln(2πσ²) + r²/σ²: at the optimum r² = df σ².
    private static Matrix<double> HessianOf(MixedEstimate estimate)
    {
        var deviance = estimate.Deviance;
        double sigma = estimate.Sigma;
        int m = estimate.Theta.Length, t = 0;
        var hessian = Matrix<double>.Build.Dense(m + 1, m + 1);
        if (m > 0) hessian.SetSubMatrix(0, 0, ThetaSearch.Hessian(deviance, estimate.Theta, sigma * sigma));
        deviance.Evaluate(estimate.Theta, new double[m]);
        for (int l = 0; l < estimate.Design.Levels.Length; l++)
            foreach (var (row, column) in estimate.Design.Levels[l].Entries)
                hessian[t, m] = hessian[m, t++] = 4 / (sigma * sigma * sigma) * deviance.Scores.TimesLambda(l, deviance.Scores.Scatter[l], row, column);
        hessian[m, m] = 4 * deviance.Df / (sigma * sigma);
        return hessian;
    }

    private static Matrix<double> Inverse(Matrix<double> hessian)
    {
        var split = hessian.Evd(Symmetricity.Symmetric);
        var values = split.EigenValues.Map(value => value.Real);
        double floor = FlatShare * values.AbsoluteMaximum();
        return split.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(values.Map(value => value > floor ? 1 / value : 0)) * split.EigenVectors.Transpose();
    }

    // dVcov/dθ = σ² R^-1 (Σ h'T_Z (dΛ Λ' + Λ dΛ') T_Z'h) R^-T over the level's units; dVcov/dσ = 2 Vcov / σ.
    private static IEnumerable<Matrix<double>> Derivatives(MixedEstimate estimate)
    {
        int k = estimate.K;
        var inverse = Matrix<double>.Build.Dense(k, k, (a, b) => estimate.InverseRoot[a * k + b]);
        for (int l = 0; l < estimate.Design.Levels.Length; l++)
        {
            var level = estimate.Deviance.Units.Levels[l];
            var products = Products(estimate, l);
            foreach (var (row, column) in estimate.Design.Levels[l].Entries)
            {
                var sum = Matrix<double>.Build.Dense(k, k);
                for (int j = column; j < level.Q; j++) sum += products[row, j] * level.Lambda[j * level.Q + column];
                yield return inverse * (sum + sum.Transpose()) * inverse.Transpose() * (estimate.Sigma * estimate.Sigma);
            }
        }
        yield return Matrix<double>.Build.Dense(k, k, (a, b) => 2 / estimate.Sigma * estimate.Vcov(a, b));
    }

    // For each pair of a level's columns Σ n_a n_b', k × k, with n_a = h'T_Z of the column: R^-T X'V^-1 z.
    private static Matrix<double>[,] Products(MixedEstimate estimate, int l)
    {
        var level = estimate.Deviance.Units.Levels[l];
        int k = estimate.K, outer = level.Rest - 1 - k;
        var stacked = new double[level.Q][];
        for (int a = 0; a < level.Q; a++) stacked[a] = new double[level.Units * k];
        for (int unit = 0; unit < level.Units; unit++)
        {
            var solved = estimate.Deviance.Scores.Solve(l, unit);
            var block = level.Block(unit);
            for (int a = 0; a < level.Q; a++)
                for (int i = 0; i < level.Q; i++)
                    for (int c = 0; c < k; c++) stacked[a][unit * k + c] += UnitScores.Own(level, block, i, a) * solved[i * level.Rest + outer + c];
        }
        ImmutableArray<Matrix<double>> rows = [.. stacked.Select(values => Matrix<double>.Build.Dense(k, level.Units, values))];
        var products = new Matrix<double>[level.Q, level.Q];
        for (int a = 0; a < level.Q; a++)
            for (int b = 0; b < level.Q; b++) products[a, b] = rows[a] * rows[b].Transpose();
        return products;
    }
}
