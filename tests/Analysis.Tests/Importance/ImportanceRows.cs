using CoProduction.Analysis;
using CoProduction.Tests.Describing;

namespace CoProduction.Tests.Dividing;

/// <summary>Importance of rows in the tests.</summary>
internal static class ImportanceRows
{
    internal static ImportanceFit Fit(Frame rows, string formula, string? weights = null, string? cluster = null, int? draws = null, ulong? seed = null, int block = int.MaxValue)
    {
        var parsed = Formula.Parse(formula);
        var variables = rows.Columns.ToDictionary(column => column.Name, column => column is TextColumn text
            ? new Variable(text.Name, [.. text.Values.Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal)]) : Variable.Numeric(column.Name));
        var plan = Analysis.DesignPlan.Of(parsed, variables).Bound(weights, cluster, [], [rows]);
        var (roots, cases) = (new RootsAccumulator(plan, weights, cluster), new CaseRowsAccumulator(plan, weights, cluster));
        foreach (var part in DescribeRows.Blocks(rows, block))
        {
            roots.Add(part);
            cases.Add(part);
        }
        return Importance.Fit(new ImportanceSpec(parsed) { Draws = draws, Seed = seed }, new ImportanceStatistics(roots.Finish(), cluster is null ? cases.Finish() : null));
    }

    /// <summary>Correlated predictors x1 … xm and an outcome, made of a seed.</summary>
    internal static Frame Sample(int rows, int predictors, ulong seed)
    {
        var random = new RandomStream(seed);
        double[][] x = [.. Enumerable.Range(0, predictors).Select(_ => new double[rows])];
        var y = new double[rows];
        for (int r = 0; r < rows; r++)
        {
            double common = random.Normal();
            for (int i = 0; i < predictors; i++) y[r] += (i + 1.0) / predictors * (x[i][r] = 0.5 * common + random.Normal());
            y[r] += 2 * random.Normal();
        }
        return new Frame([.. x.Select((values, i) => (Column)new NumberColumn($"x{i + 1}", [.. values], [])), new NumberColumn("y", [.. y], []), new TextColumn("g", [.. Enumerable.Range(0, rows).Select(r => $"c{r % 25}")], [])]);
    }

    internal static string Of(int predictors) => "y ~ " + string.Join(" + ", Enumerable.Range(1, predictors).Select(i => $"x{i}"));
}
