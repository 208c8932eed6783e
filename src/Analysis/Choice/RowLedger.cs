namespace CoProduction.Analysis;

/// <summary>Pattern, unit and weight of each row, so that scores by unit need no second pass: kept as long as there is room.</summary>
internal sealed class RowLedger(bool weighted, long bytes)
{
    private int[] _patterns = new int[1024];
    private int[] _units = new int[1024];
    private double[] _weights = weighted ? new double[1024] : [];

    internal int Count { get; private set; }

    /// <summary>The units of the sample and the place of each among them.</summary>
    internal (SampleUnits Units, int[] Place)? Sample { get; set; }

    /// <summary>Adds a row; false when there is no room for it.</summary>
    internal bool Add(int pattern, int unit, double weight)
    {
        if (Count == _patterns.Length && !Grow()) return false;
        (_patterns[Count], _units[Count]) = (pattern, unit);
        if (weighted) _weights[Count] = weight;
        Count++;
        return true;
    }

    internal (int Pattern, int Unit, double Weight) this[int row] => (_patterns[row], _units[row], weighted ? _weights[row] : 1);

    private bool Grow()
    {
        if (2L * Count * (weighted ? 16 : 8) > bytes) return false;
        Array.Resize(ref _patterns, 2 * Count);
        Array.Resize(ref _units, 2 * Count);
        if (weighted) Array.Resize(ref _weights, 2 * Count);
        return true;
    }
}
