namespace CoProduction.Analysis;

/// <summary>
/// HTMT: the mean correlation of items of different factors over the geometric mean of the two mean correlations within factors, of absolute correlations. Its error by the delta method: of normal covariances,
/// or of the communities' sums.
/// </summary>
internal sealed class HeterotraitRatio(int[] one, int[] other, int p, bool geometric)
{
    internal double Of(double[] s)
    {
        double across = Mean(s, one, other), first = Mean(s, one, one), second = Mean(s, other, other);
        return across / Math.Sqrt(first * second);
    }

    /// <summary>Standard error: √(2 tr(G S G S) / n) for normal answers, √(Σ_c tr(G (Z_c - n_c S))²) / n for communities, G the derivative by S.</summary>
    internal double Error(GroupMoments moments, IEnumerable<RootMoments>? communities)
    {
        double[] g = Derivative(moments.S);
        if (communities is null)
        {
            double[] half = SmallMatrix.Times(g, moments.S, p);
            return Math.Sqrt(2 * SmallMatrix.TraceOfProduct(half, half, p) / moments.Rows);
        }
        double sum = 0;
        int count = 0;
        foreach (var community in communities)
        {
            double[] gap = [.. community.Mean.Select((mean, i) => mean - moments.Mean[i])];
            double along = Lanes.Dot(g, community.Products) + community.Rows * (SmallMatrix.Bilinear(gap, g, gap) - Lanes.Dot(g, moments.S));
            sum += along * along;
            count++;
        }
        return Math.Sqrt(sum * count / Math.Max(1, count - 1.0)) / moments.Rows;
    }

    // Symmetric: half of the derivative by an entry off the diagonal stands in each half.
    private double[] Derivative(double[] s)
    {
        int[] items = [.. one, .. other];
        var g = new double[p * p];
        double[] at = [.. s];
        for (int a = 0; a < items.Length; a++)
            for (int b = 0; b <= a; b++)
            {
                int i = items[a], j = items[b];
                double slope = NumericSlope.Of(moved =>
                {
                    at[i * p + j] = at[j * p + i] = moved[0];
                    return Of(at);
                }, [s[i * p + j]])[0];
                at[i * p + j] = at[j * p + i] = s[i * p + j];
                g[i * p + j] = g[j * p + i] = i == j ? slope : slope / 2;
            }
        return g;
    }

    private double Mean(double[] s, int[] rows, int[] columns)
    {
        double sum = 0;
        int count = 0;
        foreach (int i in rows)
            foreach (int j in columns)
            {
                if (i == j) continue;
                double r = Math.Abs(s[i * p + j]) / Math.Sqrt(s[i * p + i] * s[j * p + j]);
                sum += geometric ? Math.Log(r) : r;
                count++;
            }
        return geometric ? Math.Exp(sum / count) : sum / count;
    }
}
