using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of every pair of a scale's items over the rows that answer all of them: what polychoric correlations need. Memory grows with the answers, not with the rows.</summary>
public sealed class ItemTables
{
    /// <summary>Different answers of an item at most.</summary>
    public const int MostAnswers = 20;

    private readonly ImmutableArray<string> _items;
    private readonly string? _weights;
    private readonly Dictionary<double, int>[] _codes;
    private readonly double[][] _pairs;

    /// <summary>Empty tables.</summary>
    /// <param name="scale">The items.</param>
    /// <param name="weights">Field of the weights; null for none.</param>
    public ItemTables(ScaleFormula scale, string? weights)
    {
        (Scale, _items, _weights) = (scale, scale.Items, weights);
        _codes = [.. _items.Select(_ => new Dictionary<double, int>())];
        _pairs = [.. Enumerable.Range(0, _items.Length * (_items.Length - 1) / 2).Select(_ => new double[MostAnswers * MostAnswers])];
    }

    internal ScaleFormula Scale { get; }

    /// <summary>Adds rows; those with a missing item or weight are left out, and those of weight zero.</summary>
    /// <exception cref="StudyException">An item has more than 20 different answers.</exception>
    public void Add(Frame block)
    {
        double[][] items = [.. _items.Select(item => block[item].Doubles())];
        double[]? weights = _weights is null ? null : block.Weights(_weights);
        var row = new int[items.Length];
        for (int r = 0; r < block.Rows; r++)
        {
            double weight = weights is null ? 1 : weights[r];
            if (!(weight > 0) || items.Any(item => double.IsNaN(item[r]))) continue;
            for (int i = 0; i < row.Length; i++) row[i] = Code(i, items[i][r]);
            for (int i = 1, pair = 0; i < row.Length; i++)
                for (int j = 0; j < i; j++, pair++) _pairs[pair][row[i] * MostAnswers + row[j]] += weight;
        }
    }

    /// <summary>Counts of two items, i &gt; j, answers ascending.</summary>
    internal double[,] Table(int i, int j)
    {
        int[] rows = Order(i), columns = Order(j);
        var pair = _pairs[i * (i - 1) / 2 + j];
        var table = new double[rows.Length, columns.Length];
        for (int a = 0; a < rows.Length; a++)
            for (int b = 0; b < columns.Length; b++) table[a, b] = pair[rows[a] * MostAnswers + columns[b]];
        return table;
    }

    /// <summary>Counts of one item, answers ascending.</summary>
    internal double[] Margin(int i)
    {
        var table = i > 0 ? Table(i, 0) : Table(1, 0);
        int rows = table.GetLength(0), columns = table.GetLength(1);
        return i > 0
            ? [.. Enumerable.Range(0, rows).Select(a => Enumerable.Range(0, columns).Sum(b => table[a, b]))]
            : [.. Enumerable.Range(0, columns).Select(b => Enumerable.Range(0, rows).Sum(a => table[a, b]))];
    }

    private int[] Order(int item) => [.. _codes[item].OrderBy(entry => entry.Key).Select(entry => entry.Value)];

    private int Code(int item, double answer)
    {
        if (_codes[item].TryGetValue(answer, out int code)) return code;
        if (_codes[item].Count == MostAnswers) throw new StudyException(FactorFaults.ManyAnswers(_items[item], MostAnswers));
        return _codes[item][answer] = _codes[item].Count;
    }
}
