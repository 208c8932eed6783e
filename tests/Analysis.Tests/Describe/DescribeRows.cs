using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests.Describing;

/// <summary>Rows of a reference file as typed columns, and their description.</summary>
internal static class DescribeRows
{
    internal static Frame Of(string folder, string file = "input.csv") => Typed(ReferenceFile.Columns(Path.Combine(RealFiles.Root, "tests", "Reference", folder, file)));

    internal static Frame Typed(IEnumerable<(string Name, string[] Cells)> columns) => new([.. columns.Select(column => Column(column.Name, column.Cells))]);

    internal static DescribeFit Fit(Frame rows, string statement, Func<DescribeSpec, DescribeSpec>? with = null, int block = int.MaxValue)
    {
        var spec = new DescribeSpec(DescribeStatement.Parse(statement));
        if (with is not null) spec = with(spec);
        var sums = new DescribeAccumulator(spec, name => rows[name] is NumberColumn);
        foreach (var part in Blocks(rows, block)) sums.Add(part);
        return Describe.Fit(spec, sums.Finish());
    }

    internal static IEnumerable<Frame> Blocks(Frame rows, int size)
    {
        for (int start = 0; start < rows.Rows; start += size) yield return rows.Picked([.. Enumerable.Range(start, Math.Min(size, rows.Rows - start))]);
    }

    private static Column Column(string name, string[] cells)
    {
        ImmutableArray<MissingReason> reasons = [.. cells.Select(cell => cell is "NA" or "" ? MissingReason.Blank : MissingReason.Present)];
        bool numbers = cells.All(cell => cell is "NA" or "" || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return numbers
            ? new NumberColumn(name, [.. cells.Select(cell => cell is "NA" or "" ? 0 : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))], reasons)
            : new TextColumn(name, [.. cells.Select(cell => cell is "NA" ? "" : cell)], reasons);
    }
}
