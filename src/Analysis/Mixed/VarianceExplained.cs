namespace CoProduction.Analysis;

/// <summary>
/// Variance of the outcome by source, and the shares explained: Nakagawa and Schielzeth (2013), eq. 26 and 30; with random slopes the mean variance of the random part over the rows, Johnson (2014), eq. 10.
/// </summary>
/// <param name="Fixed">Variance of the fixed part over the rows (divisor N - 1), in squared units of the outcome.</param>
/// <param name="Random">Mean variance of the random part over the rows.</param>
/// <param name="Residual">σ².</param>
public sealed record VarianceExplained(double Fixed, double Random, double Residual)
{
    /// <summary>Share of the fixed part, 0..1.</summary>
    public double Marginal => Fixed / (Fixed + Random + Residual);

    /// <summary>Share of fixed and random part together, 0..1.</summary>
    public double Conditional => (Fixed + Random) / (Fixed + Random + Residual);

    /// <summary>Share of the random part in what the fixed part leaves: the ICC of the model itself, 0..1.</summary>
    public double Icc => Random / (Random + Residual);

    /// <summary>The variances; null without a constant, about which the fixed part would vary, and with weights, which give every row another residual variance.</summary>
    internal static VarianceExplained? Of(MixedEstimate estimate, bool weighted)
    {
        var pooled = estimate.Design.Pooled;
        if (weighted || !pooled.Labels.Contains(DesignColumn.InterceptName)) return null;
        double random = Enumerable.Range(0, estimate.Design.Levels.Length).Sum(l => RandomOf(estimate, l));
        return new VarianceExplained(FixedOf(estimate) / (pooled.Rows - 1), random, estimate.Sigma * estimate.Sigma);
    }

    // Squares about the mean of Xβ: the first row of a root that begins with the constant is the mean's.
    private static double FixedOf(MixedEstimate estimate)
    {
        var terms = estimate.Design.Terms;
        var root = estimate.Design.Pooled.Select([DesignColumn.InterceptName, .. terms.Where(term => term != DesignColumn.InterceptName)]);
        int p = root.Labels.Length;
        double sum = 0;
        for (int i = 1; i < p; i++)
        {
            double fitted = 0;
            for (int j = i; j < p; j++) fitted += root.Root[i * p + j] * estimate.Beta[terms.IndexOf(root.Labels[j])];
            sum += fitted * fitted;
        }
        return sum;
    }

    /// <summary>Mean variance over the rows of one level's random effects: tr(Σ Z'Z) / N = |R_Z Λ|² σ² / N.</summary>
    internal static double RandomOf(MixedEstimate estimate, int level)
    {
        var root = estimate.Design.Pooled.Select(estimate.Design.Levels[level].Columns);
        int q = root.Labels.Length;
        var lambda = estimate.Lambda(level);
        double sum = 0;
        for (int i = 0; i < q; i++)
            for (int c = 0; c < q; c++)
            {
                double value = 0;
                for (int j = Math.Max(i, c); j < q; j++) value += root.Root[i * q + j] * lambda[j * q + c];
                sum += value * value;
            }
        return sum * estimate.Sigma * estimate.Sigma / estimate.Design.Pooled.WeightSum;
    }
}
