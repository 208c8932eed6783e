using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Scale;

/// <summary>Rows of scales for the tests.</summary>
internal static class ScaleRows
{
    internal static ItemStatistics Reduce(string scale, Frame rows, string? weights = null, string? cluster = null, bool patterns = true)
    {
        var parsed = ScaleFormula.Parse(scale);
        var plan = Analysis.DesignPlan.Of(parsed.Roots, rows.Names.ToDictionary(name => name, Variable.Numeric));
        var roots = new RootsAccumulator(plan, weights, cluster);
        var answers = new AnswersAccumulator(parsed, weights, cluster is null ? [] : [cluster], patterns);
        roots.Add(rows);
        answers.Add(rows);
        return new ItemStatistics(roots.Finish(), answers.Answers(), answers.Patterns());
    }

    internal static ReliabilityFit Fit(string scale, Frame rows, string? weights = null, string? cluster = null, Func<ReliabilitySpec, ReliabilitySpec>? with = null)
    {
        var spec = new ReliabilitySpec(ScaleFormula.Parse(scale));
        return Reliability.Fit(with is null ? spec : with(spec), Reduce(scale, rows, weights, cluster));
    }

    /// <summary>Rows of several items of five points that share a factor, made of a seed.</summary>
    internal static Frame Answers(int rows, int items, ulong seed, double loading = 0.8)
    {
        var random = new RandomStream(seed);
        var columns = Enumerable.Range(0, items).Select(_ => new double[rows]).ToArray();
        for (int row = 0; row < rows; row++)
        {
            double general = random.Normal();
            foreach (var column in columns) column[row] = Math.Clamp(Math.Round(3 + loading * general + 0.8 * random.Normal()), 1, 5);
        }
        return new Frame([.. columns.Select((values, i) => (Column)new NumberColumn($"q{i + 1}", [.. values], [])), new TextColumn("community", [.. Enumerable.Range(0, rows).Select(i => $"c{i % 20}")], [])]);
    }

    internal static string Of(int items) => "s =~ " + string.Join(" + ", Enumerable.Range(1, items).Select(i => $"q{i}"));

    internal static Frame With(this Frame rows, string name, Func<int, double> value) => rows.With([new NumberColumn(name, [.. Enumerable.Range(0, rows.Rows).Select(value)], [])]);

    internal static ImmutableArray<double> Values(this Frame rows, string name) => ((NumberColumn)rows[name]).Values;
}
