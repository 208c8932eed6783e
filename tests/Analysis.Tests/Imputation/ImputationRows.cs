using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Completed;

/// <summary>Rows and fits of imputation for the tests.</summary>
internal static class ImputationRows
{
    internal static readonly JsonElement Expected = Json("expected.json");

    internal static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Place(file))).RootElement;

    internal static double[] Numbers(string name, string part) => Numbers(Expected.GetProperty(name), part);

    internal static double[] Numbers(JsonElement at, string name) => [.. at.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    /// <summary>Columns of a file of the reference; those named are categories.</summary>
    internal static Frame Read(string file, params string[] categories) => new([.. ReferenceFile.Columns(Place(file)).Select(column => categories.Contains(column.Name)
        ? (Column)new CategoryColumn(column.Name, [.. column.Cells.Select(cell => Levels(column.Cells).IndexOf(cell))], Levels(column.Cells), Reasons(column.Cells))
        : new NumberColumn(column.Name, [.. column.Cells.Select(cell => cell == "NA" ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], Reasons(column.Cells)))]);

    internal static Frame Only(this Frame rows, params string[] names) => new([.. names.Select(name => rows[name])]);

    /// <summary>Least squares on each completed set, pooled.</summary>
    internal static PooledFit Pool(string formula, Imputations imputations, params Variable[] factors) =>
        PooledFit.Of([.. Enumerable.Range(0, imputations.Spec.Sets).Select(set => (IModelFit)Rows.Fit(formula, imputations.Set(set), factors: factors))], imputations, null, false);

    /// <summary>y depends on x and on the community; some y and x are missing.</summary>
    internal static Frame Communities(int communities, int rows, ulong seed, double share = 0.2, double spread = 0.7)
    {
        var random = new RandomStream(seed);
        double[] effects = [.. Enumerable.Range(0, communities).Select(_ => spread * random.Normal())];
        double[] x = [.. Enumerable.Range(0, rows).Select(r => 0.5 * effects[r % communities] + random.Normal())], y = [.. x.Select((value, r) => 1 + 0.5 * value + effects[r % communities] + random.Normal())];
        ImmutableArray<MissingReason> Holes() => [.. x.Select(_ => random.Uniform() < share ? MissingReason.Blank : MissingReason.Present)];
        return new Frame([new NumberColumn("y", [.. y], Holes()), new NumberColumn("x", [.. x], Holes()), new TextColumn("g", Rows.Keys(rows, communities), [])]);
    }

    private static string Place(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "imputation", file);

    private static ImmutableArray<string> Levels(string[] cells) => [.. cells.Where(cell => cell != "NA").Distinct().Order(StringComparer.Ordinal)];

    private static ImmutableArray<MissingReason> Reasons(string[] cells) => [.. cells.Select(cell => cell == "NA" ? MissingReason.Blank : MissingReason.Present)];
}
