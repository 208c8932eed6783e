using CoProduction.Analysis;
using CoProduction.Tests.Describing;

namespace CoProduction.Tests.Factoring;

/// <summary>Factors of rows in the tests.</summary>
internal static class FactorRows
{
    internal static FactorFit Fit(Frame rows, string scale, Func<FactorSpec, FactorSpec>? with = null, string? weights = null, int block = int.MaxValue)
    {
        var spec = new FactorSpec(ScaleFormula.Parse(scale));
        if (with is not null) spec = with(spec);
        var plan = Analysis.DesignPlan.Of(spec.Scale.Roots, rows.Names.ToDictionary(name => name, Variable.Numeric));
        var (roots, answers, tables) = (new RootsAccumulator(plan, weights, null), new AnswersAccumulator(spec.Scale, weights, [], false), spec.Polychoric ? new ItemTables(spec.Scale, weights) : null);
        foreach (var part in DescribeRows.Blocks(rows, block))
        {
            roots.Add(part);
            answers.Add(part);
            tables?.Add(part);
        }
        return FactorModel.Fit(spec, new FactorStatistics(new ItemStatistics(roots.Finish(), answers.Answers(), null), tables));
    }

    /// <summary>Items that load on two correlated factors, four each, made of a seed.</summary>
    internal static Frame Sample(int rows, ulong seed, int items = 8)
    {
        var random = new RandomStream(seed);
        double[][] columns = [.. Enumerable.Range(0, items).Select(_ => new double[rows])];
        for (int r = 0; r < rows; r++)
        {
            double f = random.Normal(), g = 0.4 * f + 0.9 * random.Normal();
            for (int i = 0; i < items; i++) columns[i][r] = Math.Clamp(Math.Round(3 + (0.9 - 0.05 * i) * (i < items / 2 ? f : g) + 0.8 * random.Normal()), 1, 5);
        }
        return new Frame([.. columns.Select((values, i) => (Column)new NumberColumn($"q{i + 1}", [.. values], []))]);
    }

    internal static string Of(int items) => "~ " + string.Join(" + ", Enumerable.Range(1, items).Select(i => $"q{i}"));
}
