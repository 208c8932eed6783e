namespace CoProduction.Analysis;

/// <summary>Means and covariances of the p observed variables in one group; divisor n.</summary>
internal sealed class GroupMoments
{
    internal GroupMoments(long rows, double[] mean, double[] s) => (Rows, Mean, S, P) = (rows, mean, s, mean.Length);

    internal long Rows { get; }

    internal int P { get; }

    /// <summary>p means; of the saturated model where answers are missing.</summary>
    internal double[] Mean { get; }

    /// <summary>p × p covariances; of the saturated model where answers are missing.</summary>
    internal double[] S { get; }

    /// <summary>The rows by pattern of missing answers; null where all are complete.</summary>
    internal PatternSet? Patterns { get; init; }

    /// <summary>The moment that a slot of an exogenous variable takes.</summary>
    internal double Of(PathSlot slot) => slot.Matrix == PathMatrix.Mean ? Mean[slot.Row] : S[slot.Row * P + slot.Column];

    /// <summary>The moments of some variables; those of the saturated model where answers are missing.</summary>
    internal GroupMoments Of(int[] at) => new(Rows, [.. at.Select(i => Mean[i])], RootMoments.Part(S, P, at));

    /// <summary>The saturated model of rows with missing answers.</summary>
    /// <param name="patterns">The rows.</param>
    /// <param name="group">Name of their group, for errors.</param>
    /// <exception cref="StudyException">The covariances become singular, or the steps do not end.</exception>
    internal static GroupMoments Of(PatternSet patterns, string group)
    {
        var found = PatternEm.Of(patterns);
        return found.End switch
        {
            EmEnd.Converged => new GroupMoments(patterns.Rows, found.Means, found.Covariance) { Patterns = patterns },
            EmEnd.Singular => throw new StudyException(StructuralFaults.SingularMissing(group)),
            _ => throw new StudyException(StructuralFaults.SaturatedNotConverged(group, found.Steps)),
        };
    }

    /// <summary>Sums of one set of rows, to be added to others: rows, means and centred products.</summary>
    internal static GroupMoments Merge(IReadOnlyList<RootMoments> parts)
    {
        int p = parts[0].Mean.Length;
        long rows = parts.Sum(part => part.Rows);
        double[] mean = new double[p], s = new double[p * p], gap = new double[p];
        double weight = parts.Sum(part => part.Weight);
        foreach (var part in parts) Lanes.Add(mean, part.Weight / weight, part.Mean);
        foreach (var part in parts)
        {
            for (int i = 0; i < p; i++) gap[i] = part.Mean[i] - mean[i];
            Lanes.Add(s, 1 / weight, part.Products);
            for (int i = 0; i < p; i++) Lanes.Add(s.AsSpan(i * p, p), gap[i] * part.Weight / weight, gap);
        }
        return new GroupMoments(rows, mean, s);
    }
}

/// <summary>Rows, means and centred products of a community, or of a draw's copy of it.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Mean">p means.</param>
/// <param name="Products">p × p sums of products of deviations from the means.</param>
internal sealed record RootMoments(long Rows, double[] Mean, double[] Products)
{
    /// <summary>Sum of the rows' weights, which are 1 on average over all rows.</summary>
    internal double Weight { get; init; } = Rows;

    /// <summary>The sums of some variables.</summary>
    internal RootMoments Of(int[] at) => this with { Mean = [.. at.Select(i => Mean[i])], Products = Part(Products, Mean.Length, at) };

    internal static double[] Part(double[] matrix, int p, int[] at) => [.. at.SelectMany(i => at.Select(j => matrix[i * p + j]))];

    /// <summary>The sums of a root whose columns are an intercept and then the p variables.</summary>
    /// <param name="root">The root.</param>
    /// <param name="scale">What makes the weights 1 on average; 1 where there are none.</param>
    internal static RootMoments Of(CrossProduct root, double scale = 1)
    {
        int q = root.Labels.Length, p = q - 1;
        var (r, mean, products) = (root.Root, new double[p], new double[p * p]);
        for (int j = 0; j < p; j++) mean[j] = r[j + 1] / r[0];
        for (int row = 1; row < q; row++)
            for (int i = row - 1; i < p; i++) Lanes.Add(products.AsSpan(i * p, p), scale * r[row * q + i + 1], r.AsSpan().Slice(row * q + 1, p));
        return new RootMoments(root.Rows, mean, products) { Weight = scale * root.WeightSum };
    }
}
