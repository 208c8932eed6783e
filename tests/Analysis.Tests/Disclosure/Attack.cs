using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>A reader who tries to undo the review of a one- or two-way table with totals: an own solver that shares no code with the audit.</summary>
internal static class Attack
{
    /// <summary>True when every withheld row can also have another value, one apart, in some table that agrees with all that is released.</summary>
    /// <param name="truth">The true counts by key; totals under <c>*</c>.</param>
    /// <param name="withheld">Keys that are not released.</param>
    /// <param name="least">What the reader knows of a withheld count that is not zero: at least this much.</param>
    public static bool Fails(IReadOnlyDictionary<(string, string), long> truth, IReadOnlySet<(string, string)> withheld, long least)
    {
        var inner = truth.Keys.Where(key => key.Item1 != TableRow.Total && key.Item2 != TableRow.Total).Where(withheld.Contains).ToArray();
        var open = withheld.ToHashSet();
        Search(truth, withheld, least, inner, new int[inner.Length], 0, open);
        return open.Count == 0;
    }

    /// <summary>True when no withheld row is a linear combination of the released ones.</summary>
    public static bool LinearAlgebraFails(IReadOnlyDictionary<(string, string), long> truth, IReadOnlySet<(string, string)> withheld)
    {
        var inner = truth.Keys.Where(key => key.Item1 != TableRow.Total && key.Item2 != TableRow.Total).ToArray();
        double[] Sum((string, string) key) => [.. inner.Select(cell => Covers(key, cell) ? 1.0 : 0.0)];
        var released = truth.Keys.Where(key => !withheld.Contains(key)).Select(Sum).ToList();
        int rank = Rank(released);
        return withheld.All(key => Rank([.. released, Sum(key)]) > rank);
    }

    private static void Search(IReadOnlyDictionary<(string, string), long> truth, IReadOnlySet<(string, string)> withheld, long least,
        (string, string)[] inner, int[] shift, int at, HashSet<(string, string)> open)
    {
        if (open.Count == 0) return;
        if (at < inner.Length)
        {
            foreach (int step in new[] { 0, 1, -1 })
            {
                shift[at] = step;
                if (truth[inner[at]] + step >= (truth[inner[at]] > 0 ? least : 0)) Search(truth, withheld, least, inner, shift, at + 1, open);
            }
            return;
        }
        long Change((string, string) key) => inner.Select((cell, i) => Covers(key, cell) ? shift[i] : 0).Sum();
        if (truth.Keys.Any(key => withheld.Contains(key) ? truth[key] + Change(key) < (truth[key] > 0 ? least : 0) : Change(key) != 0)) return;
        open.RemoveWhere(key => Change(key) != 0);
    }

    private static bool Covers((string, string) key, (string, string) cell) =>
        (key.Item1 == TableRow.Total || key.Item1 == cell.Item1) && (key.Item2 == TableRow.Total || key.Item2 == cell.Item2);

    private static int Rank(List<double[]> rows)
    {
        var matrix = rows.Select(row => (double[])row.Clone()).ToList();
        int rank = 0;
        for (int column = 0; matrix.Count > 0 && column < matrix[0].Length && rank < matrix.Count; column++)
        {
            int pivot = Enumerable.Range(rank, matrix.Count - rank).MaxBy(row => Math.Abs(matrix[row][column]));
            if (Math.Abs(matrix[pivot][column]) < 1e-9) continue;
            (matrix[rank], matrix[pivot]) = (matrix[pivot], matrix[rank]);
            for (int row = rank + 1; row < matrix.Count; row++)
            {
                double factor = matrix[row][column] / matrix[rank][column];
                for (int j = column; j < matrix[0].Length; j++) matrix[row][j] -= factor * matrix[rank][j];
            }
            rank++;
        }
        return rank;
    }
}
