using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Polychoric correlations in two steps (Olsson 1979): thresholds from each item's own shares, then for each pair the correlation whose likelihood is largest, by the exact score. Empty cells stay
/// empty, as in polycor::polychor.
/// </summary>
internal static class Polychoric
{
    /// <summary>The correlation is looked for between -0.9999 and 0.9999.</summary>
    internal const double Bound = 0.9999;

    /// <summary>Thresholds of one item: -∞, the normal quantiles of its cumulated shares, ∞.</summary>
    internal static double[] Thresholds(ReadOnlySpan<double> counts)
    {
        var thresholds = new double[counts.Length + 1];
        double total = 0, below = 0;
        foreach (double count in counts) total += count;
        thresholds[0] = double.NegativeInfinity;
        for (int c = 0; c < counts.Length - 1; c++)
        {
            below += counts[c];
            thresholds[c + 1] = Normal.Quantile(below / total);
        }
        thresholds[^1] = double.PositiveInfinity;
        return thresholds;
    }

    /// <summary>The correlation of a table.</summary>
    /// <param name="table">Counts, rows by columns.</param>
    /// <param name="rows">Thresholds of the rows' item.</param>
    /// <param name="columns">Thresholds of the columns' item.</param>
    internal static double Of(double[,] table, double[] rows, double[] columns)
    {
        double low = Score(-Bound), high = Score(Bound);
        if (low <= 0) return -Bound;
        if (high >= 0) return Bound;
        return RootSearch.Of(Score, -Bound, Bound, 1e-13);

        double Score(double r) => ScoreOf(table, rows, columns, r);
    }

    // Σ n_ij (dP_ij / dr) / P_ij; the derivative of Φ₂ by r is its density.
    private static double ScoreOf(double[,] table, double[] rows, double[] columns, double r)
    {
        var (areas, heights) = (Corners(rows, columns, (h, k) => BivariateNormal.Lower(h, k, r)), Corners(rows, columns, (h, k) => BivariateNormal.Density(h, k, r)));
        double score = 0;
        for (int i = 0; i < rows.Length - 1; i++)
            for (int j = 0; j < columns.Length - 1; j++)
                if (table[i, j] > 0) score += table[i, j] * Cell(heights, i, j) / Math.Max(1e-300, Cell(areas, i, j));
        return score;
    }

    private static double[,] Corners(double[] rows, double[] columns, Func<double, double, double> value)
    {
        var corners = new double[rows.Length, columns.Length];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < columns.Length; j++) corners[i, j] = value(rows[i], columns[j]);
        return corners;
    }

    private static double Cell(double[,] corners, int i, int j) => corners[i + 1, j + 1] - corners[i, j + 1] - corners[i + 1, j] + corners[i, j];
}

/// <summary>Polychoric correlations of the items of a scale.</summary>
/// <param name="Correlations">k × k, row-major, turned items turned.</param>
/// <param name="Thresholds">Finite thresholds of each item.</param>
/// <param name="AtBound">Pairs whose correlation stands at its bound.</param>
/// <param name="WithEmptyCells">Pairs whose table has an empty cell.</param>
internal sealed record PolychoricMatrix(double[] Correlations, ImmutableArray<ImmutableArray<double>> Thresholds, ImmutableArray<(int Left, int Right)> AtBound, int WithEmptyCells)
{
    internal static PolychoricMatrix Of(ItemTables tables)
    {
        int k = tables.Scale.Items.Length, empty = 0;
        double[][] thresholds = [.. Enumerable.Range(0, k).Select(i => Polychoric.Thresholds(tables.Margin(i)))];
        var r = new double[k * k];
        var bound = ImmutableArray.CreateBuilder<(int, int)>();
        for (int i = 0; i < k; i++)
        {
            r[i * k + i] = 1;
            for (int j = 0; j < i; j++)
            {
                var table = tables.Table(i, j);
                double found = Polychoric.Of(table, thresholds[i], thresholds[j]);
                if (Math.Abs(found) >= Polychoric.Bound) bound.Add((i, j));
                if (table.Cast<double>().Any(count => count == 0)) empty++;
                r[i * k + j] = r[j * k + i] = tables.Scale.Reversed[i] == tables.Scale.Reversed[j] ? found : -found;
            }
        }
        return new PolychoricMatrix(r, [.. thresholds.Select(one => ImmutableArray.Create(one.AsSpan(1, one.Length - 2)))], bound.ToImmutable(), empty);
    }
}
