namespace CoProduction.Analysis;

/// <summary>
/// Degrees of freedom of contrasts of the fixed terms after Satterthwaite: df = 2 v² / (g'A g) with v the variance of the contrast, g its gradient in (θ, σ) and A the covariance of (θ, σ),
/// twice the inverse of the Hessian of the deviance in (θ, σ); Fai and Cornelius (1996), as lmerTest computes it (Kuznetsova, Brockhoff and Christensen 2017, section 2.2).
/// </summary>
internal sealed class MixedContrasts
{
    /// <summary>Directions in which the deviance is flatter than this share of its steepest are left out, as the reference does.</summary>
    private const double FlatShare = 1e-10;

    private readonly MixedEstimate _estimate;
    private readonly JacobiEigen _hessian;
    private readonly double[][] _derivatives;

    internal MixedContrasts(MixedEstimate estimate)
    {
        _estimate = estimate;
        _hessian = new JacobiEigen(HessianOf(estimate), estimate.Theta.Length + 1);
        _derivatives = [.. Derivatives(estimate)];
    }

    /// <summary>Degrees of freedom of a contrast of k weights.</summary>
    internal double Df(ReadOnlySpan<double> contrast)
    {
        double variance = Variance(contrast), floor = FlatShare * _hessian.Largest;
        var gradient = new double[_derivatives.Length];
        for (int t = 0; t < gradient.Length; t++) gradient[t] = Form(_derivatives[t], contrast);
        double spread = 2 * gradient.Zip(_hessian.Apply(value => value > floor ? 1 / value : 0, gradient), (a, b) => a * b).Sum();
        return 2 * variance * variance / spread;
    }

    /// <summary>Variance of a contrast.</summary>
    internal double Variance(ReadOnlySpan<double> contrast)
    {
        double sum = 0;
        for (int a = 0; a < contrast.Length; a++)
            for (int b = 0; b < contrast.Length; b++) sum += contrast[a] * contrast[b] * _estimate.Vcov(a, b);
        return sum;
    }

    private static double Form(double[] matrix, ReadOnlySpan<double> contrast)
    {
        double sum = 0;
        for (int a = 0; a < contrast.Length; a++)
            for (int b = 0; b < contrast.Length; b++) sum += contrast[a] * contrast[b] * matrix[a * contrast.Length + b];
        return sum;
    }

    // D(θ, σ) = ln|L|² [+ ln|R_X|²] + df ln(2πσ²) + r²/σ²: at the optimum r² = df σ². The last coordinate is σ in units of its estimate, so that the outcome's unit does not matter.
    private static double[] HessianOf(MixedEstimate estimate)
    {
        var deviance = estimate.Deviance;
        double sigma = estimate.Sigma;
        int m = estimate.Theta.Length, t = 0;
        double[] hessian = new double[(m + 1) * (m + 1)], own = ThetaSearch.Hessian(deviance, estimate.Theta, sigma * sigma);
        for (int i = 0; i < m * m; i++) hessian[i / m * (m + 1) + i % m] = own[i];
        deviance.Evaluate(estimate.Theta, new double[m]);
        for (int l = 0; l < estimate.Design.Levels.Length; l++)
            foreach (var (row, column) in estimate.Design.Levels[l].Entries)
            {
                double cross = 4 / (sigma * sigma) * deviance.Scores.TimesLambda(l, deviance.Scores.Scatter[l], row, column);
                hessian[t * (m + 1) + m] = hessian[m * (m + 1) + t++] = cross;
            }
        hessian[m * (m + 1) + m] = 4 * deviance.Df;
        return hessian;
    }

    // dVcov/dθ = σ² R^-1 (Σ h'T_Z (dΛ Λ' + Λ dΛ') T_Z'h) R^-T over the level's units; σ dVcov/dσ = 2 Vcov.
    private static IEnumerable<double[]> Derivatives(MixedEstimate estimate)
    {
        int k = estimate.K;
        for (int l = 0; l < estimate.Design.Levels.Length; l++)
        {
            var level = estimate.Deviance.Units.Levels[l];
            var products = Products(estimate, l);
            foreach (var (row, column) in estimate.Design.Levels[l].Entries)
            {
                var sum = new double[k * k];
                for (int j = column; j < level.Q; j++)
                    for (int i = 0; i < k * k; i++) sum[i] += (products[row * level.Q + j][i] + products[row * level.Q + j][i % k * k + i / k]) * level.Lambda[j * level.Q + column];
                yield return Sandwich(estimate, sum);
            }
        }
        yield return [.. Enumerable.Range(0, k * k).Select(i => 2 * estimate.Vcov(i / k, i % k))];
    }

    private static double[] Sandwich(MixedEstimate estimate, double[] middle)
    {
        int k = estimate.K;
        double[] left = new double[k * k], whole = new double[k * k];
        for (int a = 0; a < k; a++)
            for (int j = a; j < k; j++)
                for (int b = 0; b < k; b++) left[a * k + b] += estimate.InverseRoot[a * k + j] * middle[j * k + b];
        for (int a = 0; a < k; a++)
            for (int b = 0; b < k; b++)
                for (int j = b; j < k; j++) whole[a * k + b] += left[a * k + j] * estimate.InverseRoot[b * k + j] * estimate.Sigma * estimate.Sigma;
        return whole;
    }

    // For each pair of a level's columns Σ n_a n_b', k × k, with n_a = h'T_Z of the column: R^-T X'V^-1 z.
    private static double[][] Products(MixedEstimate estimate, int l)
    {
        var level = estimate.Deviance.Units.Levels[l];
        int k = estimate.K, q = level.Q;
        double[][] products = [.. Enumerable.Range(0, q * q).Select(_ => new double[k * k])];
        var solved = new double[q * k];
        for (int unit = 0; unit < level.Units; unit++)
        {
            Weighted(estimate, l, unit, solved);
            for (int pair = 0; pair < q * q; pair++)
                for (int a = 0; a < k; a++)
                    for (int b = 0; b < k; b++) products[pair][a * k + b] += solved[pair / q * k + a] * solved[pair % q * k + b];
        }
        return products;
    }

    private static void Weighted(MixedEstimate estimate, int l, int unit, double[] weighted)
    {
        var level = estimate.Deviance.Units.Levels[l];
        int k = estimate.K, outer = level.Rest - 1 - k;
        var rows = estimate.Deviance.Scores.Solve(l, unit);
        var block = level.Block(unit);
        Array.Clear(weighted);
        for (int a = 0; a < level.Q; a++)
            for (int i = 0; i < level.Q; i++)
                for (int c = 0; c < k; c++) weighted[a * k + c] += UnitScores.Own(level, block, i, a) * rows[i * level.Rest + outer + c];
    }
}
