using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The pooled root of a scale: an intercept, then the items. Resampled cross-products are formed in its whitened coordinates and carried back.</summary>
internal sealed class ItemSpace
{
    /// <summary>An item is a combination of others when less than this share of its spread lies outside them: answers of five points leave 0.1 or more, rounding 1e-15.</summary>
    private const double Tolerance = 1e-9;

    private readonly CrossProduct _pooled;

    internal ItemSpace(ItemStatistics statistics)
    {
        Scale = statistics.Answers.Scale;
        _pooled = statistics.Roots.Pooled();
        K = Scale.Items.Length;
        Check(statistics.Roots.RowsIncomplete);
    }

    internal ScaleFormula Scale { get; }

    internal int K { get; }

    /// <summary>Columns with the intercept.</summary>
    internal int P => K + 1;

    internal long Rows => _pooled.Rows;

    internal double WeightSum => _pooled.WeightSum;

    /// <summary>Mean and standard deviation of each item as it is, before it is turned; divisor as <see cref="Moments()"/>.</summary>
    internal ImmutableArray<(double Mean, double Deviation)> OfItems()
    {
        double[] products = Products();
        return [.. Enumerable.Range(0, K).Select(i => (_pooled.Root[i + 1] / _pooled.Root[0], Math.Sqrt(products[i * K + i] / Divisor)))];
    }

    private double Divisor => WeightSum * ((Rows - 1.0) / Rows);

    /// <summary>The moments of the rows as they are: divisor n - 1, with weights Σw (n-1)/n as survey::svyvar.</summary>
    internal ItemMoments Moments() => ItemMoments.Of(Products(), Divisor, Scale.Reversed);

    private double[] Products()
    {
        var root = _pooled.Root.AsSpan();
        var products = new double[K * K];
        for (int i = 0; i < K; i++)
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int r = 1; r <= j + 1; r++) sum += root[r * P + i + 1] * root[r * P + j + 1];
                products[i * K + j] = products[j * K + i] = sum;
            }
        return products;
    }

    /// <summary>The moments of resampled rows, up to a factor.</summary>
    /// <param name="whitened">p × p weighted sums of products in whitened coordinates, the lower triangle filled.</param>
    internal ItemMoments Moments(ReadOnlySpan<double> whitened)
    {
        var root = _pooled.Root.AsSpan();
        double[] centred = Centred(whitened), half = new double[K * K], products = new double[K * K];
        for (int i = 0; i < K; i++)
            for (int s = 0; s < K; s++)
                for (int j = s; j < K; j++) half[i * K + j] += centred[i * K + s] * root[(s + 1) * P + j + 1];
        for (int s = 0; s < K; s++)
            for (int i = s; i < K; i++)
            {
                double entry = root[(s + 1) * P + i + 1];
                for (int j = 0; j < K; j++) products[i * K + j] += entry * half[s * K + j];
            }
        return ItemMoments.Of(products, 1, Scale.Reversed);
    }

    /// <summary>The moments of resampled rows from sums that are exact, up to a factor.</summary>
    /// <param name="products">p × p sums of products of intercept and items, the lower triangle filled.</param>
    internal ItemMoments MomentsOfProducts(ReadOnlySpan<double> products) => ItemMoments.Of(Centred(products), 1, Scale.Reversed);

    private double[] Centred(ReadOnlySpan<double> products)
    {
        var centred = new double[K * K];
        for (int i = 0; i < K; i++)
            for (int j = 0; j <= i; j++)
                centred[i * K + j] = centred[j * K + i] = products[(i + 1) * P + j + 1] - products[(i + 1) * P] * products[(j + 1) * P] / products[0];
        return centred;
    }

    /// <summary>Row vectors of a matrix carried into whitened coordinates: each row times R⁻¹, in place.</summary>
    internal void Whiten(Span<double> rows)
    {
        var root = _pooled.Root.AsSpan();
        for (int start = 0; start < rows.Length; start += P)
            for (int c = 0; c < P; c++)
            {
                double rest = rows[start + c];
                for (int s = 0; s < c; s++) rest -= rows[start + s] * root[s * P + c];
                rows[start + c] = rest / root[c * P + c];
            }
    }

    private void Check(long incomplete)
    {
        if (Rows <= P) throw new StudyException(ReliabilityFaults.FewRows(Scale.Text, Rows, P + 1, incomplete));
        for (int item = 1; item <= K; item++)
        {
            double spread = 0, own = _pooled.Root[item * P + item];
            for (int r = 1; r <= item; r++) spread += _pooled.Root[r * P + item] * _pooled.Root[r * P + item];
            double length = Math.Abs(_pooled.Root[item]);
            if (Math.Sqrt(spread) <= 1e-12 * length || spread == 0) throw new StudyException(ReliabilityFaults.ConstantItem(Scale.Items[item - 1]));
            if (own <= Tolerance * Math.Sqrt(spread)) throw new StudyException(ReliabilityFaults.CombinedItem(Scale.Items[item - 1], Scale.Items[..(item - 1)]));
        }
    }
}
