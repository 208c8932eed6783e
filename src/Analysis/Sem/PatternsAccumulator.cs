using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reduces rows with missing answers to moments by pattern. Memory grows with the patterns, not the rows.</summary>
public sealed class PatternsAccumulator
{
    private const int MostVariables = 128;

    private readonly ImmutableArray<string> _observed;
    private readonly int[] _needed;
    private readonly string? _groupField, _clusterField;
    private readonly HashSet<string> _clusters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Dictionary<UInt128, Tally>> _groups = new(StringComparer.Ordinal);
    private readonly double[] _row;
    private long _read, _left;

    /// <summary>An empty accumulator.</summary>
    /// <param name="spec">The model; rows that miss one of its exogenous variables are left out, as lavaan does.</param>
    /// <param name="groupField">Field of the groups; null for none.</param>
    /// <param name="clusterField">Field of the communities; null for none.</param>
    /// <exception cref="StudyException">There are more than 128 variables.</exception>
    public PatternsAccumulator(SemSpec spec, string? groupField, string? clusterField = null)
    {
        _observed = spec.Model.Observed;
        if (_observed.Length > MostVariables) throw new StudyException(StructuralFaults.ManyVariables(_observed.Length, MostVariables));
        _needed = spec.FixedX ? [.. new VariableRoles(spec.Model).Exogenous.Select(name => _observed.IndexOf(name))] : [];
        (_groupField, _clusterField, _row) = (groupField, clusterField, new double[_observed.Length]);
    }

    /// <summary>Adds rows.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    public void Add(Frame block)
    {
        double[][] columns = [.. _observed.Select(name => block[name].Doubles())];
        Column? groups = _groupField is null ? null : block[_groupField], clusters = _clusterField is null ? null : block[_clusterField];
        for (int r = 0; r < block.Rows; r++, _read++)
        {
            UInt128 present = 0;
            for (int i = 0; i < _row.Length; i++)
                if (!double.IsNaN(_row[i] = columns[i][r])) present |= UInt128.One << i;
            bool used = present != 0 && !(groups?.IsMissing(r) ?? false) && !(clusters?.IsMissing(r) ?? false) && _needed.All(i => !double.IsNaN(_row[i]));
            if (used && clusters is not null) _clusters.Add(clusters.Text(r));
            if (used) AddRow(groups?.Text(r) ?? "", present);
            else _left++;
        }
    }

    /// <summary>The statistics so far, with the saturated model of each group.</summary>
    /// <exception cref="StudyException">No row can be used, or the saturated model cannot be found.</exception>
    public SemStatistics Finish()
    {
        if (_groups.Count == 0) throw new StudyException(StructuralFaults.NothingAnswered());
        var moments = _groups.Select(group => GroupMoments.Of(new PatternSet([.. group.Value.OrderBy(pair => pair.Key).Select(pair => pair.Value.Finish())], _observed.Length), group.Key));
        return SemStatistics.Of(_observed, [.. _groups.Keys], [.. moments], (_clusterField, _clusters.Count), _read, _left);
    }

    private void AddRow(string group, UInt128 present)
    {
        if (!_groups.TryGetValue(group, out var patterns)) _groups[group] = patterns = [];
        if (!patterns.TryGetValue(present, out var tally)) patterns[present] = tally = new Tally(present, _row.Length);
        tally.Add(_row);
    }

    // Running means and products of deviations, row by row (Welford 1962).
    private sealed class Tally
    {
        private readonly int[] _missing, _present;
        private readonly double[] _mean, _gap;
        private double[] _products = [];
        private long _rows;

        internal Tally(UInt128 present, int p)
        {
            _present = [.. Enumerable.Range(0, p).Where(i => (present & (UInt128.One << i)) != 0)];
            _missing = [.. Enumerable.Range(0, p).Except(_present)];
            (_mean, _gap) = (new double[_present.Length], new double[_present.Length]);
        }

        internal void Add(double[] row)
        {
            int o = _present.Length;
            if (++_rows == 2) _products = new double[o * o];
            for (int i = 0; i < o; i++) _gap[i] = row[_present[i]] - _mean[i];
            Lanes.Add(_mean, 1.0 / _rows, _gap);
            double factor = (_rows - 1.0) / _rows;
            for (int i = 0; i < o && _rows > 1; i++) Lanes.Add(_products.AsSpan(i * o, o), factor * _gap[i], _gap);
        }

        internal GappedMoments Finish() => new(_missing, _present, _rows, _mean, _products);
    }
}
