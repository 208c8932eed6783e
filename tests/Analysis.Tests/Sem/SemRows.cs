using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests.Structural;

/// <summary>Structural models on frames, and frames of files.</summary>
internal static class SemRows
{
    private static readonly Dictionary<string, Frame> Read = new(StringComparer.Ordinal);

    internal static Frame File(string file)
    {
        lock (Read) return Read.TryGetValue(file, out var known) ? known : Read[file] = Of(file);
    }

    internal static SemFit Fit(string model, Frame rows, string? cluster = null, string? group = null, Func<SemSpec, SemSpec>? with = null, string? weights = null)
    {
        var spec = new SemSpec(ModelSyntax.Parse(model));
        if (with is not null) spec = with(spec);
        var estimated = SemModel.Estimate(spec, Reduce(spec, rows, cluster, group, weights));
        if (!estimated.NeedsRows) return SemModel.Fit(estimated);
        var cases = new SemCasesAccumulator([estimated], group);
        cases.Add(rows);
        return SemModel.Fit(estimated, cases.Finish()[0]);
    }

    internal static SemStatistics Reduce(SemSpec spec, Frame rows, string? cluster, string? group, string? weights = null)
    {
        var observed = spec.Model.Observed;
        if (spec.Missing == SemMissing.Fiml)
        {
            var patterns = new PatternsAccumulator(spec, group, cluster);
            patterns.Add(rows);
            return patterns.Finish();
        }
        var plan = Analysis.DesignPlan.Of(SemStatistics.Roots(observed), observed.ToDictionary(name => name, Variable.Numeric));
        var roots = new RootsAccumulator(plan, weights, cluster, group is null ? [] : [group]);
        roots.Add(rows);
        return SemStatistics.Of(observed, roots.Finish(), weights);
    }

    // Codes 7, 8 and 9 of the demo's items are missing answers.
    private static Frame Of(string file)
    {
        bool demo = file.Contains("examples", StringComparison.Ordinal);
        string path = demo ? Path.Combine(RealFiles.Root, "examples", "district-x", Path.GetFileName(file)) : Path.Combine(RealFiles.Root, "tests", "Reference", "sem", file);
        return new Frame([.. ReferenceFile.Columns(path).Where(column => !demo || char.IsAsciiDigit(column.Name[^1]) || column.Name == "community").Select(column => Column(column.Name, column.Cells, demo))]);
    }

    private static Column Column(string name, string[] cells, bool demo) => name is "school" or "community" ? new TextColumn(name, [.. cells], []) : Number(name, cells, demo);

    private static NumberColumn Number(string name, string[] cells, bool demo)
    {
        bool Missing(string cell) => cell is "NA" or "" || (demo && cell is ("7" or "8" or "9"));
        return new NumberColumn(name, [.. cells.Select(cell => Missing(cell) ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], [.. cells.Select(cell => Missing(cell) ? MissingReason.Blank : MissingReason.Present)]);
    }

    /// <summary>The frame with a number column as texts, to cluster by.</summary>
    internal static Frame WithText(this Frame rows, string name) =>
        new([.. rows.Columns.Select(column => column.Name == name && column is NumberColumn number ? new TextColumn(name, [.. number.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))], []) : column)]);
}
