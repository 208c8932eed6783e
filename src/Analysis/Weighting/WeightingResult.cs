using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Adjusted weights with their diagnostics.</summary>
public sealed record WeightingResult : IResult
{
    private const int RakingResiduals = 10;

    private readonly WeightingRows _rows;
    private readonly double[][] _stages;
    private readonly double[] _weights;

    internal WeightingResult(WeightingSpec spec, WeightingRows rows, double[][] stages, double[] weights)
    {
        Spec = spec;
        _rows = rows;
        _stages = stages;
        _weights = weights;
        Before = WeightTally.Of(rows.Weights);
        After = WeightTally.Of(weights);
    }

    /// <summary>What the weights agree with.</summary>
    public WeightingSpec Spec { get; }

    /// <summary>One weight a row, in the order of the rows.</summary>
    public ImmutableArray<double> Weights => [.. _weights];

    /// <summary>The sampling weights: number, sum, extremes, and Kish's design effect of their inequality.</summary>
    public WeightTally Before { get; }

    /// <summary>The same of the adjusted weights.</summary>
    public WeightTally After { get; }

    /// <summary>Rounds of the adjustment; 1 where it is found at once, 0 for none.</summary>
    public required int Rounds { get; init; }

    /// <summary>Largest relative change of a weight in the last round of raking.</summary>
    public required double LastChange { get; init; }

    /// <summary>Weights outside the bounds before trimming.</summary>
    public required long Trimmed { get; init; }

    /// <summary>Rounds of trimming.</summary>
    public required int TrimmingRounds { get; init; }

    /// <inheritdoc/>
    public Provenance Provenance => Provenance.Of(MethodName, _weights.Length);

    internal string MethodName => (Spec.Method switch
    {
        WeightingMethod.Raking => "raking (iterative proportional fitting)",
        WeightingMethod.PostStratification => "post-stratification",
        WeightingMethod.Calibration => "calibration, linear distance (GREG)",
        _ => "",
    }) + (Spec.Lower is null && Spec.Upper is null ? "" : Spec.Method == WeightingMethod.None ? "strict trimming" : ", strict trimming");

    /// <summary>Weighted share of each value of the margins, or weighted total of each field.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. _rows.Margins.SelectMany(Shares), .. Spec.Totals.Select((total, j) => new TidyRow(total.Field ?? "1", Total(j)))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("nobs", After.Rows), new("weight_sum", After.Sum), new("weight_min", After.Smallest), new("weight_max", After.Largest), new("max_min_ratio", After.Largest / After.Smallest),
        new("kish_deff_before", Before.DesignEffect), new("kish_deff", After.DesignEffect), new("kish_effective_n", After.EffectiveRows),
        new("trimmed", Trimmed), new("rounds", Rounds), new("last_change", LastChange),
    ];

    internal double Weight(int row) => _weights[row];

    /// <summary>Replaces the values of rows by their residuals from the adjustment, column by column, as R's <c>survey::svyrecvar</c> does.</summary>
    /// <param name="blocks">All rows in order, cut into blocks of rows × q values.</param>
    /// <param name="q">Number of columns.</param>
    internal void Residualize(IReadOnlyList<double[]> blocks, int q)
    {
        var view = new BlockedRows(blocks, q);
        if (Spec.Method == WeightingMethod.PostStratification) RemoveMeans(view, q, _rows.Margins[0], _stages[0], _rows.Weights);
        else if (Spec.Method == WeightingMethod.Calibration) RemoveRegression(view, q);
        else if (Spec.Method == WeightingMethod.Raking)
            for (int round = 0; round < RakingResiduals; round++)
                for (int m = 0; m < _stages.Length; m++) RemoveMeans(view, q, _rows.Margins[m], _stages[m], null);
    }

    // x - w · mean of x/w over the rows of the same value, weighted by the sampling weights or (raking, as R does) not at all.
    private static void RemoveMeans(BlockedRows rows, int q, MarginCodes margin, double[] weights, double[]? sampling)
    {
        double[] sums = new double[margin.Levels.Length * q], sizes = new double[margin.Levels.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            double share = sampling?[i] ?? 1;
            var row = rows[i];
            sizes[margin.Codes[i]] += share;
            for (int j = 0; j < q; j++) sums[margin.Codes[i] * q + j] += row[j] * (share / weights[i]);
        }
        for (int i = 0; i < weights.Length; i++)
        {
            var row = rows[i];
            for (int j = 0; weights[i] != 0 && j < q; j++) row[j] -= weights[i] * (sums[margin.Codes[i] * q + j] / sizes[margin.Codes[i]]);
        }
    }

    // Residual of x/(g√w) on √w X, times g√w.
    private void RemoveRegression(BlockedRows rows, int q)
    {
        int m = Spec.Totals.Length, n = _weights.Length, p = m + q;
        var root = new GrowingRoot(p, 256);
        for (int i = 0; i < n; i++)
        {
            if (_rows.Weights[i] == 0) continue;
            double half = Math.Sqrt(_rows.Weights[i]), scale = _stages[0][i] / half;
            var into = root.NextRow(1, false);
            for (int j = 0; j < m; j++) into[j] = half * _rows.Columns[i * m + j];
            for (int j = 0; j < q; j++) into[m + j] = rows[i][j] / scale;
        }
        var finished = root.Finish([.. Enumerable.Range(0, p).Select(j => j.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        double[][] slopes = [.. Enumerable.Range(0, q).Select(j => Triangular.Solve(finished.Root.AsSpan(), p, Triangular.Column(finished.Root.AsSpan(), p, m + j, m)))];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < q; j++) rows[i][j] -= _stages[0][i] * SurveyTarget.Dot(slopes[j], _rows.Columns.AsSpan(i * m, m));
    }

    private IEnumerable<TidyRow> Shares(MarginCodes margin)
    {
        double[] sums = new double[margin.Levels.Length];
        for (int i = 0; i < _weights.Length; i++) sums[margin.Codes[i]] += _weights[i];
        return margin.Levels.Select((level, at) => (level, at)).OrderBy(entry => entry.level, StringComparer.Ordinal).Select(entry => new TidyRow($"{margin.Field}={entry.level}", sums[entry.at] / After.Sum));
    }

    private double Total(int column) => _weights.Select((weight, i) => weight * _rows.Columns[i * Spec.Totals.Length + column]).Sum();
}

/// <summary>Rows of q values that lie in blocks.</summary>
internal sealed class BlockedRows
{
    private readonly IReadOnlyList<double[]> _blocks;
    private readonly int _q;
    private int _block;
    private int _first;

    internal BlockedRows(IReadOnlyList<double[]> blocks, int q) => (_blocks, _q) = (blocks, q);

    /// <summary>One row; walking on in order is cheap.</summary>
    internal Span<double> this[int row]
    {
        get
        {
            if (row < _first) (_block, _first) = (0, 0);
            while (row - _first >= _blocks[_block].Length / _q) _first += _blocks[_block++].Length / _q;
            return _blocks[_block].AsSpan((row - _first) * _q, _q);
        }
    }
}
