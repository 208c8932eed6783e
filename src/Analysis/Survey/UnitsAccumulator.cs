using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Gathers the units of a sample block by block, and tells the unit of each row.</summary>
internal sealed class UnitsAccumulator
{
    /// <summary>Marks a row whose weight, stratum or unit is missing.</summary>
    internal const int None = -1;

    private readonly SampleDesign _design;
    private readonly KeyCombinations _strata;
    private readonly KeyCombinations? _clusters;
    private readonly List<double?> _fpc = [];
    private readonly List<int> _stratumOfRow = [];
    private double[] _rowsOfUnit = [];
    private WeightTally _weights;
    private long _read;
    private int[] _unit = [];
    private int[] _stratum = [];
    private double[] _weight = [];
    private bool[] _missing = [];

    internal UnitsAccumulator(SampleDesign design)
    {
        _design = design;
        _strata = new KeyCombinations(design.Strata is { } strata ? [strata] : []);
        _clusters = design.Cluster is { } cluster ? new KeyCombinations([.. design.Strata is { } outer && outer != cluster ? new[] { outer, cluster } : [cluster]]) : null;
    }

    /// <summary>Weights of the rows read last.</summary>
    internal ReadOnlySpan<double> Weights => _weight;

    /// <summary>Unit of a row of the block read last, in order of appearance; or <see cref="None"/>.</summary>
    internal int Of(int row) => _unit[row];

    /// <summary>Reads a block; the answer is the unit of each row in order of appearance, or <see cref="None"/>.</summary>
    internal ReadOnlySpan<int> Add(Frame block)
    {
        int rows = block.Rows;
        if (_unit.Length < rows) (_unit, _stratum, _weight, _missing) = (new int[rows], new int[rows], new double[rows], new bool[rows]);
        var missing = _missing.AsSpan(0, rows);
        missing.Clear();
        foreach (string field in new[] { _design.Cluster, _design.Strata }.OfType<string>()) Missingness.Mark(block[field], 0, missing);
        ReadWeights(block, missing);
        _strata.Read(block, missing, _stratum.AsSpan(0, rows));
        _clusters?.Read(block, missing, _unit.AsSpan(0, rows));
        Count(missing);
        if (_design.Fpc is { } fpc) ReadFpc(block, fpc, missing);
        _read += rows;
        return _unit.AsSpan(0, rows);
    }

    /// <summary>The units so far, and for each unit in order of appearance its place among them.</summary>
    internal (SampleUnits Units, int[] Place) Finish()
    {
        if (_weights.Rows == 0) throw new StudyException(_read == 0 ? LinearFaults.NoRows(0, 0) : SurveyFaults.NoWeight(_design.Weights));
        var strata = _strata.Keys.Select((key, index) => (Key: key.IsEmpty ? "" : key[0], Index: index)).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        int[] place = new int[strata.Length];
        for (int i = 0; i < strata.Length; i++) place[strata[i].Index] = i;
        var (units, keys, stratumOf) = _clusters is null ? Rows(place) : Clusters(place);
        int[] sizes = new int[strata.Length];
        foreach (int stratum in stratumOf) sizes[stratum]++;
        double[] populations = Populations(strata, sizes);
        ImmutableArray<SampleStratum> found = [.. strata.Select((entry, i) => new SampleStratum(entry.Key, sizes[i], populations.Length == 0 ? null : populations[i]))];
        return (new SampleUnits(_design, found, keys, stratumOf, _weights, _read, _clusters is null ? 0 : ClusterBalance.Variation(_rowsOfUnit.AsSpan(0, keys.Length))), units);
    }

    private void Count(ReadOnlySpan<bool> missing)
    {
        var weights = _weights;
        for (int r = 0; r < missing.Length; r++)
        {
            if (missing[r]) _unit[r] = None;
            else weights = weights.With(_weight[r]);
        }
        _weights = weights;
        if (_clusters is null) CountRows(missing);
        else CountByUnit(missing, _clusters.Keys.Count);
    }

    private void CountByUnit(ReadOnlySpan<bool> missing, int units)
    {
        if (_rowsOfUnit.Length < units) Array.Resize(ref _rowsOfUnit, Math.Max(units, 2 * _rowsOfUnit.Length));
        for (int r = 0; r < missing.Length; r++)
            if (!missing[r]) _rowsOfUnit[_unit[r]]++;
    }

    private void CountRows(ReadOnlySpan<bool> missing)
    {
        for (int r = 0; r < missing.Length; r++)
        {
            if (missing[r]) continue;
            _unit[r] = _stratumOfRow.Count;
            _stratumOfRow.Add(_stratum[r]);
        }
    }

    private void ReadWeights(Frame block, Span<bool> missing)
    {
        var weights = _weight.AsSpan(0, block.Rows);
        weights.Fill(1);
        if (_design.Weights is not { } field) return;
        Missingness.Mark(block[field], 0, missing);
        FieldValues.Read(block, field, missing, weights);
        for (int r = 0; r < weights.Length; r++)
        {
            if (missing[r]) continue;
            if (weights[r] < 0) throw new StudyException(LinearFaults.NegativeWeight(weights[r]));
            if (!double.IsFinite(weights[r])) throw new StudyException(LinearFaults.NotFinite(field, weights[r]));
        }
    }

    private void ReadFpc(Frame block, string field, ReadOnlySpan<bool> missing)
    {
        Span<double> values = new double[block.Rows];
        Span<bool> absent = new bool[block.Rows];
        Missingness.Mark(block[field], 0, absent);
        FieldValues.Read(block, field, missing, values);
        for (int r = 0; r < values.Length; r++)
        {
            if (missing[r]) continue;
            string stratum = _strata.Keys[_stratum[r]] is [var key] ? key : "";
            if (absent[r]) throw new StudyException(SurveyFaults.MissingFpc(field, stratum));
            if (!(values[r] > 0) || !double.IsFinite(values[r])) throw new StudyException(SurveyFaults.BadFpc(field, values[r]));
            while (_fpc.Count <= _stratum[r]) _fpc.Add(null);
            if (_fpc[_stratum[r]] is { } before && before != values[r]) throw new StudyException(SurveyFaults.VaryingFpc(field, stratum, before, values[r]));
            _fpc[_stratum[r]] = values[r];
        }
    }

    private double[] Populations((string Key, int Index)[] strata, int[] sizes)
    {
        if (_design.Fpc is not { } field) return [];
        double[] given = [.. strata.Select(entry => _fpc[entry.Index]!.Value)];
        bool shares = given.All(value => value <= 1);
        if (!shares && given.Any(value => value < 1)) throw new StudyException(SurveyFaults.MixedFpc(field));
        double[] populations = [.. given.Select((value, i) => shares ? sizes[i] / value : value)];
        for (int i = 0; i < populations.Length; i++)
            if (populations[i] < sizes[i]) throw new StudyException(SurveyFaults.SmallFpc(field, strata[i].Key, populations[i], sizes[i]));
        return populations;
    }

    private (int[] Place, ImmutableArray<string> Keys, ImmutableArray<int> StratumOf) Rows(int[] place)
    {
        int[] same = [.. Enumerable.Range(0, _stratumOfRow.Count)];
        return (same, [], [.. _stratumOfRow.Select(stratum => place[stratum])]);
    }

    private (int[] Place, ImmutableArray<string> Keys, ImmutableArray<int> StratumOf) Clusters(int[] placeOfStratum)
    {
        var index = _strata.Keys.Select((key, i) => (Key: key.IsEmpty ? "" : key[0], Place: placeOfStratum[i])).ToDictionary(entry => entry.Key, entry => entry.Place, StringComparer.Ordinal);
        var units = _clusters!.Keys.Select((key, i) => (Stratum: _design.Strata is null ? 0 : index[key[0]], Key: key[^1], Index: i))
            .OrderBy(unit => unit.Stratum).ThenBy(unit => unit.Key, StringComparer.Ordinal).ToArray();
        int[] place = new int[units.Length];
        for (int i = 0; i < units.Length; i++) place[units[i].Index] = i;
        return (place, [.. units.Select(unit => unit.Key)], [.. units.Select(unit => unit.Stratum)]);
    }
}
