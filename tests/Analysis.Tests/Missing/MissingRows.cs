using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Absent;

/// <summary>Rows with missing values for the tests.</summary>
internal static class MissingRows
{
    internal static MissingFit Fit(params ImmutableArray<Frame> blocks)
    {
        var counted = new MissingAccumulator([.. blocks[0].Columns.Select(column => column is CategoryColumn category ? new Variable(column.Name, category.Levels) : Variable.Numeric(column.Name))]);
        foreach (var block in blocks) counted.Add(block);
        return MissingModel.Fit(new MissingSpec(".", [.. blocks[0].Names]), counted.Finish());
    }

    /// <summary>Correlated numbers of which some are missing, each for a reason.</summary>
    internal static Frame Holed(int rows, int columns, ulong seed, double share = 0.15)
    {
        var random = new RandomStream(seed);
        double[] common = [.. Enumerable.Range(0, rows).Select(_ => random.Normal())];
        return new Frame([.. Enumerable.Range(1, columns).Select(c => (Column)new NumberColumn($"x{c}", [.. common.Select(value => c + value + random.Normal())],
            [.. common.Select(_ => random.Uniform() < share ? (MissingReason)(1 + random.Below(5)) : MissingReason.Present)]))]);
    }
}
