namespace CoProduction.Analysis;

/// <summary>Coordinates in which sums of products are harmless: every column of the design but the intercept, and the outcome, less its mean and over its standard deviation in the whole sample.</summary>
internal sealed class StandardColumns
{
    private readonly int[] _order;

    internal StandardColumns(CrossProduct pooled, int[] order)
    {
        (_order, P) = (order, pooled.Labels.Length);
        var root = pooled.Root.AsSpan();
        (Means, Scales) = (new double[P], new double[P]);
        for (int j = 1; j < P; j++)
        {
            Means[j] = root[j] / root[0];
            double sum = 0;
            for (int i = 1; i <= j; i++) sum += root[i * P + j] * root[i * P + j];
            Scales[j] = Math.Sqrt(sum);
        }
        OutcomeVaries = Scales[^1] > Collinearity.Tolerance * Math.Abs(root[P - 1]);
    }

    /// <summary>False when the outcome is one value but for rounding.</summary>
    internal bool OutcomeVaries { get; }

    /// <summary>Columns with the intercept and the outcome.</summary>
    internal int P { get; }

    private double[] Means { get; }

    /// <summary>Root of each column's sum of squares about its mean.</summary>
    internal double[] Scales { get; }

    /// <summary>A row or a row of a root, its first entry that of the intercept, put into the coordinates, the columns in the order asked.</summary>
    internal void Put(ReadOnlySpan<double> row, double factor, Span<double> into)
    {
        into[0] = factor * row[0];
        for (int k = 1; k < P; k++)
        {
            int j = _order[k - 1];
            into[k] = factor * (row[j] - Means[j] * row[0]) / Scales[j];
        }
    }

    /// <summary>Correlations of the columns from their p × p sums of products, upper triangle: (p - 1) × (p - 1); null where the last, the outcome, does not vary.</summary>
    internal double[]? Correlations(ReadOnlySpan<double> products)
    {
        int q = P - 1;
        var centred = new double[q * q];
        for (int i = 0; i < q; i++)
            for (int j = i; j < q; j++) centred[i * q + j] = products[(i + 1) * P + j + 1] - products[i + 1] * products[j + 1] / products[0];
        double[] lengths = [.. Enumerable.Range(0, q).Select(i => Math.Sqrt(Math.Max(0, centred[i * q + i])))];
        if (!(lengths[^1] > 1e-9)) return null;
        for (int i = 0; i < q; i++)
            for (int j = i; j < q; j++) centred[i * q + j] = lengths[i] > 1e-9 && lengths[j] > 1e-9 ? (i == j ? 1 : centred[i * q + j] / (lengths[i] * lengths[j])) : 0;
        return centred;
    }
}
