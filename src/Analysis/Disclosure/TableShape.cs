using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which dimensions of a table add up: those with totals, and those whose total is known though it is not shown.</summary>
/// <param name="Lines">At most two dimensions along which rows add up.</param>
/// <param name="Implied">For each of them, true when its total is not shown but known.</param>
internal sealed record TableShape(ImmutableArray<int> Lines, ImmutableArray<bool> Implied)
{
    private const double OneWithin = 1e-6;

    public static void Check(CandidateTable table)
    {
        foreach (var row in table.Rows)
        {
            if (row.Key.Length != table.Dimensions.Length || row.Labels.Length != table.Dimensions.Length) throw AnalysisFaults.BadTable(table, "a row has another number of keys or labels than the table has dimensions");
            if (row.Values.Length != table.Measures.Length) throw AnalysisFaults.BadTable(table, "a row has another number of values than the table has measures");
            if (row.Base < 0) throw AnalysisFaults.BadTable(table, "a row rests on fewer than 0 people");
        }
        if (table.Rows.Select(row => row.Key).Distinct(KeyOrder.Ordinal).Count() != table.Rows.Length) throw AnalysisFaults.BadTable(table, "a key appears twice");
    }

    /// <exception cref="StudyException">More than two dimensions add up.</exception>
    public static TableShape Of(CandidateTable table)
    {
        int[] all = [.. Enumerable.Range(0, table.Dimensions.Length)];
        int[] shown = [.. all.Where(dimension => table.Rows.Any(row => row.Key[dimension] == TableRow.Total))];
        int[] known = [.. all.Except(shown).Where(dimension => HasKnownTotals(table, dimension))];
        if (shown.Length + known.Length > 2) throw AnalysisFaults.ManyWays(table, shown.Concat(known).Select(dimension => table.Dimensions[dimension].Id));
        return new TableShape([.. shown, .. known], [.. shown.Select(_ => false), .. known.Select(_ => true)]);
    }

    /// <summary>The parts of the table whose rows add up among themselves, as grids of row × column lines.</summary>
    public IEnumerable<TablePart> Parts(CandidateTable table)
    {
        int[] rest = [.. Enumerable.Range(0, table.Dimensions.Length).Except(Lines)];
        var parts = new SortedDictionary<ImmutableArray<string>, List<int>>(KeyOrder.Ordinal);
        for (int row = 0; row < table.Rows.Length; row++)
        {
            ImmutableArray<string> key = [.. rest.Select(dimension => table.Rows[row].Key[dimension])];
            if (!parts.TryGetValue(key, out var rows)) parts[key] = rows = [];
            rows.Add(row);
        }
        return parts.Values.Select(rows => new TablePart(table, this, rows));
    }

    private static bool HasKnownTotals(CandidateTable table, int dimension)
    {
        var lines = table.Rows.GroupBy(row => row.Key.SetItem(dimension, ""), KeyOrder.Ordinal).Where(line => line.Count() > 1);
        return lines.Any(line => line.Sum(row => row.Base) == table.Provenance.Rows || SharesSumToOne(table, line));
    }

    private static bool SharesSumToOne(CandidateTable table, IEnumerable<TableRow> line) => Enumerable.Range(0, table.Measures.Length)
        .Where(measure => table.Measures[measure].Kind == MeasureKind.Share)
        .Any(measure => line.All(row => row.Values[measure].State is ValueState.Number or ValueState.Amount or ValueState.Absent)
            && Math.Abs(line.Sum(row => row.Values[measure].Number) - 1) < OneWithin);
}
