using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Mediation;

/// <summary>Models, rows and the numbers of tests/Reference/mediation in one line.</summary>
internal static class Mediated
{
    private static readonly string[] Texts = ["community", "gender"];

    internal static JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json"))).RootElement;

    internal static Frame Frame { get; } = ReadFrame();

    internal static Variable Gender { get; } = new("gender", ["female", "male", "other"]);

    internal static MediationFit Fit(MediationSpec spec, Frame rows, string? cluster = null, string? weights = null, UnitDraw? resampling = null, params Variable[] factors)
    {
        var plan = Rows.Plan(spec.Model.Design.Text, factors);
        var roots = Rows.Reduce(plan, rows, weights, cluster);
        return MediationModel.FitWith(spec, roots, spec.NeedsRows(roots.Clustered) ? Cases(plan, rows, cluster, weights, spec.DrawsRows(roots.Clustered) ? default : spec.Model.Moderators) : null, resampling);
    }

    internal static CaseRows Cases(Analysis.DesignPlan plan, Frame rows, string? cluster = null, string? weights = null, ImmutableArray<string> variables = default)
    {
        var cases = new CaseRowsAccumulator(plan, weights, cluster, variables);
        cases.Add(rows);
        return cases.Finish();
    }

    /// <summary>A model whose draws are not looked at.</summary>
    internal static MediationSpec Spec(string model, int draws = MediationSpec.FewestDraws, bool direct = false) =>
        new(PathModel.Parse(model, direct), draws: draws) { Interval = EffectInterval.MonteCarlo };

    internal static EffectEstimate Effect(this MediationFit fit, string name) => fit.Effects.Single(effect => effect.Name == name);

    internal static PathEstimate Path(this MediationFit fit, string outcome, string term, string level = "") =>
        fit.Paths.Single(path => path.Outcome == outcome && path.Term == term && path.Level == level);

    private static string PathOf(string file) => System.IO.Path.Combine(RealFiles.Root, "tests", "Reference", "mediation", file);

    private static Frame ReadFrame() => new([.. ReferenceFile.Columns(PathOf("input.csv")).Select(column => Texts.Contains(column.Name)
        ? (Column)Rows.Text(column.Name, column.Cells)
        : Rows.Number(column.Name, [.. column.Cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]))]);
}
