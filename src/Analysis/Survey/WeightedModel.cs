using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A generalised linear model of rows in memory, by iteratively reweighted least squares on triangular roots (McCullagh and Nelder 1989, section 2.5).</summary>
/// <param name="Beta">k coefficients.</param>
/// <param name="Root">Root of the working design and response, (k+1) × (k+1): R'R = X'WX.</param>
/// <param name="Deviance">Weighted deviance, weights of mean 1.</param>
/// <param name="Iterations">Steps made.</param>
/// <param name="LastChange">Length of the last step, in standard errors of a model without a design.</param>
/// <param name="Extreme">Rows whose fitted probability is within 1e-6 of 0 or 1.</param>
internal sealed record WeightedModel(double[] Beta, CrossProduct Root, double Deviance, int Iterations, double LastChange, long Extreme)
{
    /// <summary>A step this short is the last: the next would be its square.</summary>
    internal const double Tolerance = 1e-8;

    /// <summary>A model with a solution settles in about ten steps. Where the terms separate the outcomes each step moves on by about 1, and 1e-8 would be met only after 37.</summary>
    private const int MaximumSteps = 25;
    private const double ExtremeShare = 1e-6;

    private const int BlockRows = 256;

    /// <summary>Fits rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="family">Family of the outcome.</param>
    /// <param name="factors">A factor of each unit's weights; null for 1.</param>
    /// <param name="start">Coefficients to start from; null for 0.</param>
    /// <returns>The model; null when a unit factor leaves no solution or the steps do not settle.</returns>
    internal static WeightedModel? Fit(SurveyRows rows, SurveyFamily family, double[]? factors = null, double[]? start = null)
    {
        int k = rows.Plan.Terms.Length;
        double[] beta = start?.ToArray() ?? new double[k];
        double scale = Scale(rows, factors);
        for (int step = 1; step <= MaximumSteps; step++)
        {
            var (root, _, extreme) = Working(rows, family, factors, beta, scale);
            if (root.Rows <= k || !Identified(root, k)) return null;
            var rotated = Triangular.Column(root.Root.AsSpan(), k + 1, k, k);
            double length = Math.Sqrt(rotated.Sum(value => value * value));
            double[] change = Triangular.Solve(root.Root.AsSpan(), k + 1, rotated);
            for (int j = 0; j < k; j++) beta[j] += change[j];
            if (!double.IsFinite(length)) return null;
            if (family == SurveyFamily.Gaussian || length <= Tolerance) return Final(rows, family, factors, beta, scale, step, family == SurveyFamily.Gaussian ? 0 : length, extreme);
        }
        return null;
    }

    private static WeightedModel Final(SurveyRows rows, SurveyFamily family, double[]? factors, double[] beta, double scale, int step, double length, long extreme)
    {
        var (root, deviance, _) = Working(rows, family, factors, beta, scale);
        return new WeightedModel(beta, root, deviance, step, length, extreme);
    }

    /// <summary>Mean and its derivative at a linear predictor.</summary>
    internal static (double Mean, double Slope) Mean(SurveyFamily family, double predictor)
    {
        if (family == SurveyFamily.Gaussian) return (predictor, 1);
        double mean = 1 / (1 + Math.Exp(-predictor)), other = 1 / (1 + Math.Exp(predictor));
        return (mean, mean * other);
    }

    internal static double Predictor(ReadOnlySpan<double> row, double[] beta)
    {
        double sum = 0;
        for (int j = 0; j < beta.Length; j++) sum += row[j] * beta[j];
        return sum;
    }

    /// <summary>Rows that count, and the sum of their weights.</summary>
    internal static (long Rows, double Sum) Size(SurveyRows rows)
    {
        long count = 0;
        double sum = 0;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
                if (block.Answers(r)) (count, sum) = (count + 1, sum + block.Weights[r]);
        return (count, sum);
    }

    private static double Scale(SurveyRows rows, double[]? factors)
    {
        if (factors is not null) return 1;
        var (count, sum) = Size(rows);
        return count == 0 ? 1 : count / sum;
    }

    private static bool Identified(CrossProduct root, int k)
    {
        for (int j = 0; j < k; j++)
        {
            double norm = 0;
            for (int i = 0; i <= j; i++) norm += root.Root[i * (k + 1) + j] * root.Root[i * (k + 1) + j];
            if (root.Root[j * (k + 1) + j] <= Collinearity.Tolerance * Math.Sqrt(norm)) return false;
        }
        return true;
    }

    // Rows √(w v) [x, (y - μ)/v]: the response is the residual, so the solution is the step and not the coefficients.
    private static (CrossProduct Root, double Deviance, long Extreme) Working(SurveyRows rows, SurveyFamily family, double[]? factors, double[] beta, double scale)
    {
        int p = rows.Plan.Labels.Length, k = p - 1;
        var root = new GrowingRoot(p, BlockRows);
        double deviance = 0;
        long extreme = 0;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
            {
                double weight = block.Answers(r) ? block.Weights[r] * scale * (factors is null ? 1 : factors[block.Units[r]]) : 0;
                if (weight == 0) continue;
                var row = block.Values.AsSpan(r * p, p);
                var (mean, slope) = Mean(family, Predictor(row, beta));
                double root2 = Math.Sqrt(weight * Math.Max(slope, 1e-280)), residual = row[k] - mean;
                var into = root.NextRow(1, false);
                for (int j = 0; j < k; j++) into[j] = root2 * row[j];
                into[k] = Math.Sqrt(weight / Math.Max(slope, 1e-280)) * residual;
                deviance += weight * Deviance1(family, row[k], mean, residual);
                if (family == SurveyFamily.Logit && Math.Min(mean, 1 - mean) < ExtremeShare) extreme++;
            }
        return (root.Finish(rows.Plan.Labels), deviance, extreme);
    }

    private static double Deviance1(SurveyFamily family, double y, double mean, double residual) =>
        family == SurveyFamily.Gaussian ? residual * residual : -2 * Math.Log(y > 0.5 ? mean : 1 - mean);
}
