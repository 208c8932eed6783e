using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>
/// Weighted mean of a score with its linearised standard error (see <see cref="DesignVariance"/>), added up block by block: the variance is that of z = w (y - mean) / Σw, summed over primary sampling
/// units, and z is linear in w and wy. A stratum with one unit is centred on the mean of all units, which is 0. Units and strata without an answer do not count.
/// </summary>
/// <param name="places">The units, or the strata where every row is a unit.</param>
/// <param name="middle">A value that scores lie about.</param>
internal sealed class DesignSums(DesignPlaces places, double middle)
{
    private readonly List<WeightedSums> _sums = [];
    private double _weight, _weighted;

    /// <param name="y">Scores of a block, NaN where missing.</param>
    /// <param name="w">Weights, NaN where missing.</param>
    /// <param name="at">Place of each row.</param>
    public void Add(double[] y, double[] w, int[] at)
    {
        CollectionsMarshal.SetCount(_sums, places.Count);
        var sums = CollectionsMarshal.AsSpan(_sums);
        for (int row = 0; row < y.Length; row++)
        {
            if (double.IsNaN(y[row]) || !(w[row] > 0)) continue;
            (_weight, _weighted) = (_weight + w[row], _weighted + w[row] * y[row]);
            sums[at[row]].Add(w[row], w[row] * (y[row] - middle));
        }
    }

    /// <summary>The mean of the rows so far.</summary>
    public DesignMean Mean()
    {
        var strata = places.InOrder.Where(place => place < _sums.Count && _sums[place].Rows > 0).GroupBy(places.StratumOf, StringComparer.Ordinal).Select(stratum => stratum.Select(place => _sums[place]).ToArray()).ToArray();
        WeightedSums[] all = [.. strata.SelectMany(stratum => stratum)];
        int rows = all.Sum(one => one.Rows), units = places.RowsAreUnits ? rows : all.Length, df = units - strata.Length;
        if (rows == 0) return new DesignMean(null, null, 0, 0, 0);
        double mean = _weighted / _weight, from = mean - middle;
        double variance = strata.Sum(stratum => places.RowsAreUnits ? stratum[0].OfRows(from) : OfUnits([.. stratum.Select(unit => unit.Total(from))])) / (_weight * _weight);
        return new DesignMean(mean, df < 1 ? null : Math.Sqrt(variance), df, rows, units);
    }

    private static double OfUnits(double[] totals)
    {
        if (totals.Length == 1) return totals[0] * totals[0];
        double mean = totals.Average();
        return totals.Length / (totals.Length - 1.0) * totals.Sum(total => (total - mean) * (total - mean));
    }
}

/// <summary>Weights w and weighted values v = wy of some rows: their number, totals, and squares and products about their means, one row after the other (Welford 1962).</summary>
internal struct WeightedSums
{
    private double _weight, _weighted, _meanW, _meanV, _ww, _wv, _vv;

    public int Rows { get; private set; }

    public void Add(double w, double v)
    {
        Rows++;
        _weight += w;
        _weighted += v;
        double fromW = w - _meanW, fromV = v - _meanV;
        _meanW += fromW / Rows;
        _meanV += fromV / Rows;
        _ww += fromW * (w - _meanW);
        _wv += fromW * (v - _meanV);
        _vv += fromV * (v - _meanV);
    }

    /// <summary>Total of w (y - mean).</summary>
    public readonly double Total(double mean) => _weighted - mean * _weight;

    /// <summary>What a stratum adds to the variance when each of its rows is a unit: n/(n - 1) Σ (z - z̄)², of one row z², z = w (y - mean).</summary>
    public readonly double OfRows(double mean) => Rows == 1 ? Total(mean) * Total(mean) : Rows / (Rows - 1.0) * Math.Max(0, _vv - 2 * mean * _wv + mean * mean * _ww);
}
