namespace CoProduction.Analysis;

/// <summary>A number's moments and values in each group; the values as long as those of all rows are kept.</summary>
internal sealed class GroupSums(string variable, string group, ValueSums all)
{
    internal string Variable => variable;

    internal string Group => group;

    /// <summary>By the group's index.</summary>
    internal Dictionary<int, ValueSums> Of { get; } = [];

    internal void Add(double[] values, int[] codes, double[] weight)
    {
        for (int r = 0; r < values.Length; r++)
        {
            if (!(weight[r] > 0) || codes[r] < 0 || double.IsNaN(values[r])) continue;
            if (!Of.TryGetValue(codes[r], out var sums)) Of[codes[r]] = sums = new ValueSums(int.MaxValue);
            sums.Add(values[r], weight[r]);
        }
        if (all.Values is not null) return;
        foreach (var sums in Of.Values) sums.Drop();
    }
}

/// <summary>Counts of two categories together.</summary>
internal sealed class CellSums(string variable, string group)
{
    internal string Variable => variable;

    internal string Group => group;

    internal Dictionary<(int Variable, int Group), long> Counts { get; } = [];

    internal void Add(int[] left, int[] right, double[] weight)
    {
        for (int r = 0; r < left.Length; r++)
            if (weight[r] > 0 && left[r] >= 0 && right[r] >= 0) Counts[(left[r], right[r])] = Counts.GetValueOrDefault((left[r], right[r])) + 1;
    }
}

/// <summary>
/// The mean of a scale's items in each row that answers all, and the co-moments of the items. Turned answers are taken with a minus; what turning adds to each score is one number, added when the range is known.
/// </summary>
internal sealed class ScaleScoreSums
{
    private readonly int _k;
    private readonly double[] _means, _products;
    private double _weight;

    internal ScaleScoreSums(ScaleFormula scale)
    {
        (Scale, _k) = (scale, scale.Items.Length);
        (_means, _products) = (new double[_k], new double[_k * _k]);
    }

    internal ScaleFormula Scale { get; }

    /// <summary>Scores of the block read, without <see cref="Shift"/>; NaN where an item is missing.</summary>
    internal double[] Scores { get; private set; } = [];

    internal double Minimum { get; private set; } = double.PositiveInfinity;

    internal double Maximum { get; private set; } = double.NegativeInfinity;

    internal bool Turns => Scale.Reversed.Contains(true);

    /// <summary>What turning adds to each score: turned items' share of minimum + maximum.</summary>
    internal double Shift((double Minimum, double Maximum)? range) => Turns ? Scale.Reversed.Count(turned => turned) * ((range?.Minimum ?? Minimum) + (range?.Maximum ?? Maximum)) / _k : 0;

    /// <summary>Cronbach's alpha of the items; null where their sum does not vary.</summary>
    internal double? Alpha => ItemMoments.Of(_products, 1, Scale.Reversed).Alpha;

    internal void Read(Frame block, double[] weight)
    {
        double[][] items = [.. Scale.Items.Select(item => block[item].Doubles())];
        Scores = new double[block.Rows];
        var row = new double[_k];
        for (int r = 0; r < block.Rows; r++)
        {
            double sum = 0;
            for (int i = 0; i < _k; i++) sum += Scale.Reversed[i] ? -(row[i] = items[i][r]) : row[i] = items[i][r];
            Scores[r] = sum / _k;
            if (!double.IsNaN(sum) && weight[r] > 0) Add(row, weight[r]);
        }
    }

    private void Add(double[] row, double weight)
    {
        double after = _weight + weight, factor = _weight * weight / after;
        for (int i = 0; i < _k; i++)
        {
            (Minimum, Maximum) = (Math.Min(Minimum, row[i]), Math.Max(Maximum, row[i]));
            for (int j = 0; j <= i; j++) _products[i * _k + j] = _products[j * _k + i] += factor * (row[i] - _means[i]) * (row[j] - _means[j]);
        }
        for (int i = 0; i < _k; i++) _means[i] += (row[i] - _means[i]) * weight / after;
        _weight = after;
    }
}
