using System.Collections.Immutable;

namespace CoProduction.Analysis;

public sealed partial record Cells
{
    /// <summary>The cells of a frame's rows: what a store makes of a table, made of rows in memory.</summary>
    /// <param name="rows">Rows that hold every field of the spec.</param>
    /// <param name="spec">Keys, sums, weights and conditions; rows without a weight are left out.</param>
    /// <exception cref="StudyException">A field is absent or of the wrong type.</exception>
    public static Cells Of(Frame rows, CellsSpec spec)
    {
        var keys = spec.By.Select(field => rows[field]).ToArray();
        var money = spec.SumOf.Select(field => rows[field] as MoneyColumn ?? throw AnalysisFaults.NotMoney(field)).ToArray();
        double[] weights = rows.Weights(spec.WeightBy);
        var where = spec.Where.Select(filter => (Column: rows[filter.Field], filter)).ToArray();
        var taken = Enumerable.Range(0, rows.Rows).Where(row => !double.IsNaN(weights[row]) && where.All(pair => pair.filter.Has(pair.Column.Text(row))));
        return new Cells(spec.By, spec.SumOf, Added(taken.Select(row => CellOf(row, keys, money, weights[row])), cell => cell.Key));
    }

    private static Cell CellOf(int row, Column[] keys, MoneyColumn[] money, double weight) => new(
        [.. keys.Select(key => key.Text(row))], 1, weight,
        [.. money.Select(column => column.IsMissing(row) ? 0m : column.Values[row])], [.. money.Select(column => column.IsMissing(row) ? 1L : 0L)]);
}
