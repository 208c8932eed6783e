namespace CoProduction.Analysis;

/// <summary>
/// Weighted least squares of cell means on the effects of two fields, m ≈ α_a + γ_b: α is eliminated, γ solved by Cholesky with one value per connected set held at zero, and the
/// whole repeated on the remainder until it stops changing, which gives back the digits that the elimination costs.
/// </summary>
internal sealed class TwoWayMeans
{
    /// <summary>Values of the smaller field that are solved exactly; beyond, the matrix of its values would not fit a second.</summary>
    internal const int MostLevels = 1000;

    /// <summary>Relative change of the remainder at which the rounds end.</summary>
    internal const double Tolerance = 1e-14;

    private const int MostRounds = 50;

    private readonly int[] _a;
    private readonly int[] _b;
    private readonly double[] _weight;
    private readonly double[] _sumA;
    private readonly bool[] _held;
    private readonly double[] _root;

    /// <summary>Prepares the elimination.</summary>
    /// <param name="a">Index of the larger field's value for each cell.</param>
    /// <param name="b">Index of the smaller field's value for each cell.</param>
    /// <param name="weight">Sum of the weights of each cell.</param>
    internal TwoWayMeans(int[] a, int[] b, double[] weight)
    {
        (_a, _b, _weight) = (a, b, weight);
        _sumA = Sums(a, weight);
        (_held, Sets) = ConnectedSets.Of(a, b);
        _root = Cholesky.Of(Eliminated(), _held.Length);
    }

    /// <summary>Sets of values that no cell connects.</summary>
    internal int Sets { get; }

    /// <summary>Most rounds that a column took.</summary>
    internal int Rounds { get; private set; }

    /// <summary>Last relative change of a column's remainder, the largest over the columns.</summary>
    internal double LastChange { get; private set; }

    /// <summary>What the effects leave of cell means.</summary>
    internal double[] Remainder(double[] means)
    {
        double scale = Length(means), change = double.PositiveInfinity;
        var left = means;
        for (int round = 1; change > Tolerance * scale; round++)
        {
            if (round > MostRounds) throw new StudyException(FixedEffectsFaults.NotConverged(MostRounds, change / scale));
            var next = Once(left);
            change = Length([.. next.Zip(left, (x, y) => x - y)]);
            left = next;
            Rounds = Math.Max(Rounds, round);
        }
        LastChange = Math.Max(LastChange, scale > 0 ? change / scale : 0);
        return left;
    }

    private double[] Once(double[] means)
    {
        var centredA = Means(means);
        var right = new double[_held.Length];
        for (int c = 0; c < means.Length; c++) right[_b[c]] += _weight[c] * (means[c] - centredA[_a[c]]);
        for (int b = 0; b < right.Length; b++) if (_held[b]) right[b] = 0;
        var gamma = Cholesky.Solve(_root, right);
        double[] left = [.. means.Select((mean, c) => mean - gamma[_b[c]])];
        var alpha = Means(left);
        return [.. left.Select((value, c) => value - alpha[_a[c]])];
    }

    private double[] Means(double[] values)
    {
        var sum = new double[_sumA.Length];
        for (int c = 0; c < values.Length; c++) sum[_a[c]] += _weight[c] * values[c];
        for (int a = 0; a < sum.Length; a++) sum[a] /= _sumA[a];
        return sum;
    }

    // S = D_b - N'D_a⁻¹N, with the row and column of a held value replaced by the identity's.
    private double[] Eliminated()
    {
        int n = _held.Length;
        var s = new double[n * n];
        foreach (var group in Enumerable.Range(0, _a.Length).GroupBy(c => _a[c]))
        {
            int[] cells = [.. group];
            foreach (int c in cells)
            {
                s[_b[c] * n + _b[c]] += _weight[c];
                foreach (int d in cells) s[_b[c] * n + _b[d]] -= _weight[c] * _weight[d] / _sumA[group.Key];
            }
        }
        for (int b = 0; b < n; b++)
            for (int d = 0; _held[b] && d < n; d++) s[b * n + d] = s[d * n + b] = b == d ? 1 : 0;
        return s;
    }

    private static double[] Sums(int[] index, double[] values)
    {
        var sums = new double[index.Max() + 1];
        for (int c = 0; c < index.Length; c++) sums[index[c]] += values[c];
        return sums;
    }

    private double Length(double[] values)
    {
        double sum = 0;
        for (int c = 0; c < values.Length; c++) sum += _weight[c] * values[c] * values[c];
        return Math.Sqrt(sum);
    }
}

/// <summary>Which values of two fields hang together by observed cells.</summary>
internal static class ConnectedSets
{
    /// <summary>For each value of the second field whether it is the one held at zero in its set, and the number of sets.</summary>
    internal static (bool[] Held, int Sets) Of(int[] a, int[] b)
    {
        int levelsA = a.Max() + 1;
        int[] parent = [.. Enumerable.Range(0, levelsA + b.Max() + 1)];
        for (int c = 0; c < a.Length; c++) parent[Root(parent, a[c])] = Root(parent, levelsA + b[c]);
        var held = new bool[b.Max() + 1];
        var seen = new HashSet<int>();
        for (int level = 0; level < held.Length; level++) held[level] = seen.Add(Root(parent, levelsA + level));
        return (held, seen.Count);
    }

    private static int Root(int[] parent, int node)
    {
        while (parent[node] != node) node = parent[node] = parent[parent[node]];
        return node;
    }
}
