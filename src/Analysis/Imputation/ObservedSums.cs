namespace CoProduction.Analysis;

/// <summary>Cross products of the rows in which one variable is observed, whole and by community: what its linear model needs.</summary>
internal sealed class ObservedSums
{
    private readonly double[] _deflated;
    private readonly int _columns;

    /// <param name="rows">Rows observed, n.</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="stride">Length of its rows.</param>
    /// <param name="target">Column of the variable.</param>
    /// <param name="groups">Number of communities; 0 for none.</param>
    /// <param name="width">Columns of the variable.</param>
    internal ObservedSums(int rows, int columns, int stride, int target, int groups, int width = 1)
    {
        (Rows, _columns, Stride, Target) = (rows, columns, stride, target);
        Predictors = [.. Enumerable.Range(0, columns).Where(column => column < target || column >= target + width)];
        (Gram, _deflated, Sums, Counts) = (new double[columns * stride], new double[columns * stride], new double[groups * stride], new int[groups]);
    }

    internal int Rows { get; }

    internal int Stride { get; }

    internal int Target { get; }

    /// <summary>All columns but the variable's, the ones first.</summary>
    internal int[] Predictors { get; }

    /// <summary>Cross products, lower triangle.</summary>
    internal double[] Gram { get; }

    /// <summary>Sums of the columns by community.</summary>
    internal double[] Sums { get; }

    /// <summary>Rows by community.</summary>
    internal int[] Counts { get; }

    /// <summary>Communities with a row.</summary>
    internal int Filled => Counts.Count(count => count > 0);

    /// <summary>Residual degrees of freedom.</summary>
    /// <exception cref="StudyException">None are left.</exception>
    internal double Df(int parameters) => Rows > parameters ? Rows - parameters : throw new StudyException(ImputationFaults.FewRows(Rows, parameters));

    /// <summary>G - Σ w(n) s s' over communities of n rows with sums s.</summary>
    internal double[] Deflated(Func<int, double> weight)
    {
        Gram.CopyTo(_deflated, 0);
        for (int g = 0; g < Counts.Length; g++)
            if (Counts[g] > 0) PaddedLanes.AddSquare(_deflated, -weight(Counts[g]), Sums.AsSpan(g * Stride, Stride), _columns);
        return _deflated;
    }

    /// <summary>Mean of y - x'β in each community; 0 in one without rows.</summary>
    internal double[] GroupMeans(ReadOnlySpan<double> beta)
    {
        var means = new double[Counts.Length];
        for (int g = 0; g < means.Length; g++)
            if (Counts[g] > 0) means[g] = (Sums[g * Stride + Target] - PaddedLanes.Dot(Sums.AsSpan(g * Stride, Stride), beta)) / Counts[g];
        return means;
    }

    /// <summary>Σ (y - x'β - u)².</summary>
    internal double Residual(ReadOnlySpan<double> beta, ReadOnlySpan<double> effects)
    {
        double sum = Gram[Target * Stride + Target];
        foreach (int i in Predictors)
        {
            if (beta[i] == 0) continue;
            double along = -2 * At(i, Target);
            foreach (int j in Predictors) along += At(i, j) * beta[j];
            sum += beta[i] * along;
        }
        double[] means = GroupMeans(beta);
        for (int g = 0; g < means.Length; g++) sum += Counts[g] * effects[g] * (effects[g] - 2 * means[g]);
        return sum;
    }

    /// <summary>Gives a community without rows an intercept drawn about those of the others.</summary>
    internal void Borrow(double[] effects, RandomStream random)
    {
        int filled = Filled;
        if (filled == effects.Length) return;
        double mean = Enumerable.Range(0, effects.Length).Where(g => Counts[g] > 0).Sum(g => effects[g]) / filled;
        double spread = Math.Sqrt(Enumerable.Range(0, effects.Length).Where(g => Counts[g] > 0).Sum(g => (effects[g] - mean) * (effects[g] - mean)) / Math.Max(1, filled - 1));
        for (int g = 0; g < effects.Length; g++)
            if (Counts[g] == 0) effects[g] = mean + spread * random.Normal();
    }

    private double At(int i, int j) => Gram[Math.Max(i, j) * Stride + Math.Min(i, j)];
}
