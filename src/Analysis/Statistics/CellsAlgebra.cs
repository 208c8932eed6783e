using System.Collections.Immutable;

namespace CoProduction.Analysis;

public sealed partial record Cells
{
    /// <summary>Position of a key field in the cells' keys.</summary>
    /// <exception cref="StudyException">The cells have no such key; names the nearest.</exception>
    public int KeyOf(string field) => By.IndexOf(field) is >= 0 and var at ? at : throw AnalysisFaults.UnknownKey(field, By);

    /// <summary>Both tables added pattern by pattern; associative, and free of order up to the last digit of the weights.</summary>
    /// <exception cref="StudyException">Keys or sums differ.</exception>
    public Cells Merge(Cells other)
    {
        if (!By.SequenceEqual(other.By) || !SumOf.SequenceEqual(other.SumOf)) throw AnalysisFaults.UnlikeCells(By.Concat(SumOf), other.By.Concat(other.SumOf));
        return this with { Rows = Added(Rows.Concat(other.Rows), cell => cell.Key) };
    }

    /// <summary>The cells that meet all conditions.</summary>
    /// <exception cref="StudyException">A condition names a field that is not a key.</exception>
    public Cells Where(params ImmutableArray<RowFilter> conditions)
    {
        var at = conditions.Select(condition => (Key: KeyOf(condition.Field), condition)).ToArray();
        return this with { Rows = [.. Rows.Where(cell => at.All(pair => pair.condition.Has(cell.Key[pair.Key])))] };
    }

    /// <summary>The cells by fewer keys, in the order given; the other keys are added over.</summary>
    /// <exception cref="StudyException">A field is not a key.</exception>
    public Cells Collapse(params ImmutableArray<string> by)
    {
        int[] at = [.. by.Select(KeyOf)];
        return this with { By = by, Rows = Added(Rows, cell => [.. at.Select(key => cell.Key[key])]) };
    }

    /// <summary>The cells with one key's values replaced, patterns that become equal added.</summary>
    /// <exception cref="StudyException">The field is not a key.</exception>
    public Cells Recode(string field, Func<string, string> value)
    {
        int at = KeyOf(field);
        return this with { Rows = Added(Rows, cell => cell.Key.SetItem(at, value(cell.Key[at]))) };
    }

    private static ImmutableArray<Cell> Added(IEnumerable<Cell> cells, Func<Cell, ImmutableArray<string>> key)
    {
        var patterns = new SortedDictionary<ImmutableArray<string>, Cell>(KeyOrder.Ordinal);
        foreach (var cell in cells)
        {
            var pattern = key(cell);
            patterns[pattern] = patterns.TryGetValue(pattern, out var sum) ? Sum(sum, cell) : cell with { Key = pattern };
        }
        return [.. patterns.Values];
    }

    private static Cell Sum(Cell left, Cell right) => new(
        left.Key, left.Count + right.Count, left.WeightSum + right.WeightSum,
        [.. left.Sums.Zip(right.Sums, (a, b) => a + b)], [.. left.Missing.Zip(right.Missing, (a, b) => a + b)]);
}

/// <summary>Ordinal order of keys, part by part.</summary>
internal sealed class KeyOrder : IComparer<ImmutableArray<string>>, IEqualityComparer<ImmutableArray<string>>
{
    public static KeyOrder Ordinal { get; } = new();

    public int Compare(ImmutableArray<string> x, ImmutableArray<string> y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
            if (string.CompareOrdinal(x[i], y[i]) is not 0 and var order) return order;
        return x.Length.CompareTo(y.Length);
    }

    public bool Equals(ImmutableArray<string> x, ImmutableArray<string> y) => Compare(x, y) == 0;

    public int GetHashCode(ImmutableArray<string> key)
    {
        var hash = default(HashCode);
        foreach (string part in key) hash.Add(part, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
