namespace CoProduction.Analysis;

/// <summary>
/// The regression of one column of a standardised table on others from their cross products, and draws from its posterior under the flat prior: σ² = RSS / χ²(n - k), β ~ N(β̂, σ² (X'X)⁻¹). Rubin (1987), Multiple
/// Imputation for Nonresponse in Surveys, page 167. A predictor that earlier ones determine to nine digits is left out.
/// </summary>
internal sealed class NormalEquations
{
    private const double SmallestShare = 1e-9;

    private readonly double[] _root;

    private NormalEquations(int[] kept, double[] root, double[] beta, double rss) => (Kept, _root, Beta, Rss) = (kept, root, beta, rss);

    /// <summary>The k predictors that are kept.</summary>
    internal int[] Kept { get; }

    /// <summary>Estimates by column of the table; 0 at others. Its length is the table's row.</summary>
    internal double[] Beta { get; }

    /// <summary>Sum of the squared residuals.</summary>
    internal double Rss { get; }

    /// <summary>Solves for one target.</summary>
    /// <param name="gram">Cross products, lower triangle, rows of <paramref name="stride"/>.</param>
    /// <param name="stride">Length of a row.</param>
    /// <param name="predictors">Columns to regress on, ascending.</param>
    /// <param name="target">Column to explain.</param>
    /// <param name="whole">Cross products before anything was taken from them: what is left of a predictor is compared with its whole.</param>
    internal static NormalEquations Of(ReadOnlySpan<double> gram, int stride, ReadOnlySpan<int> predictors, int target, ReadOnlySpan<double> whole)
    {
        var root = new double[predictors.Length * predictors.Length];
        var kept = new int[predictors.Length];
        var solved = new double[predictors.Length];
        int k = 0;
        foreach (int column in predictors)
        {
            var row = root.AsSpan(k * predictors.Length, k + 1);
            for (int j = 0; j < k; j++) row[j] = (gram[column * stride + kept[j]] - SmallMatrix.Dot(row[..j], root.AsSpan(j * predictors.Length, j))) / root[j * predictors.Length + j];
            double pivot = gram[column * stride + column] - SmallMatrix.Dot(row[..k], row[..k]);
            if (!(pivot > SmallestShare * whole[column * stride + column])) continue;
            row[k] = Math.Sqrt(pivot);
            solved[k] = (gram[Math.Max(column, target) * stride + Math.Min(column, target)] - SmallMatrix.Dot(row[..k], solved.AsSpan(0, k))) / row[k];
            kept[k++] = column;
        }
        return Finished(gram[target * stride + target], kept[..k], Compact(root, predictors.Length, k), solved.AsSpan(0, k), stride);
    }

    /// <summary>β̂ + σ L'⁻¹ z: a draw, by column of the table.</summary>
    /// <param name="sigma">The drawn residual standard deviation.</param>
    /// <param name="normals">k standard normal numbers.</param>
    internal double[] Draw(double sigma, ReadOnlySpan<double> normals)
    {
        double[] drawn = [.. Beta], moved = Back(_root, normals);
        for (int j = 0; j < Kept.Length; j++) drawn[Kept[j]] += sigma * moved[j];
        return drawn;
    }

    internal double[] Draw(double sigma, RandomStream random) => Draw(sigma, [.. Kept.Select(_ => random.Normal())]);

    /// <summary>x with L'x = b, L k × k lower.</summary>
    internal static double[] Back(ReadOnlySpan<double> root, ReadOnlySpan<double> b)
    {
        int k = b.Length;
        double[] x = b.ToArray();
        for (int i = k - 1; i >= 0; i--)
        {
            x[i] /= root[i * k + i];
            for (int j = 0; j < i; j++) x[j] -= root[i * k + j] * x[i];
        }
        return x;
    }

    private static NormalEquations Finished(double whole, int[] kept, double[] root, ReadOnlySpan<double> solved, int stride)
    {
        var beta = new double[stride];
        double[] estimates = Back(root, solved);
        for (int j = 0; j < kept.Length; j++) beta[kept[j]] = estimates[j];
        return new NormalEquations(kept, root, beta, Math.Max(0, whole - SmallMatrix.Dot(solved, solved)));
    }

    private static double[] Compact(double[] root, int width, int k)
    {
        var compact = new double[k * k];
        for (int i = 0; i < k; i++) root.AsSpan(i * width, k).CopyTo(compact.AsSpan(i * k));
        return compact;
    }
}
