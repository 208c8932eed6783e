using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Reduces rows, block by block, to what descriptions and comparisons need. Memory grows with the distinct values of the variables (to <see cref="DescribeSpec.MostValues"/> each), not with the rows.
/// </summary>
public sealed class DescribeAccumulator
{
    internal const int MostLevels = 1_000;

    private readonly DescribeSpec _spec;
    private readonly ScaleScoreSums[] _scales;
    private readonly GroupSums[] _groups;
    private readonly CellSums[] _cells;
    private readonly Dictionary<string, LevelCodes> _codes = [];
    private readonly PairSums[] _pairs;
    private double[] _weight = [];

    /// <summary>An empty accumulator.</summary>
    /// <param name="spec">What to describe.</param>
    /// <param name="numeric">Tells of a field whether it holds numbers.</param>
    public DescribeAccumulator(DescribeSpec spec, Func<string, bool> numeric)
    {
        _spec = spec;
        var statement = spec.Statement;
        _scales = [.. statement.Scales.Select(scale => new ScaleScoreSums(scale))];
        Numbers = [.. statement.Variables.Where(IsNumber)];
        Categories = [.. statement.Variables.Where(name => !IsNumber(name))];
        Sums = [.. Numbers.Select(_ => new ValueSums(spec.MostValues))];
        Levels = [.. Categories.Select(_ => new Dictionary<int, (long, double)>())];
        _groups = [.. statement.Comparisons.Where(pair => IsNumber(pair.Variable)).Select(pair => new GroupSums(pair.Variable, pair.Group, Sums[Numbers.IndexOf(pair.Variable)]))];
        _cells = [.. statement.Comparisons.Where(pair => !IsNumber(pair.Variable)).Select(pair => new CellSums(pair.Variable, pair.Group))];
        foreach (string name in Categories.Concat(statement.Groups).Distinct(StringComparer.Ordinal)) _codes[name] = new LevelCodes(name, MostLevels);
        _pairs = [.. Enumerable.Range(0, Numbers.Length * (Numbers.Length - 1) / 2).Select(_ => new PairSums())];

        bool IsNumber(string name) => statement.Scales.Any(scale => scale.Name == name) || (numeric(name) && !statement.Factors.Contains(name));
    }

    internal ImmutableArray<string> Numbers { get; }

    internal ImmutableArray<string> Categories { get; }

    internal ImmutableArray<ValueSums> Sums { get; }

    internal ImmutableArray<Dictionary<int, (long Count, double Weight)>> Levels { get; }

    internal long Rows { get; private set; }

    internal long RowsWithout { get; private set; }

    /// <summary>Adds rows. A row without a weight, or of weight zero, is left out; a value that is missing is counted where it is.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind, a weight is negative, or a category has more than 1,000 levels.</exception>
    public void Add(Frame block)
    {
        _weight = block.Weights(_spec.Weights);
        foreach (double weight in _weight)
        {
            if (weight > 0) Rows++;
            else RowsWithout++;
        }
        foreach (var scale in _scales) scale.Read(block, _weight);
        foreach (var codes in _codes.Values) codes.Read(block);
        double[][] values = [.. Numbers.Select(name => _scales.FirstOrDefault(scale => scale.Scale.Name == name)?.Scores ?? block[name].Doubles())];
        for (int v = 0; v < values.Length; v++) AddNumber(v, values[v]);
        for (int c = 0; c < Categories.Length; c++) AddCategory(c, _codes[Categories[c]].Codes);
        foreach (var group in _groups) group.Add(values[Numbers.IndexOf(group.Variable)], _codes[group.Group].Codes, _weight);
        foreach (var cells in _cells) cells.Add(_codes[cells.Variable].Codes, _codes[cells.Group].Codes, _weight);
        AddPairs(values);
    }

    /// <summary>What was read.</summary>
    /// <exception cref="StudyException">A variable has no value.</exception>
    public DescribeStatistics Finish()
    {
        if (Rows == 0) throw new StudyException(LinearFaults.NoRows(RowsWithout, RowsWithout));
        for (int v = 0; v < Numbers.Length; v++)
            if (Sums[v].Moments.Count == 0) throw new StudyException(DescribeFaults.NoValues(Numbers[v], Rows));
        for (int c = 0; c < Categories.Length; c++)
            if (Levels[c].Count == 0) throw new StudyException(DescribeFaults.NoValues(Categories[c], Rows));
        return new DescribeStatistics(this, _scales, _groups, _cells, _codes, _pairs);
    }

    private void AddNumber(int variable, double[] values)
    {
        var sums = Sums[variable];
        for (int r = 0; r < values.Length; r++)
            if (_weight[r] > 0) sums.Add(values[r], _weight[r]);
    }

    private void AddCategory(int category, int[] codes)
    {
        var levels = Levels[category];
        for (int r = 0; r < codes.Length; r++)
        {
            if (!(_weight[r] > 0) || codes[r] < 0) continue;
            var (count, weight) = levels.GetValueOrDefault(codes[r]);
            levels[codes[r]] = (count + 1, weight + _weight[r]);
        }
    }

    private void AddPairs(double[][] values)
    {
        for (int r = 0; r < _weight.Length; r++)
        {
            if (!(_weight[r] > 0) || (_spec.Listwise && values.Any(one => double.IsNaN(one[r])))) continue;
            for (int i = 1, at = 0; i < values.Length; i++)
                for (int j = 0; j < i; j++, at++)
                    if (!double.IsNaN(values[i][r]) && !double.IsNaN(values[j][r])) _pairs[at].Add(values[i][r], values[j][r], _weight[r]);
        }
    }
}

/// <summary>What a description needs of the rows.</summary>
public sealed class DescribeStatistics
{
    private readonly DescribeAccumulator _read;
    private readonly Dictionary<string, LevelCodes> _codes;
    private readonly PairSums[] _pairs;

    internal DescribeStatistics(DescribeAccumulator read, ScaleScoreSums[] scales, GroupSums[] groups, CellSums[] cells, Dictionary<string, LevelCodes> codes, PairSums[] pairs)
    {
        (_read, _codes, _pairs) = (read, codes, pairs);
        (Scales, Groups, Cells) = ([.. scales], [.. groups], [.. cells]);
    }

    /// <summary>Rows with a weight above zero, n.</summary>
    public long Rows => _read.Rows;

    /// <summary>Rows without a weight, or of weight zero.</summary>
    public long RowsWithout => _read.RowsWithout;

    internal ImmutableArray<string> Numbers => _read.Numbers;

    internal ImmutableArray<string> Categories => _read.Categories;

    internal ImmutableArray<ValueSums> Sums => _read.Sums;

    internal ImmutableArray<Dictionary<int, (long Count, double Weight)>> Levels => _read.Levels;

    internal ImmutableArray<ScaleScoreSums> Scales { get; }

    internal ImmutableArray<GroupSums> Groups { get; }

    internal ImmutableArray<CellSums> Cells { get; }

    internal LevelCodes Codes(string name) => _codes[name];

    /// <summary>Co-moments of two numbers, i &gt; j.</summary>
    internal PairSums Pair(int i, int j) => _pairs[i * (i - 1) / 2 + j];
}
