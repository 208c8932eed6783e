namespace CoProduction.Analysis;

/// <summary>
/// HTMT: the mean correlation of items of different factors over the geometric mean of the two mean correlations within factors, of absolute correlations. Its error by the delta method: of normal covariances,
/// or of the communities' sums.
/// </summary>
internal sealed class HeterotraitRatio(int[] one, int[] other, int p, bool geometric)
{
    private readonly int[] _items = [.. one, .. other];

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
            double along = Along(g, community, moments);
            sum += along * along;
            count++;
        }
        return Math.Sqrt(sum * count / Math.Max(1, count - 1.0)) / moments.Rows;
    }

    // tr(G (Z - n S)); G is 0 but for the items of the two factors.
    private double Along(double[] g, RootMoments community, GroupMoments moments)
    {
        double sum = 0;
        foreach (int i in _items)
            foreach (int j in _items)
                sum += g[i * p + j] * (community.Products[i * p + j] + community.Weight * ((community.Mean[i] - moments.Mean[i]) * (community.Mean[j] - moments.Mean[j]) - moments.S[i * p + j]));
        return sum;
    }

    // Of ln HTMT = ln(across) - ln(first) / 2 - ln(second) / 2, times HTMT. Symmetric: half of the derivative by an entry off the diagonal stands in each half.
    private double[] Derivative(double[] s)
    {
        var g = new double[p * p];
        double ratio = Of(s);
        AddDerivative(g, s, one, other, ratio);
        AddDerivative(g, s, one, one, -ratio / 2);
        AddDerivative(g, s, other, other, -ratio / 2);
        return g;
    }

    private void AddDerivative(double[] g, double[] s, int[] rows, int[] columns, double weight)
    {
        double mean = Mean(s, rows, columns), count = rows.Sum(i => columns.Count(j => j != i));
        foreach (int i in rows)
            foreach (int j in columns)
            {
                if (i == j || s[i * p + j] == 0) continue;
                // Weight times the logarithm's change for a relative change of this correlation.
                double part = weight / count * (geometric ? 1 : Correlation(s, i, j) / mean);
                g[i * p + j] += part / (2 * s[i * p + j]);
                g[j * p + i] += part / (2 * s[i * p + j]);
                g[i * p + i] -= part / (2 * s[i * p + i]);
                g[j * p + j] -= part / (2 * s[j * p + j]);
            }
    }

    private double Correlation(double[] s, int i, int j) => Math.Abs(s[i * p + j]) / Math.Sqrt(s[i * p + i] * s[j * p + j]);

    private double Mean(double[] s, int[] rows, int[] columns)
    {
        double sum = 0;
        int count = 0;
        foreach (int i in rows)
            foreach (int j in columns)
            {
                if (i == j) continue;
                double r = Correlation(s, i, j);
                sum += geometric ? Math.Log(r) : r;
                count++;
            }
        return geometric ? Math.Exp(sum / count) : sum / count;
    }
}
