using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Where the values of a moderator lie: mean and standard deviation from the root, percentiles from the rows.</summary>
internal sealed class ModeratorSpread
{
    /// <summary>The percentiles that Hayes (2018), section 7.4, takes for low, middle and high: those of the normal distribution's mean and 1 SD.</summary>
    private static readonly ImmutableArray<int> Percentiles = [16, 50, 84];

    private readonly ImmutableArray<(double Value, double Weight)> _values;
    private readonly double _mean;
    private readonly double _deviation;

    internal ModeratorSpread(string name, string label, CrossProduct pooled, CaseRows rows)
    {
        Name = name;
        _values = rows.Spread(label);
        var root = pooled.Select([DesignColumn.InterceptName, label]).Root;
        _mean = root[1] / root[0];
        _deviation = Math.Abs(root[3]) / root[0] * Math.Sqrt(pooled.Rows / (pooled.Rows - 1.0));
        Weighted = rows.Weighted;
    }

    internal string Name { get; }

    internal double Lowest => _values[0].Value;

    internal double Highest => _values[^1].Value;

    private bool Weighted { get; }

    /// <summary>Values to give effects at, in sets that do not mix: two values as they are, otherwise the mean and 1 SD around it, and the percentiles.</summary>
    internal ImmutableArray<ImmutableArray<ModeratorValue>> Sets() => _values.Length == 2
        ? [[.. _values.Select(pair => Of(Deparser.Number(pair.Value), pair.Value))]]
        : [[Of("mean - 1 SD", _mean - _deviation), Of("mean", _mean), Of("mean + 1 SD", _mean + _deviation)], [.. Percentiles.Select(percent => Of($"P{percent}", Percentile(percent)))]];

    /// <summary>Share of the rows (of their weights) for which a statement about the moderator's value holds.</summary>
    internal double Share(Func<double, bool> holds) => _values.Where(pair => holds(pair.Value)).Sum(pair => pair.Weight) / _values.Sum(pair => pair.Weight);

    private ModeratorValue Of(string name, double value) => new(Name, name, value);

    // R's type 7 without weights; with weights the least value whose rows carry the share.
    private double Percentile(int percent)
    {
        double total = _values.Sum(pair => pair.Weight), share = percent / 100.0;
        if (Weighted) return AtWeight(share * total);
        double place = (total - 1) * share, low = Math.Floor(place);
        return AtWeight(low + 1) + (place - low) * (AtWeight(Math.Min(total, low + 2)) - AtWeight(low + 1));
    }

    private double AtWeight(double wanted)
    {
        double sum = 0;
        foreach (var (value, weight) in _values)
            if ((sum += weight) >= wanted * (1 - 1e-12)) return value;
        return Highest;
    }
}
