namespace CoProduction.Analysis;

/// <summary>
/// Degrees of freedom of CR2 and CR3 under the working model: of one coefficient 2 E²/Var of its variance estimate (Bell and McCaffrey 2002), of a joint test those of
/// the approximating Hotelling T² (HTZ of Pustejovsky and Tipton 2018). P_gh = p_g'p_h is never formed: sums over pairs of communities are traces of k × k matrices.
/// </summary>
internal sealed class Satterthwaite(AdjustedClusters clusters)
{
    private readonly int _y = clusters.Parts[0].Overlap.Length / clusters.K;

    /// <summary>A variance estimate that is expected below this share of the true variance is rounding.</summary>
    private const double Nothing = 1e-10;

    /// <summary>Degrees of freedom of a contrast; null when its variance estimate is zero whatever the errors.</summary>
    /// <param name="z">R⁻ᵀc, k values.</param>
    internal double? Of(double[] z)
    {
        var one = new[] { z };
        double mean = Mean(one)[0];
        return mean > Nothing * SmallMatrix.Dot(z, z) ? 2 * mean * mean / Variances(one) : null;
    }

    /// <summary>η of a joint test of q contrasts.</summary>
    /// <param name="contrasts">q contrasts R⁻ᵀc.</param>
    internal double Hotelling(double[][] contrasts)
    {
        int q = contrasts.Length;
        var root = new JacobiEigen(Mean(contrasts), q).Map(value => value > 0 ? 1 / Math.Sqrt(value) : 0);
        return q * (q + 1) / Variances([.. Enumerable.Range(0, q).Select(s => Combined(contrasts, root.AsSpan(s * q, q)))]);
    }

    private static double[] Combined(double[][] contrasts, ReadOnlySpan<double> shares)
    {
        var combined = new double[contrasts[0].Length];
        for (int t = 0; t < contrasts.Length; t++) SmallMatrix.Add(combined, shares[t], contrasts[t]);
        return combined;
    }

    /// <summary>Expected covariance of the contrasts under the working model of variance 1: q × q.</summary>
    private double[] Mean(double[][] z)
    {
        int q = z.Length;
        var mean = new double[q * q];
        foreach (var part in clusters.Parts)
            for (int s = 0; s < q; s++)
                for (int t = 0; t < q; t++) mean[s * q + t] += SmallMatrix.Bilinear(z[s], part.Lengths, z[t]) - Overlap(part, z[s], z[t]);
        return mean;
    }

    private double Overlap(AdjustedCluster part, double[] s, double[] t) => SmallMatrix.Bilinear(Y(part, s), clusters.Metric, Y(part, t));

    private double[] Y(AdjustedCluster part, double[] z) => SmallMatrix.Times(part.Overlap, z, clusters.K);

    /// <summary>Sum of the variances of all entries of the estimated covariance.</summary>
    private double Variances(double[][] z)
    {
        double sum = 0;
        for (int s = 0; s < z.Length; s++)
            for (int t = 0; t < z.Length; t++) sum += Variance(z[s], z[t]);
        return sum;
    }

    // Σ_gh of P_ss P_tt + P_st P_ts. The pairs g ≠ h are all pairs less the pairs g = h.
    private double Variance(double[] s, double[] t)
    {
        var cross = new double[_y * _y];
        double diagonal = 0;
        foreach (var part in clusters.Parts)
        {
            double[] ys = Y(part, s), yt = Y(part, t);
            for (int i = 0; i < _y; i++) SmallMatrix.Add(cross.AsSpan(i * _y, _y), ys[i], yt);
            double ss = SmallMatrix.Bilinear(ys, clusters.Metric, ys), tt = SmallMatrix.Bilinear(yt, clusters.Metric, yt), st = SmallMatrix.Bilinear(ys, clusters.Metric, yt);
            double lengthS = SmallMatrix.Bilinear(s, part.Lengths, s), lengthT = SmallMatrix.Bilinear(t, part.Lengths, t), lengthST = SmallMatrix.Bilinear(s, part.Lengths, t);
            diagonal += (lengthS - ss) * (lengthT - tt) - ss * tt + (lengthST - st) * (lengthST - st) - st * st;
        }
        var weighed = SmallMatrix.Times(clusters.Metric, cross, _y);
        return diagonal + SmallMatrix.TraceOfProduct(weighed, SmallMatrix.TimesTransposed(clusters.Metric, cross, _y), _y) + SmallMatrix.TraceOfProduct(weighed, weighed, _y);
    }
}
