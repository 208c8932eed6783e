namespace CoProduction.Analysis;

/// <summary>
/// What the rows add to q linear statistics, summed by unit. With adjusted weights each row is first replaced by its residual from the adjustment, since the sample can no longer vary
/// in what it was adjusted to (Deville and Särndal 1992); only then are single rows kept.
/// </summary>
internal sealed class RowInfluence
{
    private readonly SurveyRows _rows;
    private readonly int _q;
    private readonly double[] _sums;
    private readonly bool[] _present;
    private readonly Dictionary<RowBlock, double[]> _single = new(ReferenceEqualityComparer.Instance);

    internal RowInfluence(SurveyRows rows, int q)
    {
        _rows = rows;
        _q = q;
        _sums = new double[rows.Units.Count * q];
        _present = new bool[rows.Units.Count];
        if (rows.Weighting is not null) foreach (var block in rows.Blocks) _single[block] = new double[block.Rows * q];
    }

    /// <summary>Applied to the q values of every unit at the end; nothing by default. Linear, so that it may come before or after adding up.</summary>
    internal Action<double[]> Finally { get; init; } = _ => { };

    /// <summary>Units and strata with rows that add something.</summary>
    internal Presence Presence => Presence.Of(_rows.Units, Enumerable.Range(0, _present.Length).Where(unit => _present[unit]));

    /// <summary>Where a row's q values are to be added; its unit counts as present.</summary>
    internal Span<double> Row(RowBlock block, int row)
    {
        _present[block.Units[row]] = true;
        return _rows.Weighting is null ? _sums.AsSpan(block.Units[row] * _q, _q) : _single[block].AsSpan(row * _q, _q);
    }

    /// <summary>q sums over all rows.</summary>
    internal double[] Sums()
    {
        double[] sums = new double[_q];
        foreach (double[] values in _rows.Weighting is null ? [_sums] : _single.Values.ToArray())
            for (int i = 0; i < values.Length; i++) sums[i % _q] += values[i];
        return sums;
    }

    /// <summary>The units that add to the variance, and units × q sums. Call it last: adjusted rows are overwritten.</summary>
    internal (int[] Units, double[] Sums) ByUnit()
    {
        if (_rows.Weighting is { } weighting)
        {
            weighting.Residualize([.. _rows.Blocks.Select(block => _single[block])], _q);
            foreach (var block in _rows.Blocks) AddUp(block, _single[block]);
            Array.Fill(_present, true);
        }
        Finally(_sums);
        int[] units = [.. Enumerable.Range(0, _present.Length).Where(unit => _present[unit])];
        if (units.Length == _present.Length) return (units, _sums);
        return (units, [.. units.SelectMany(unit => _sums[(unit * _q)..((unit + 1) * _q)])]);
    }

    private void AddUp(RowBlock block, double[] values)
    {
        for (int r = 0; r < block.Rows; r++)
            for (int j = 0, at = block.Units[r] * _q; j < _q; j++) _sums[at + j] += values[r * _q + j];
    }
}
